namespace PromoEngine.Web.Auth.Sessions;

/// <summary>Where a request comes from, in words for a list: "Firefox on Windows", an address.</summary>
internal sealed record Caller(string Device, string? Ip)
{
    public const int LongestDevice = 60;
    public const int LongestIp = 45;

    // Every browser names several others that it is like; the one it is comes first here.
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    public static Caller Of(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        return new(DeviceOf(http.Request.Headers.UserAgent.ToString()), (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString());
    }

    internal static string DeviceOf(string agent)
    {
        var browser = Browsers.FirstOrDefault(b => agent.Contains(b.Mark, StringComparison.Ordinal)).Name;
        var system = Systems.FirstOrDefault(s => agent.Contains(s.Mark, StringComparison.Ordinal)).Name;
        return (browser, system) switch
        {
            (null, _) => Program(agent),
            (_, null) => browser,
            _ => $"{browser} on {system}",
        };
    }

    /// <summary>A script's own name: "curl" of "curl/8.5.0".</summary>
    private static string Program(string agent)
    {
        var name = new string([.. agent.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')]);
        return name.Length == 0 ? "Unknown device" : name[..Math.Min(name.Length, LongestDevice)];
    }
}
