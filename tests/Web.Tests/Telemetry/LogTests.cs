using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

using PromoEngine.Testing;
using PromoEngine.Web.Tests.Demo;

namespace PromoEngine.Web.Tests.Telemetry;

/// <summary>A program whose own log says everything it can, and the framework's what it says in production.</summary>
public sealed class TalkativeApp : App
{
    public override bool IsPostgres => false;

    public ConcurrentQueue<string> Lines { get; } = [];

    internal override void Configure(IServiceCollection services)
    {
        base.Configure(services);
        Keep(services, Lines);
    }

    internal static void Keep(IServiceCollection services, ConcurrentQueue<string> lines)
    {
        services.AddSingleton<ILoggerProvider>(new Keeping(lines));
        services.PostConfigure<LoggerFilterOptions>(filter =>
        {
            filter.MinLevel = LogLevel.Information;
            filter.Rules.Clear();
            filter.Rules.Add(new(null, "PromoEngine", LogLevel.Trace, null));
            filter.Rules.Add(new(null, "Microsoft.AspNetCore", LogLevel.Warning, null));
            filter.Rules.Add(new(null, "Microsoft.EntityFrameworkCore", LogLevel.Warning, null));
        });
    }

    private sealed class Keeping(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {formatter(state, exception)} {string.Join(' ', (state as IEnumerable<KeyValuePair<string, object?>>)?.Select(v => v.Value) ?? [])} {exception}");

        public void Dispose()
        {
        }
    }
}

/// <summary>The same with a demo, whose provider is this process itself.</summary>
public sealed class TalkativeDemo : App
{
    public override bool IsPostgres => false;

    public ConcurrentQueue<string> Lines { get; } = [];

    internal override Dictionary<string, string?> Settings()
    {
        var settings = base.Settings();
        DemoSettings.Apply(settings);
        return settings;
    }

    internal override void Configure(IServiceCollection services)
    {
        base.Configure(services);
        TalkativeApp.Keep(services, Lines);
    }
}

public sealed class LogOfDemoTests(TalkativeDemo app) : AppTests(app), IClassFixture<TalkativeDemo>
{
    private const string Customer = "+13125550167";

    [Fact]
    public async Task The_log_names_nobody_and_quotes_nobody_when_the_simulators_host_fails()
    {
        var shop = await DemoTests.ShopOf(App);
        await shop.Drain();
        var conversation = await shop.ConversationOf(Customer);
        await shop.Unit((_, db) => db.Database.ExecuteSqlRawAsync("ALTER TABLE simulator_messages RENAME TO simulator_messages_gone", Ct));

        // Once as the provider that takes our text, once as the phone that a customer holds, once as the screen that shows it.
        await (await shop.Post($"/api/conversations/{conversation}/messages", new { text = "Our Quixotic answer" })).Expect(HttpStatusCode.Created, App);
        await shop.Drain(failing: true);
        using var texted = await shop.Post($"/api/simulator/phones/{Customer}/messages", new { text = "a Zanzibar question" });
        using var shown = await shop.Get($"/api/simulator/phones/{Customer}");

        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.InternalServerError), (texted.StatusCode, shown.StatusCode));
        var lines = ((TalkativeDemo)App).Lines;
        foreach (var failed in new[] { "POST /simulator/2010-04-01/Accounts/{sid}/Messages.json failed", "POST /api/simulator/phones/{number}/messages failed", "GET /api/simulator/phones/{number} failed" })
            Assert.Contains(lines, line => line.Contains(failed, StringComparison.Ordinal));
        string[] secrets = [Customer[1..], "3125550167", "312) 555", shop.Number[1..], "Yuki", "Tanaka", "Quixotic", "Zanzibar", DemoSettings.Token, App.Password];
        var told = lines.SelectMany(line => secrets.Where(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)).Select(secret => $"{secret}: {line[..Math.Min(line.Length, 600)]}"));
        Assert.Empty(told);
    }
}

public sealed class LogTests(TalkativeApp app) : AppTests(app), IClassFixture<TalkativeApp>
{
    private const string Customer = "+13125550142";

    [Fact]
    public async Task The_log_of_a_whole_run_names_nobody_and_quotes_nobody()
    {
        var shop = await App.NewShop();
        string[] said = ["can we get 24 navy caps for the Wobblegong picnic", "YES", "one more Zanzibar question", "Our Quixotic answer to you"];

        await TheRoad(shop, said);
        await WhatGoesWrong(shop);

        var secrets = said.Except(["YES"]).Concat([Customer[1..], "3125550142", "312) 555", shop.Number[1..], shop.Email, "Wobblegong", "Zanzibar", "Quixotic", shop.Token, StubTwilio.Token, App.Password, "wrong-password", "wrong-token", "secret-in-a-body"]);
        var lines = ((TalkativeApp)App).Lines;
        Assert.NotEmpty(lines);
        var told = lines.SelectMany(line => secrets.Where(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)).Select(secret => $"{secret}: {line[..Math.Min(line.Length, 600)]}"));
        Assert.Empty(told);
    }

    private async Task TheRoad(Shop shop, string[] said)
    {
        var draft = await shop.GivenDraft(Customer, said[0]);
        await shop.Do($"/api/drafts/{draft.Id()}/confirm", new { version = draft.Number("version") });
        await shop.Drain();
        await shop.Text(Customer, said[1]);
        await shop.Drain();
        Assert.Equal(1, await shop.Look(db => db.Orders.CountAsync(Ct)));
        await shop.Text(Customer, said[2]);
        await shop.Drain();
        await (await shop.Post($"/api/conversations/{await shop.ConversationOf(Customer)}/messages", new { text = said[3] })).Expect(HttpStatusCode.Created, App);
        await shop.Drain();
        await shop.Read($"/api/conversations?q={Uri.EscapeDataString(Customer)}");
        await shop.Read("/api/orders?q=Wobblegong");
    }

    private async Task WhatGoesWrong(Shop shop)
    {
        // The provider is down, refuses, and stops answering.
        App.Twilio.Next(StubAnswer.Fail, StubAnswer.Refuse(400, 21211, $"Invalid 'To' Phone Number {Customer}"));
        await shop.Post($"/api/conversations/{await shop.ConversationOf(Customer)}/messages", new { text = "Our Quixotic answer again" });
        await shop.Drain(failing: true);

        await shop.Call(StubWebhook.Request(shop.WebhookUrl, StubWebhook.Text(Customer, shop.Number, "Wobblegong", Shop.NewSid()), token: "wrong-token"));
        await App.Http.PostAsJsonAsync(new Uri(App.Address, "/api/session"), new { email = shop.Email, password = "wrong-password" }, Ct);
        await App.Http.PostAsJsonAsync(new Uri(App.Address, "/api/session"), new { email = "secret-in-a-body", password = 7 }, Ct);
        await shop.Post($"/api/simulator/phones/{Customer}/messages", new { text = "Zanzibar" });
        await shop.Post("/api/channels", new { kind = "sms", provider = "twilio", name = "secret-in-a-body", address = Customer, settings = new { accountSid = "secret-in-a-body", authToken = "secret-in-a-body" } });
    }
}
