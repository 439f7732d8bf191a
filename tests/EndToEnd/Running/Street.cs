using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

using PromoEngine.EndToEnd.Running;
using PromoEngine.Testing;

[assembly: AssemblyFixture(typeof(Street))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace PromoEngine.EndToEnd.Running;

/// <summary>One shop, one browser and one telephone network for all journeys.</summary>
public sealed class Street : IAsyncLifetime
{
    private const string Line = "+13125550777";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? playwright;
    private IBrowser? browser;
    private BuiltShop? shop;
    private StubTwilio? network;
    private Uri? webhook;
    private int texts;

    /// <summary>What the browser's console said that the policy of our pages stops.</summary>
    internal ConcurrentQueue<string> Violations { get; } = new();

    /// <summary>Why no journey can be made here; null when all is there.</summary>
    public string? Missing { get; private set; }

    internal BuiltShop Shop => shop!;

    internal StubTwilio Network => network!;

    public async ValueTask InitializeAsync()
    {
        Missing = Places.Chromium is null ? "No Chromium was found; install it or name it in PROMOENGINE_CHROMIUM."
            : !File.Exists(Places.Webapp) ? "The webapp is not built: cd webapp && npm ci && npm run build."
            : !File.Exists(Places.Axe) ? "The webapp's packages are not installed: cd webapp && npm ci."
            : null;
        if (Missing is not null)
            return;

        var ct = TestContext.Current.CancellationToken;
        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        network = await StubTwilio.Start();
        shop = await BuiltShop.Start(ct);
        var channel = await shop.Post("/api/channels", new
        {
            kind = "sms",
            provider = "twilio",
            name = "Second line",
            address = Line,
            settings = new { accountSid = StubTwilio.Account, authToken = StubTwilio.Token, apiBaseUrl = network.Address.ToString() },
        });
        webhook = new(shop.Address, $"/webhooks/twilio/{channel["id"]!.GetValue<string>()}");
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Places.Chromium, Args = Flags });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        if (shop is not null)
            await shop.DisposeAsync();
        if (network is not null)
            await network.DisposeAsync();
    }

    /// <summary>A browser of its own, nobody signed in.</summary>
    internal async Task<IBrowserContext> Browser(int width = 1440, int height = 900)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = Shop.Address.OriginalString,
            ViewportSize = new() { Width = width, Height = height },
            HasTouch = width < 500,
            IsMobile = width < 500,
            TimezoneId = "America/Chicago",
            Locale = "en-US",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        context.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase))
                Violations.Enqueue($"{message.Page?.Url}: {message.Text}");
        };
        return context;
    }

    /// <summary>A customer writes to the second line, through the real webhook.</summary>
    internal async Task Text(string from, string text)
    {
        var sid = string.Create(CultureInfo.InvariantCulture, $"SM{Interlocked.Increment(ref texts):x8}{from.GetHashCode(StringComparison.Ordinal):x8}{new string('0', 16)}");
        using var http = new HttpClient();
        using var call = StubWebhook.Request(webhook!, StubWebhook.Text(from, Line, text, sid));
        using var answer = await http.SendAsync(call, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A text of ours, once the provider has it.</summary>
    internal async Task<StubMessage> Sent(string text) =>
        await Soon(() => Task.FromResult(Network.Messages.FirstOrDefault(message => message.Body == text)), $"\"{text}\" was not sent");

    /// <summary>The conversation of a number, once it is there.</summary>
    internal async Task<string> ConversationOf(string number) => await Soon(
        async () => (await Shop.Get($"/api/conversations?q={Uri.EscapeDataString(number)}"))["items"]!.AsArray().FirstOrDefault()?["id"]!.GetValue<string>(),
        $"the text from {number} did not arrive");

    /// <summary>The address in the newest mail to somebody that leads to a page.</summary>
    internal async Task<string> MailedLink(string to, string page) => await Soon(
        async () => (await Shop.Get("/api/simulator/mails")).AsArray().Where(mail => mail!["to"]!.GetValue<string>() == to)
            .Select(mail => Regex.Match(mail!["text"]!.GetValue<string>(), $@"https?://\S+/{page}#\S+")).FirstOrDefault(found => found.Success)?.Value,
        $"no mail with a link to {page} came to {to}");

    private async Task<T> Soon<T>(Func<Task<T?>> look, string otherwise) where T : class
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Patience; await Task.Delay(100, TestContext.Current.CancellationToken))
        {
            if (await look() is { } found)
                return found;
        }

        throw new InvalidOperationException($"In {Patience.TotalSeconds:0} seconds {otherwise}. The server said:\n{Shop.Output}");
    }
}
