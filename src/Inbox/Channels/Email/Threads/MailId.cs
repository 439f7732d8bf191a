using System.Security.Cryptography;
using System.Text;

namespace PromoEngine.Inbox.Channels.Email.Threads;

/// <summary>
/// Message-IDs. Ours are made of our own message's id, so that the same message always goes out under the same one, and a copy of it is known wherever it
/// turns up. Each mail of ours also names its thread in References, which answers carry on even where a server on the way rewrote the Message-ID.
/// </summary>
internal static class MailId
{
    public const int LongestKey = 128;
    public const int Longest = 998;
    private const string OfMessage = "pe.m.";
    private const string OfThread = "pe.t.";

    /// <summary>What stands in indexes: the id, or a hash of a long one.</summary>
    public static string Key(string id) => id.Length <= LongestKey ? id : $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))}@long.invalid";

    public static string Of(Guid message, string ourAddress) => $"{OfMessage}{message:N}@{Domain(ourAddress)}";

    public static string OfConversation(Guid conversation, string ourAddress) => $"{OfThread}{conversation:N}@{Domain(ourAddress)}";

    /// <summary>Which message of ours an id names; null: it is not one of ours.</summary>
    public static Guid? Message(string id, string ourAddress) => Named(id, OfMessage, ourAddress);

    /// <summary>"shop+t0f…@example.com": the address of a thread, for servers that deliver such addresses.</summary>
    public static string Plus(Guid conversation, string ourAddress) =>
        ourAddress.LastIndexOf('@') is > 0 and var at ? $"{ourAddress[..at]}+t{conversation:N}{ourAddress[at..]}" : ourAddress;

    /// <summary>The thread that such an address names; null: none.</summary>
    public static Guid? Conversation(string address, string ourAddress)
    {
        var at = ourAddress.LastIndexOf('@');
        if (at < 1 || !address.StartsWith(ourAddress[..at] + "+t", StringComparison.OrdinalIgnoreCase) || !address.EndsWith(ourAddress[at..], StringComparison.OrdinalIgnoreCase))
            return null;
        return Guid.TryParseExact(address.AsSpan(at + 2, Math.Max(0, address.Length - ourAddress.Length - 2)), "N", out var id) ? id : null;
    }

    private static Guid? Named(string id, string kind, string ourAddress) =>
        id.StartsWith(kind, StringComparison.Ordinal) && id.EndsWith("@" + Domain(ourAddress), StringComparison.OrdinalIgnoreCase) && id.Length >= kind.Length + 32
        && Guid.TryParseExact(id.AsSpan(kind.Length, 32), "N", out var named) ? named : null;

    private static string Domain(string address) => address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant();
}
