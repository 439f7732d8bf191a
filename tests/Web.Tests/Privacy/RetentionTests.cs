using System.Net;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Web.Privacy;

namespace PromoEngine.Web.Tests.Privacy;

/// <summary>How long what is kept, shop by shop.</summary>
public abstract class RetentionTests(App app) : AppTests(app)
{
    [Fact]
    public async Task A_shop_decides_for_itself_and_the_run_says_what_it_did()
    {
        var (strict, other) = (await App.NewShop(), await App.NewShop());
        foreach (var shop in new[] { strict, other })
            await shop.GivenConversation("+13125550142", "hello");
        await Set(strict, "raw_events", 2);

        App.Clock.Turn(TimeSpan.FromDays(3));
        await Run();

        Assert.Empty(await Body(strict));
        Assert.NotEmpty(await Body(other));
        var run = (await strict.Read("/api/privacy")).List("runs").Single(r => r.Text("kind") == "raw_events");
        Assert.Equal(1, run.Number("removed"));
        Assert.Single((await strict.Read("/api/audit?action=retention.ran")).List("items"));
        Assert.Single((await strict.Read("/api/audit?action=retention.added")).List("items"));
    }

    [Fact]
    public async Task The_words_of_closed_conversations_go_only_where_a_shop_says_so()
    {
        var shop = await App.NewShop();
        var old = await shop.GivenConversation("+13125550142", "20 navy mugs please");
        var open = await shop.GivenConversation("+13125550143", "still talking");
        var seen = await shop.Read($"/api/conversations/{old}");
        await shop.Do($"/api/drafts/{seen.List("drafts")[0].Id()}/dismiss", new { version = seen.List("drafts")[0].Number("version"), reason = "gone" });
        await shop.Do($"/api/conversations/{old}/close", new { version = (await shop.Read($"/api/conversations/{old}")).Number("version") });

        App.Clock.Turn(TimeSpan.FromDays(400));
        await Run();
        Assert.Equal("20 navy mugs please", await Text(shop, old));

        await Set(shop, "closed_conversations", 365);
        await Run();
        Assert.Equal("", await Text(shop, old));
        Assert.Equal("still talking", await Text(shop, open));
        Assert.True((await shop.Read($"/api/conversations/{old}")).List("messages")[0].GetProperty("erased").GetBoolean());
        Assert.DoesNotContain("navy", await shop.Look(db => db.DraftLines.Select(l => l.Description).FirstAsync(Ct)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_decided_is_refused()
    {
        var shop = await App.NewShop();

        await (await Put(shop, "raw_events", null)).Refused(HttpStatusCode.Conflict, "retention.days");
        await (await Put(shop, "live_events", 3000)).Refused(HttpStatusCode.Conflict, "retention.days");
        await (await Put(shop, "audit", 10)).Expect(HttpStatusCode.BadRequest);
    }

    private Task Run() => App.Services.GetRequiredService<Retention>().Run(Ct);

    private Task<HttpResponseMessage> Put(Shop shop, string kind, int? days) => shop.Put("/api/privacy/retention", new { rules = new[] { new { kind, days } } });

    private async Task Set(Shop shop, string kind, int? days) => await (await Put(shop, kind, days)).Expect(HttpStatusCode.OK, App);

    private static Task<byte[]> Body(Shop shop) => shop.Look(db => db.InboundEvents.Select(e => e.Body).SingleAsync(Ct));

    private static Task<string> Text(Shop shop, Guid conversation) => shop.Look(db => db.Messages.Where(m => m.ConversationId == conversation).Select(m => m.Text).FirstAsync(Ct));
}

[Collection(SqliteApp.Collection)]
public sealed class RetentionOnSqlite(SqliteApp app) : RetentionTests(app);

[Collection(PostgresApp.Collection)]
public sealed class RetentionOnPostgres(PostgresApp app) : RetentionTests(app);
