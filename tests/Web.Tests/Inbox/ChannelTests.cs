using System.Net;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Testing;

namespace PromoEngine.Web.Tests.Inbox;

/// <summary>Accounts at a provider: secrets go in and never come out, and no address inside our own network is called.</summary>
public abstract class ChannelTests(App app) : AppTests(app)
{
    [Fact]
    public async Task A_secret_is_stored_encrypted_and_shown_masked()
    {
        var shop = await App.NewShop();
        const string secret = "a-very-secret-auth-token-1234";
        var channel = await shop.Do("/api/channels", New("+15558000001", secret));

        Assert.Equal("••••1234", channel.GetProperty("settings").Text("authToken"));
        Assert.DoesNotContain(secret, (await shop.Read("/api/channels")).GetRawText(), StringComparison.Ordinal);
        var stored = await shop.Look(db => db.Channels.Where(c => c.Id == channel.Id()).Select(c => c.Settings).SingleAsync(Ct));
        Assert.DoesNotContain(secret, stored, StringComparison.Ordinal);
        Assert.DoesNotContain(await shop.Look(db => db.AuditRows.Select(a => a.After + a.Before).ToListAsync(Ct)), row => row?.Contains(stored, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_secret_that_is_sent_back_masked_stays_what_it_was_and_a_new_one_counts_at_once()
    {
        var shop = await App.NewShop();
        var channel = (await shop.Read("/api/channels")).List().Single();

        var renamed = await (await Change(shop, channel.Number("version"), channel.GetProperty("settings").Text("authToken"))).Json(App);
        Assert.Equal("Renamed", renamed.Text("name"));
        await shop.Text("+13125550142", "still here");

        await (await Change(shop, renamed.Number("version"), "another-token")).Json(App);
        var old = await shop.Webhook(StubWebhook.Text("+13125550142", shop.Number, "signed with the old one", Shop.NewSid()));
        await old.Refused(HttpStatusCode.Forbidden, "webhook.signature");
        var now = await shop.Call(StubWebhook.Request(shop.WebhookUrl, StubWebhook.Text("+13125550142", shop.Number, "with the new one", Shop.NewSid()), token: "another-token"));
        await now.Expect(HttpStatusCode.OK, App);
    }

    [Fact]
    public async Task A_change_of_what_has_changed_meanwhile_is_refused()
    {
        var shop = await App.NewShop();
        var version = (await shop.Read("/api/channels")).List().Single().Number("version");
        await (await Change(shop, version, "••••")).Json(App);

        await (await Change(shop, version, "••••")).Refused(HttpStatusCode.Conflict, "channel.stale");
    }

    [Theory]
    [InlineData("http://10.0.0.1")]
    [InlineData("http://shop.localdomain:8080")]
    [InlineData("http://[::1]/")]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("ftp://api.example.test")]
    [InlineData("not an address")]
    public async Task A_provider_inside_our_own_network_is_refused_when_it_is_entered(string apiBaseUrl)
    {
        var shop = await App.NewShop();

        var answer = await shop.Post("/api/channels", New("+15558000002", "token-token-token", apiBaseUrl));

        await answer.Refused(HttpStatusCode.BadRequest, "channel.invalid");
        Assert.NotEmpty((await answer.Body()).GetProperty("errors").GetProperty("apiBaseUrl").EnumerateArray());
        Assert.Single((await shop.Read("/api/channels")).List());
    }

    [Fact]
    public async Task One_number_is_one_channel()
    {
        var shop = await App.NewShop();

        await (await shop.Post("/api/channels", New(shop.Number, "token-token-token"))).Refused(HttpStatusCode.Conflict, "channel.address_taken");
    }

    [Fact]
    public async Task A_test_says_whether_the_provider_knows_us()
    {
        var shop = await App.NewShop();
        var wrong = await shop.Do("/api/channels", New("+15558000003", "not-the-stubs-token"));

        Assert.True((await shop.Do($"/api/channels/{shop.Channel}/test")).GetProperty("ok").GetBoolean());
        var failed = await shop.Do($"/api/channels/{wrong.Id()}/test");
        Assert.False(failed.GetProperty("ok").GetBoolean());
        Assert.NotEmpty(failed.Text("text"));
    }

    private static Task<HttpResponseMessage> Change(Shop shop, long version, string authToken) => shop.Put($"/api/channels/{shop.Channel}", new
    {
        version,
        name = "Renamed",
        address = shop.Number,
        settings = new { authToken },
    });

    private object New(string address, string authToken, string? apiBaseUrl = null) => new
    {
        kind = "sms",
        provider = "twilio",
        name = "Second",
        address,
        settings = new { accountSid = StubTwilio.Account, authToken, apiBaseUrl = apiBaseUrl ?? App.Twilio.Address.ToString() },
    };
}

[Collection(SqliteApp.Collection)]
public sealed class ChannelsOnSqlite(SqliteApp app) : ChannelTests(app);

[Collection(PostgresApp.Collection)]
public sealed class ChannelsOnPostgres(PostgresApp app) : ChannelTests(app);
