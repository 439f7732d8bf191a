using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

using PromoEngine.Inbox.Channels;

namespace PromoEngine.Web;

/// <summary>Once the server listens: remembers the address, and says it, and in a demo how to sign in.</summary>
internal sealed class Announcement(IServer server, IHostApplicationLifetime lifetime, ReachableAt reachable, OutboundHttp outbound, DemoMode demo, IConfiguration configuration)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["PublicUrl"] is { Length: > 0 } given)
        {
            if (!Uri.TryCreate(given, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
                throw new InvalidOperationException($"PublicUrl is not an address: \"{given}\". It looks like https://shop.example.com.");
            reachable.Configure(url);
        }

        lifetime.ApplicationStarted.Register(Say);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Say()
    {
        var listening = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (listening is null)
            return;
        var address = new Uri(listening.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal));
        reachable.ListensOn(address);
        if (demo.Allowed)
            outbound.Allow(address);
        Console.WriteLine($"\n  PromoEngine is ready: {address}\n");
    }
}
