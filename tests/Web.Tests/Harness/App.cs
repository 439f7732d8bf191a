using System.Globalization;
using System.Runtime.CompilerServices;

using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Testing;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Tests;

/// <summary>
/// One running PromoEngine on one database, for all tests of that database. It has no workers: tests drain the jobs of their own shop. Tests of
/// one database run one after the other, because they share its clock.
/// </summary>
public abstract class App : IAsyncLifetime
{
    public const string Password = "correct horse battery";

    private static int lastShop;

    private TestHost? host;
    private StubTwilio? twilio;
    private StubMailbox? mailbox;

    // The module's initialiser answers for SQLite's assemblies; it must have run before a test touches one of them.
    static App() => RuntimeHelpers.RunModuleConstructor(typeof(AppDb).Module.ModuleHandle);

    /// <summary>False: the database server is not there, and the tests that need it are skipped.</summary>
    public bool Available => WhyNot.Length == 0;

    public string WhyNot { get; protected set; } = "";

    public TestClock Clock { get; } = new();

    /// <summary>Twilio, for all shops of this app; each shop has a number of its own.</summary>
    public StubTwilio Twilio => twilio!;

    /// <summary>Everybody's mail.</summary>
    internal StubMailbox Mailbox => mailbox!;

    /// <summary>Keeps no cookies: one test must not be signed in by another.</summary>
    public HttpClient Http { get; } = new(new HttpClientHandler { UseCookies = false }) { Timeout = TimeSpan.FromSeconds(60) };

    public Uri Address => Host.Address;

    internal TestHost Host => host!;

    internal IServiceProvider Services => Host.Services;

    public abstract bool IsPostgres { get; }

    /// <summary>A folder that is gone after the run.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("promoengine-test-").FullName;

    public async ValueTask InitializeAsync()
    {
        if (!await Prepare())
            return;
        twilio = await StubTwilio.Start(clock: Clock);
        mailbox = StubMailbox.Start();
        host = new TestHost(Settings(), Clock, Configure).Start();
        await Started();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (host is not null)
            await host.DisposeAsync();
        if (twilio is not null)
            await twilio.DisposeAsync();
        if (mailbox is not null)
            await mailbox.DisposeAsync();
        await CleanUp();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A shop of its own for one test: nobody else's rows are in its way.</summary>
    public async Task<Shop> NewShop()
    {
        // No two tests begin in the same moment, so that nothing depends on how instants tie.
        Clock.Turn(TimeSpan.FromMinutes(1));
        var number = string.Create(CultureInfo.InvariantCulture, $"+1555{Interlocked.Increment(ref lastShop):0000000}");
        return await ShopMaker.Make(this, number);
    }

    /// <summary>What this host is started with.</summary>
    internal virtual Dictionary<string, string?> Settings() => new()
    {
        ["DataFolder"] = Path.Combine(Folder, "data"),
        ["Jobs:Workers"] = "0",
        ["Demo:Enabled"] = "false",
        ["Outbound:AllowHosts"] = "127.0.0.1,localhost",
        // All tests sign in from one address.
        ["RateLimits:TriesPerMinute"] = "0",
        ["Bootstrap:AdminEmail"] = "first@example.test",
        ["Bootstrap:AdminPassword"] = Password,
        ["Smtp:Host"] = "127.0.0.1",
        ["Smtp:Port"] = mailbox?.Port.ToString(CultureInfo.InvariantCulture),
        ["Smtp:Security"] = "None",
        ["Smtp:From"] = "PromoEngine <promo@example.test>",
    };

    /// <summary>The real hash with few rounds: every test makes a person.</summary>
    internal virtual void Configure(IServiceCollection services) => services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 100);

    /// <summary>Called by each test class's constructor: an absent server skips the test, and fails it where the server is promised.</summary>
    public void Need()
    {
        var promised = new[] { "CI", "PROMOENGINE_CI" }.Any(name => Environment.GetEnvironmentVariable(name) is "1" or "true");
        if (promised && !Available)
            Assert.Fail(WhyNot);
        Assert.SkipUnless(Available, WhyNot);
    }

    /// <summary>What the tests of this app should complain about beside their own assertions.</summary>
    internal virtual Task<string?> Complaint() => Task.FromResult<string?>(null);

    protected virtual Task<bool> Prepare() => Task.FromResult(true);

    protected virtual Task Started() => Task.CompletedTask;

    protected virtual Task CleanUp() => Task.CompletedTask;
}

/// <summary>The base of every test class that runs on each database.</summary>
public abstract class AppTests : IAsyncDisposable
{
    protected AppTests(App app)
    {
        App = app;
        app.Need();
    }

    protected App App { get; }

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (App.Available && await App.Complaint() is { } complaint)
            Assert.Fail(complaint);
        GC.SuppressFinalize(this);
    }
}
