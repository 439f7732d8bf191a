using System.Net;
using System.Net.Sockets;

namespace PromoEngine.Inbox.Channels;

/// <summary>
/// Whether an address is one of the open internet. What is not: our own machine, our own network, the cloud's metadata
/// service, and whatever an address is wrapped in to look like something else. The ranges are those of the IANA
/// special-purpose registries (RFC 6890) that are not globally reachable, and multicast.
/// </summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] V4 = Networks(
        "0.0.0.0/8",          // this network
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", // private
        "100.64.0.0/10",      // carrier-grade NAT; one cloud keeps its metadata service here
        "127.0.0.0/8",        // loopback
        "169.254.0.0/16",     // link-local, and the metadata service of most clouds
        "192.0.0.0/24",       // protocol assignments
        "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", // documentation
        "192.88.99.0/24",     // 6to4 relays
        "198.18.0.0/15",      // benchmarks
        "224.0.0.0/4",        // multicast
        "240.0.0.0/4");       // reserved, and broadcast

    private static readonly IPNetwork[] V6 = Networks(
        "64:ff9b:1::/48",     // local NAT64
        "100::/64",           // discard
        "2001::/23",          // protocol assignments, Teredo among them
        "2001:db8::/32", "3fff::/20", // documentation
        "5f00::/16");         // segment routing

    private static readonly IPNetwork V6Global = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return !Array.Exists(V4, network => network.Contains(address));

        var bytes = address.GetAddressBytes();
        if (Nat64.Contains(address))
            return Is(new IPAddress(bytes.AsSpan(12, 4)));
        if (SixToFour.Contains(address))
            return Is(new IPAddress(bytes.AsSpan(2, 4)));
        // Everything else outside 2000::/3 is loopback, link-local, unique local, multicast or not given out.
        return V6Global.Contains(address) && !Array.Exists(V6, network => network.Contains(address));
    }

    private static IPNetwork[] Networks(params string[] written) => Array.ConvertAll(written, IPNetwork.Parse);
}
