using System.Net;
using System.Text.Json;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Web.Jobs;

namespace PromoEngine.Web.Tests.Operations;

/// <summary>What operators see of what failed, and what they can do about it.</summary>
public abstract class OperationsTests(App app) : AppTests(app)
{
    private const string Customer = "+13125550142";

    [Fact]
    public async Task A_dead_job_is_shown_with_its_error_and_runs_again_when_an_operator_says_so()
    {
        var shop = await App.NewShop();
        var job = await GivenDeadJob(shop);

        var shown = (await shop.Read("/api/operations/jobs?state=dead")).List("items").Single();
        Assert.Equal((job, "read", "dead", 12L), (shown.Number("id"), shown.Text("kind"), shown.Text("state"), shown.Number("attempts")));
        Assert.Equal("InvalidDataException: no paper", shown.Text("error"));
        Assert.Equal(1, (await shop.Read("/api/operations")).Number("dead"));

        await (await shop.Post($"/api/operations/jobs/{job}/retry")).Expect(HttpStatusCode.NoContent, App);
        Assert.Equal("waiting", (await shop.Read("/api/operations/jobs?state=waiting")).List("items").Single().Text("state"));
        await shop.Drain(failing: true);

        Assert.Empty((await shop.Read("/api/operations/jobs?state=dead")).List("items"));
        Assert.Equal(0, await shop.Look(db => db.Jobs.CountAsync(Ct)));
        Assert.Equal(["job.retried"], await Audited(shop));
    }

