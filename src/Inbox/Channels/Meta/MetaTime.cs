using System.Globalization;

namespace PromoEngine.Inbox.Channels.Meta;

/// <summary>Meta writes instants as Unix time: WhatsApp in seconds as text, Messenger in milliseconds as a number.</summary>
internal static class MetaTime
{
    private const long SecondsOf2100 = 4_102_444_800;

    /// <summary>Null for what is no instant.</summary>
    public static DateTime? Read(string written) => long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0
        ? value < SecondsOf2100 ? DateTime.UnixEpoch.AddSeconds(value) : value < SecondsOf2100 * 1000 ? DateTime.UnixEpoch.AddMilliseconds(value) : null
        : null;
}
