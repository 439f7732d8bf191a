using System.Collections.Concurrent;
using System.Net;

using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PromoEngine.Web.Tests;

/// <summary>The real program on a real socket: a free port of the loopback address. Only the clock is the test's.</summary>
internal sealed class TestHost(IEnumerable<KeyValuePair<string, string?>> settings, TestClock clock, Action<IServiceCollection>? more = null) : WebApplicationFactory<Program>
{
    public ConcurrentQueue<string> Log { get; } = [];

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public TestHost Start()
    {
        UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        StartServer();
        Address = new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return this;
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await base.DisposeAsync();
        }
        catch (ObjectDisposedException)
        {
            // The program's own Run() ends the host at the same time; whoever comes second finds it gone.
        }

        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        foreach (var (key, value) in settings)
            builder.UseSetting(key, value);
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(new Listening(Log)).SetMinimumLevel(LogLevel.Warning));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(clock);
            more?.Invoke(services);
        });
    }

    /// <summary>Keeps the latest warnings, for the message of a test that fails on a 500.</summary>
    private sealed class Listening(ConcurrentQueue<string> log) : ILoggerProvider, ILogger
    {
        private const int Kept = 20;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            log.Enqueue($"{formatter(state, exception)} {exception}");
            while (log.Count > Kept)
                log.TryDequeue(out _);
        }

        public void Dispose()
        {
        }
    }
}
