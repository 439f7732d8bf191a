using System.Security.Cryptography;
using System.Text;

namespace PromoEngine.Inbox.Channels.Meta;

/// <summary>`X-Hub-Signature-256: sha256=HEX`, the HMAC-SHA256 of the raw body under the app's secret (https://developers.facebook.com/docs/messenger-platform/webhooks).</summary>
internal static class MetaSignature
{
    public const string Header = "X-Hub-Signature-256";
    private const string Prefix = "sha256=";

    public static bool IsValid(string secret, ReadOnlySpan<byte> body, string signature)
    {
        if (secret.Length == 0 || !signature.StartsWith(Prefix, StringComparison.Ordinal) || signature.Length != Prefix.Length + 64)
            return false;
        Span<byte> expected = stackalloc byte[32];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, expected);
        Span<byte> given = stackalloc byte[32];
        return Convert.FromHexString(signature.AsSpan(Prefix.Length), given, out _, out var written) == System.Buffers.OperationStatus.Done && written == 32
            && CryptographicOperations.FixedTimeEquals(expected, given);
    }
}
