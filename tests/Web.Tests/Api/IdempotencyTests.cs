using System.Net;

using PromoEngine.Testing;

namespace PromoEngine.Web.Tests.Api;

public abstract class IdempotencyTests(App app) : AppTests(app)
{
    [Fact]
    public async Task The_same_request_twice_is_done_once_and_answered_the_same()
    {
        var shop = await App.NewShop();
        var key = NewKey();

        var first = await shop.Post("/api/channels", Channel("+15557000001"), key);
        var second = await shop.Post("/api/channels", Channel("+15557000001"), key);

        await first.Expect(HttpStatusCode.Created, App);
        await second.Expect(HttpStatusCode.Created, App);
        Assert.Equal((await first.Body()).GetRawText(), (await second.Body()).GetRawText());
        Assert.Equal("application/json", second.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_reply_that_is_repeated_is_sent_once()
    {
        var shop = await App.NewShop();
        var conversation = await shop.GivenConversation("+15557000002", "hello");
        var key = NewKey();

        var first = await (await shop.Post($"/api/conversations/{conversation}/messages", new { text = "Hi!" }, key)).Json(App);
        var second = await (await shop.Post($"/api/conversations/{conversation}/messages", new { text = "Hi!" }, key)).Json(App);
        await shop.Drain();

        Assert.Equal(first.Id(), second.Id());
        Assert.Single(shop.Sent);
    }

    [Fact]
    public async Task A_key_is_for_one_request_only()
    {
        var shop = await App.NewShop();
        var key = NewKey();
        await (await shop.Post("/api/channels", Channel("+15557000003"), key)).Expect(HttpStatusCode.Created, App);

        var other = await shop.Post("/api/channels", Channel("+15557000004"), key);

        await other.Refused(HttpStatusCode.Conflict, "idempotency.reused");
        Assert.DoesNotContain("+15557000004", (await shop.Read("/api/channels")).List().Select(c => c.Text("address")));
    }

    [Fact]
    public async Task Two_people_may_choose_the_same_key()
    {
        var (one, other) = (await App.NewShop(), await App.NewShop());
        var key = NewKey();

        var first = await (await one.Post("/api/channels", Channel("+15557000005"), key)).Json(App);
        var second = await (await other.Post("/api/channels", Channel("+15557000005"), key)).Json(App);

        Assert.NotEqual(first.Id(), second.Id());
    }

    [Fact]
    public async Task Of_eight_at_once_one_is_done_and_all_hear_of_it()
    {
        var shop = await App.NewShop();
        var key = NewKey();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => shop.Post("/api/channels", Channel("+15557000006"), key)));

        var ids = new HashSet<Guid>();
        foreach (var answer in answers)
            ids.Add((await (await answer.Expect(HttpStatusCode.Created, App)).Body()).Id());
        Assert.Single(ids);
    }

    [Fact]
    public async Task A_refused_request_may_be_tried_again_with_its_key()
    {
        var shop = await App.NewShop();
        var key = NewKey();
        var conversation = await shop.GivenConversation("+15557000007", "STOP");

        await (await shop.Post($"/api/conversations/{conversation}/messages", new { text = "Hi!" }, key)).Refused(HttpStatusCode.Conflict, "contact.opted_out");
        await shop.Text("+15557000007", "START");
        await shop.Drain();

        await (await shop.Post($"/api/conversations/{conversation}/messages", new { text = "Hi!" }, key)).Expect(HttpStatusCode.Created, App);
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_refused()
    {
        var shop = await App.NewShop();

        var answer = await shop.Post("/api/channels", Channel("+15557000008"), new string('k', 201));

        await answer.Refused(HttpStatusCode.BadRequest, "request.invalid");
    }

    private static string NewKey() => $"{Guid.CreateVersion7()}";

    private object Channel(string address) => new
    {
        kind = "sms",
        provider = "twilio",
        name = "Second",
        address,
        settings = new { accountSid = StubTwilio.Account, authToken = StubTwilio.Token, apiBaseUrl = App.Twilio.Address.ToString() },
    };
}

[Collection(SqliteApp.Collection)]
public sealed class IdempotencyOnSqlite(SqliteApp app) : IdempotencyTests(app);

[Collection(PostgresApp.Collection)]
public sealed class IdempotencyOnPostgres(PostgresApp app) : IdempotencyTests(app);
