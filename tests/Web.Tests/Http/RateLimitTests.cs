using System.Net;
using System.Net.Http.Json;

using PromoEngine.Testing;

namespace PromoEngine.Web.Tests.Http;

/// <summary>A running program whose callers may ask very little.</summary>
public sealed class StingyApp : App
{
    public override bool IsPostgres => false;

    internal override Dictionary<string, string?> Settings() => Limited(base.Settings());

    internal static Dictionary<string, string?> Limited(Dictionary<string, string?> settings) => new(settings)
    {
        ["RateLimits:PerToken"] = "1",
        ["RateLimits:PerSession"] = "1",
        ["RateLimits:PerChannel"] = "1",
        ["RateLimits:TriesPerMinute"] = "3",
    };
}

public sealed class StingyPostgresApp : PostgresApp
{
    internal override Dictionary<string, string?> Settings() => StingyApp.Limited(base.Settings());
}

public abstract class RateLimitTests(App app) : AppTests(app)
{
    [Fact]
    public async Task A_token_that_asks_too_much_waits_and_another_one_does_not()
    {
        var (greedy, other) = (await App.NewShop(), await App.NewShop());

        var answers = await Many(12, () => greedy.Get("/api/session"));

        await Limited(answers);
        await (await other.Get("/api/session")).Expect(HttpStatusCode.OK, App);
    }

    [Fact]
    public async Task A_channel_that_is_flooded_waits_and_another_one_does_not()
    {
        var (flooded, other) = (await App.NewShop(), await App.NewShop());

        var answers = await Many(8, () => flooded.Webhook(StubWebhook.Text("+13125550142", flooded.Number, "hello", Shop.NewSid())));

        await Limited(answers);
        await other.Text("+13125550142", "hello");
    }

    [Fact]
    public async Task Whoever_tries_passwords_from_one_address_must_wait_whatever_the_account()
    {
        var shop = await App.NewShop();

        var tries = 0;
        var answers = await Many(8, () => App.Http.PostAsJsonAsync(new Uri(App.Address, "/api/session"), new { email = $"nobody{tries++}@example.test", password = "wrong password" }, Ct));

        Assert.Contains(answers, a => a.StatusCode == HttpStatusCode.Unauthorized);
        await Limited(answers);
        await (await shop.Get("/api/session")).Expect(HttpStatusCode.OK, App);
    }

    [Fact]
    public async Task Whoever_watches_the_process_is_never_too_much()
    {
        var answers = await Many(30, () => App.Http.GetAsync(new Uri(App.Address, "/healthz"), Ct));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
    }

    private static async Task<List<HttpResponseMessage>> Many(int times, Func<Task<HttpResponseMessage>> call)
    {
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < times; i++)
            answers.Add(await call());
        return answers;
    }

    private static async Task Limited(List<HttpResponseMessage> answers)
    {
        var refused = answers.First(a => (int)a.StatusCode is 429 or >= 500);
        await refused.Refused(HttpStatusCode.TooManyRequests, "rate.limited");
        Assert.InRange(refused.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0, 1, 60);
    }
}

public sealed class RateLimitsOnSqlite(StingyApp app) : RateLimitTests(app), IClassFixture<StingyApp>;

public sealed class RateLimitsOnPostgres(StingyPostgresApp app) : RateLimitTests(app), IClassFixture<StingyPostgresApp>;