    [Fact]
    public async Task A_job_is_discarded_with_a_reason_that_the_audit_keeps()
    {
        var shop = await App.NewShop();
        var job = await GivenDeadJob(shop);

        await (await shop.Post($"/api/operations/jobs/{job}/discard", new { reason = "" })).Expect(HttpStatusCode.BadRequest);
        await (await shop.Post($"/api/operations/jobs/{job}/discard", new { reason = "The customer called." })).Expect(HttpStatusCode.NoContent, App);

        await (await shop.Post($"/api/operations/jobs/{job}/discard", new { reason = "again" })).Expect(HttpStatusCode.NotFound);
        Assert.Equal(0, await shop.Look(db => db.Jobs.CountAsync(Ct)));
        Assert.Contains("The customer called.", await shop.Look(db => db.AuditRows.Where(a => a.Action == "job.discarded").Select(a => a.After).SingleAsync(Ct)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_shops_jobs_events_and_sends_are_not_there()
    {
        var (mine, theirs) = (await App.NewShop(), await App.NewShop());
        await theirs.GivenConversation(Customer, "hello");
        var job = await GivenDeadJob(theirs);
        var raw = await theirs.Look(db => db.InboundEvents.Select(e => e.Id).SingleAsync(Ct));

        Assert.Empty((await mine.Read("/api/operations/jobs?state=dead")).List("items"));
        foreach (var path in new[] { $"jobs/{job}/retry", $"jobs/{job}/discard", $"events/{raw}/replay", $"sends/{Guid.CreateVersion7()}/retry" })
            await (await mine.Post($"/api/operations/{path}", new { reason = "not mine" })).Expect(HttpStatusCode.NotFound);
        await (await mine.Get($"/api/operations/events/{raw}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_send_that_fails_to_the_end_says_so_in_its_conversation_and_can_be_sent_again_there()
    {
        var shop = await App.NewShop();
        var (conversation, message) = await GivenBrokenSend(shop);

        for (var attempt = 0; attempt < 12; attempt++)
        {
            await App.Services.GetRequiredService<JobRunner>().RunDue(shop.Workspace, Ct);
            App.Clock.Turn(TimeSpan.FromMinutes(17));
        }

        Assert.Equal(0, await shop.Look(db => db.Jobs.CountAsync(Ct)));
        var failed = (await shop.Read($"/api/conversations/{conversation}")).List("messages").Single(m => m.Id() == message);
        Assert.Equal(("maybe_sent", "send.given_up"), (failed.Text("status"), failed.GetProperty("error").Text("code")));
        Assert.Equal(message, (await shop.Read("/api/operations/sends")).List("items").Single().Id());
        Assert.Equal(1, (await shop.Read("/api/operations")).Number("failedSends"));

        await Mend(shop);
        await (await shop.Post($"/api/messages/{message}/retry")).Expect(HttpStatusCode.OK, App);
        await shop.Drain();
        Assert.Single(shop.Sent);
        Assert.Empty((await shop.Read("/api/operations/sends")).List("items"));
    }

    [Fact]
    public async Task A_discarded_send_marks_its_message_and_a_discarded_failure_leaves_the_list()
    {
        var shop = await App.NewShop();
        var (conversation, message) = await GivenBrokenSend(shop);
        await App.Services.GetRequiredService<JobRunner>().RunDue(shop.Workspace, Ct);
        var job = (await shop.Read("/api/operations/jobs?state=waiting")).List("items").Single(j => j.Text("kind") == "send").Number("id");

        await (await shop.Post($"/api/operations/jobs/{job}/discard", new { reason = "Wrong number." })).Expect(HttpStatusCode.NoContent, App);

        var error = (await shop.Read($"/api/conversations/{conversation}")).List("messages").Single(m => m.Id() == message).GetProperty("error");
        Assert.Equal("Discarded: Wrong number.", error.Text("text"));
        await (await shop.Post($"/api/operations/sends/{message}/discard", new { reason = "Told them by phone." })).Expect(HttpStatusCode.NoContent, App);
        Assert.Empty((await shop.Read("/api/operations/sends")).List("items"));
    }

    [Fact]
    public async Task A_poison_event_is_shown_as_it_came_in_and_can_be_given_up_and_done_again_while_its_body_is_kept()
    {
        var shop = await App.NewShop();
        var settings = await shop.Look(db => db.Channels.Select(c => c.Settings).SingleAsync(Ct));
        await shop.Text(Customer, "20 navy caps, Ünal");
        await Break(shop);
        await App.Services.GetRequiredService<JobRunner>().RunDue(shop.Workspace, Ct);

        var failing = (await shop.Read("/api/operations/events")).List().Single();
        var raw = await shop.Read($"/api/operations/events/{failing.Number("id")}");
        Assert.Contains(raw.List("fields"), f => f.Text("name") == "Body" && f.Text("value") == "20 navy caps, Ünal");
        Assert.Equal(1, (await shop.Read("/api/operations")).Number("failingEvents"));
        await (await shop.Post($"/api/operations/events/{failing.Number("id")}/replay", new { reason = "too early" })).Refused(HttpStatusCode.Conflict, "event.waiting");

        await (await shop.Post($"/api/operations/jobs/{failing.GetProperty("job").Number("id")}/discard", new { reason = "Not for us." })).Expect(HttpStatusCode.NoContent, App);
        Assert.Equal("discarded", (await shop.Read($"/api/operations/events/{failing.Number("id")}")).Text("state"));

        await Mend(shop, settings);
        await (await shop.Post($"/api/operations/events/{failing.Number("id")}/replay", new { reason = "It was for us." })).Expect(HttpStatusCode.NoContent, App);
        await shop.Drain();
        Assert.Equal(["20 navy caps, Ünal"], await shop.Look(db => db.Messages.Select(m => m.Text).ToListAsync(Ct)));

        App.Clock.Turn(TimeSpan.FromDays(31));
        await App.Services.GetRequiredService<Housekeeping>().Purge(Ct);
        await (await shop.Post($"/api/operations/events/{failing.Number("id")}/replay", new { reason = "Once more." })).Refused(HttpStatusCode.Conflict, "event.body_gone");
    }

    [Fact]
    public async Task Doing_an_event_again_makes_nothing_twice()
    {
        var shop = await App.NewShop();
        var sid = await shop.Text(Customer, "hello");
        await shop.Drain();

        var raw = await shop.Read($"/api/operations/events/by-message/{sid}");
        Assert.True(raw.GetProperty("canReplay").GetBoolean());
        await (await shop.Post($"/api/operations/events/{raw.Number("id")}/replay", new { reason = "To see." })).Expect(HttpStatusCode.NoContent, App);
        await shop.Drain();

        Assert.Equal(1, await shop.Look(db => db.Messages.CountAsync(Ct)));
        Assert.Equal("done", (await shop.Read($"/api/operations/events/{raw.Number("id")}")).Text("state"));
    }

    [Fact]
    public async Task Schedules_are_shown_with_their_next_tick()
    {
        var shop = await App.NewShop();

        var schedules = (await shop.Read("/api/operations/schedules")).List();

        Assert.Equal(Schedules.All.Select(s => s.Name), schedules.Select(s => s.Text("name")));
        Assert.All(schedules, s => Assert.True(s.GetProperty("nextAt").GetDateTime() > App.Clock.Now));
    }

    [Fact]
    public async Task Only_who_operates_the_system_sees_any_of_it()
    {
        var shop = await App.NewShop();
        var agent = await shop.GivenPerson("team_lead");

        await (await agent.Get("/api/operations")).Expect(HttpStatusCode.Forbidden);
        await (await agent.Get("/api/operations/jobs")).Expect(HttpStatusCode.Forbidden);
    }

    /// <summary>A job of a contact that is not there does nothing, so it can succeed afterwards.</summary>
    private static async Task<long> GivenDeadJob(Shop shop)
    {
        await shop.Unit((_, db) =>
        {
            db.Enqueue(new("read", JsonSerializer.Serialize(Guid.CreateVersion7())));
            return db.SaveChangesAsync(Ct);
        });
        using var quiet = StatementPlans.Ignore();
        await shop.Unit((_, db) => db.Jobs.ExecuteUpdateAsync(set => set
            .SetProperty(j => j.State, JobState.Dead).SetProperty(j => j.Ready, false).SetProperty(j => j.Attempts, 12).SetProperty(j => j.Error, "InvalidDataException: no paper"), Ct));
        return await shop.Look(db => db.Jobs.Select(j => j.Id).SingleAsync(Ct));
    }

    /// <summary>Its channel's settings cannot be read, which fails before the call to the provider, each time.</summary>
    private async Task<(Guid Conversation, Guid Message)> GivenBrokenSend(Shop shop)
    {
        var conversation = await shop.GivenConversation(Customer, "hello");
        var message = (await shop.Do($"/api/conversations/{conversation}/messages", new { text = "Hi!" })).Id();
        sealedSettings = await shop.Look(db => db.Channels.Select(c => c.Settings).SingleAsync(Ct));
        await Break(shop);
        return (conversation, message);
    }

    private string sealedSettings = "";

    private static Task Break(Shop shop) => SetSettings(shop, "broken");

    private Task Mend(Shop shop, string? settings = null) => SetSettings(shop, settings ?? sealedSettings);

    private static Task SetSettings(Shop shop, string settings) => shop.Unit((_, db) => db.Channels.ExecuteUpdateAsync(set => set.SetProperty(c => c.Settings, settings), Ct));

    private static Task<List<string>> Audited(Shop shop) => shop.Look(db => db.AuditRows.Where(a => a.Entity == "job").Select(a => a.Action).ToListAsync(Ct));
}

[Collection(SqliteApp.Collection)]
public sealed class OperationsOnSqlite(SqliteApp app) : OperationsTests(app);

[Collection(PostgresApp.Collection)]
public sealed class OperationsOnPostgres(PostgresApp app) : OperationsTests(app);
