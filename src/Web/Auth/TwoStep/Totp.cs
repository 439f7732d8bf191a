using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PromoEngine.Web.Auth.TwoStep;

/// <summary>
/// Codes of an authenticator app: RFC 6238 with what every app understands (SHA-1, thirty seconds, six digits). A code counts one step early and
/// late, since clocks differ.
/// </summary>
internal static class Totp
{
    private const int Seconds = 30;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>As long as the hash, which RFC 4226 recommends.</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(20);

    public static long StepAt(DateTime now) => (now - DateTime.UnixEpoch).Ticks / (Seconds * TimeSpan.TicksPerSecond);

    public static string Code(byte[] secret, long step, int digits = 6)
    {
        Span<byte> counter = stackalloc byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The RFC names SHA-1, and apps do not understand anything else; inside HMAC its weakness does not matter.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var number = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & int.MaxValue;
        return (number % (int)Math.Pow(10, digits)).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>The step that a typed code belongs to; null when it is wrong.</summary>
    public static long? Match(byte[] secret, string code, DateTime now)
    {
        var typed = Encoding.UTF8.GetBytes(code);
        var current = StepAt(now);
        for (var step = current - 1; step <= current + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Code(secret, step)), typed))
                return step;
        }

        return null;
    }

    /// <summary>What the QR code says.</summary>
    public static string Uri(byte[] secret, string issuer, string email) =>
        $"otpauth://totp/{System.Uri.EscapeDataString(issuer)}:{System.Uri.EscapeDataString(email)}?secret={Base32(secret)}&issuer={System.Uri.EscapeDataString(issuer)}";

    public static string Base32(byte[] bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 + 4) / 5);
        var (bits, held) = (0, 0);
        foreach (var b in bytes)
        {
            bits = (bits << 8) | b;
            for (held += 8; held >= 5; held -= 5)
                text.Append(Alphabet[(bits >> (held - 5)) & 31]);
            bits &= 31;
        }

        return held == 0 ? text.ToString() : text.Append(Alphabet[(bits << (5 - held)) & 31]).ToString();
    }
}
