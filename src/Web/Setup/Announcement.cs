using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

using PromoEngine.Inbox.Channels;
using PromoEngine.Web.Demo;
using PromoEngine.Web.Simulator;

namespace PromoEngine.Web;

/// <summary>Once the server listens: remembers the address, and says it, and in a demo how to sign in.</summary>
internal sealed class Announcement(
    IServer server, ReachableAt reachable, OutboundHttp outbound, SimulatorAddress simulator, DemoSignIn signIn, DemoMode demo, IConfiguration configuration) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (configuration["PublicUrl"] is { Length: > 0 } given)
        {
            if (!Uri.TryCreate(given, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
                throw new InvalidOperationException($"PublicUrl is not an address: \"{given}\". It looks like https://shop.example.com.");
            reachable.Configure(url);
        }

        return Task.CompletedTask;
    }

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var listening = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (listening is null)
            return;
        var address = new Uri(Everywhere.Aggregate(listening, (text, any) => text.Replace(any, "localhost", StringComparison.Ordinal)));
        reachable.ListensOn(address);
        if (demo.Allowed)
        {
            outbound.Allow(address);
            await simulator.Follow(address, cancellationToken);
        }

        Console.WriteLine(Text(address, await signIn.Find(cancellationToken)));
    }

    private static string Text(Uri address, (string Email, string Password)? demo) => $"""

          PromoEngine is ready: {address.AbsoluteUri.TrimEnd('/')}
        {(demo is { } staff ? $"  Sign in as {staff.Email} with the password {staff.Password}\n" : "")}  Ctrl+C stops it.

        """;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>How "on every address of this machine" is written; from here, it is reached by its own name.</summary>
    private static readonly string[] Everywhere = ["[::]", "0.0.0.0", "*", "+"];
}
