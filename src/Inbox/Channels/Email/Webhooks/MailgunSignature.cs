using System.Security.Cryptography;
using System.Text;

namespace PromoEngine.Inbox.Channels.Email.Webhooks;

/// <summary>Mailgun signs a moment and a token, not the body: HMAC-SHA256 of both, one after the other, under the webhook signing key, in hex (https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks).</summary>
internal static class MailgunSignature
{
    private const int LongestToken = 200;

    public static bool IsValid(string key, string timestamp, string token, string signature)
    {
        if (key.Length == 0 || timestamp.Length is 0 or > 20 || token.Length is 0 or > LongestToken || signature.Length != 64)
            return false;
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(timestamp + token));
        Span<byte> given = stackalloc byte[32];
        return Convert.FromHexString(signature, given, out _, out var written) == System.Buffers.OperationStatus.Done && written == 32
            && CryptographicOperations.FixedTimeEquals(expected, given);
    }
}
