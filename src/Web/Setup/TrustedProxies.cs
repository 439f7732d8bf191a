using System.Net;

using Microsoft.AspNetCore.HttpOverrides;

namespace PromoEngine.Web;

/// <summary>
/// `TrustedProxies`: the networks of the reverse proxies in front, such as "10.0.0.0/8, 172.16.0.0/12". From there alone X-Forwarded-For and
/// X-Forwarded-Proto are believed: they say who signs in, and that the browser came by https. Unset: nobody is believed.
/// </summary>
internal static class TrustedProxies
{
    private const string Key = "TrustedProxies";

    public static void UseTrustedProxies(this WebApplication app)
    {
        var networks = Read(app.Configuration[Key]);
        if (networks.Count == 0)
            return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        networks.ForEach(options.KnownIPNetworks.Add);
        app.UseForwardedHeaders(options);
    }

    internal static List<System.Net.IPNetwork> Read(string? configured)
    {
        var networks = new List<System.Net.IPNetwork>();
        foreach (var text in (configured ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (System.Net.IPNetwork.TryParse(text, out var network))
                networks.Add(network);
            else if (IPAddress.TryParse(text, out var one))
                networks.Add(new(one, one.GetAddressBytes().Length * 8));
            else
                throw new InvalidOperationException($"{Key} holds \"{text}\", which is no address or network; it looks like 10.0.0.0/8.");
        }

        return networks;
    }
}
