using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace PromoEngine.Inbox.Channels;

/// <summary>The part of the configuration under "Outbound".</summary>
internal sealed class OutboundOptions
{
    public const string Section = "Outbound";

    /// <summary>
    /// Hosts that we may call although their address is private ("127.0.0.1", "twilio.internal:8080"). Without a port, any port.
    /// </summary>
    public List<string> AllowHosts { get; } = [];

    /// <summary>How long one call may take in all.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>A file writes a list, an environment variable one string with commas: both are read.</summary>
    public void Read(IConfiguration outbound)
    {
        var hosts = outbound.GetSection(nameof(AllowHosts));
        AllowHosts.AddRange(Split(hosts.Value));
        foreach (var child in hosts.GetChildren())
            AllowHosts.AddRange(Split(child.Value));

        if (outbound[nameof(Timeout)] is { } timeout)
            Timeout = TimeSpan.TryParse(timeout, CultureInfo.InvariantCulture, out var parsed) ? parsed : TimeSpan.Zero;
    }

    /// <summary>What is wrong, as a sentence that names the key; null when nothing is.</summary>
    public string? Wrong()
    {
        if (Timeout < TimeSpan.FromMilliseconds(100) || Timeout > TimeSpan.FromMinutes(5))
            return $"{Section}:{nameof(Timeout)} must be a time between 00:00:00.1 and 00:05:00.";
        foreach (var host in AllowHosts)
        {
            if (AllowedHost.Parse(host) is null)
                return $"{Section}:{nameof(AllowHosts)} holds \"{host}\"; write a host name or an address, with or without a port.";
        }
        return null;
    }

    private static string[] Split(string? written) =>
        written?.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}

/// <param name="Port">Null for any.</param>
internal readonly record struct AllowedHost(string Host, int? Port)
{
    public static AllowedHost? Parse(string written)
    {
        // Read as part of an address, so that a name, a bare IPv6 address and "[::1]:80" all come out the way Uri writes them.
        var text = !written.StartsWith('[') && IPAddress.TryParse(written, out _) && written.Contains(':') ? $"[{written}]" : written;
        if (!Uri.TryCreate("tcp://" + text, UriKind.Absolute, out var uri) || uri.Host.Length == 0
            || uri.UserInfo.Length > 0 || uri.PathAndQuery is not ("/" or "") || uri.Fragment.Length > 0
            || Uri.CheckHostName(uri.Host.Trim('[', ']')) == UriHostNameType.Unknown)
            return null;
        return Of(uri.IdnHost, uri.Port > 0 ? uri.Port : null);
    }

    /// <param name="host">As in <see cref="Uri.IdnHost"/>: an IPv6 address without brackets.</param>
    public static AllowedHost Of(string host, int? port) => new(host.TrimEnd('.').ToLowerInvariant(), port);

    public bool Covers(string host, int port) =>
        Host.Equals(host.TrimEnd('.'), StringComparison.OrdinalIgnoreCase) && (Port is null || Port == port);
}
