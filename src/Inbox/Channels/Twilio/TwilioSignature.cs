using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PromoEngine.Inbox.Channels.Twilio;

/// <summary>
/// X-Twilio-Signature: base64 of HMAC-SHA1, keyed with the auth token, over the URL followed by every field's name and
/// value, sorted by name. A name with several values counts once per distinct value, in order, and the URL may have been
/// signed with or without its port; both as in Twilio's own validators
/// (twilio-python request_validator.py, twilio-node webhooks.ts: "signature generation on the back end is inconsistent").
/// </summary>
internal static class TwilioSignature
{
    private const int MacLength = HMACSHA1.HashSizeInBytes;

    /// <summary>Characters of 20 bytes in base64.</summary>
    private const int SignatureLength = 28;

    /// <summary>Whether this form was sent by someone who knows the auth token, to that URL.</summary>
    public static bool IsValid(string authToken, string url, TwilioForm form, string signature)
    {
        // Without a token everybody could sign.
        if (authToken.Length == 0 || signature.Length != SignatureLength)
            return false;

        // As text, not as the bytes it stands for: the last character of base64 has bits that mean nothing.
        Span<byte> claimed = stackalloc byte[SignatureLength];
        if (Ascii.FromUtf16(signature, claimed, out _) != OperationStatus.Done)
            return false;

        return Matches(authToken, url, form, claimed)
            || (OtherPort(url) is { } other && Matches(authToken, other, form, claimed));
    }

    /// <summary>
    /// A body that is no form: Twilio puts its SHA-256 into the URL and signs the URL alone, so both must hold.
    /// </summary>
    public static bool IsValidBody(string authToken, string url, ReadOnlySpan<byte> body, string signature)
    {
        if (BodyHash(url) is not { } claimed)
            return false;

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        var computed = Convert.ToHexStringLower(hash);
        return CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(computed), Encoding.UTF8.GetBytes(claimed.ToLowerInvariant()))
            && IsValid(authToken, url, TwilioForm.Empty, signature);
    }

    /// <summary>What Twilio would write into the header: used by the simulator and by tests.</summary>
    public static string Sign(string authToken, string url, TwilioForm form)
    {
        Span<byte> mac = stackalloc byte[MacLength];
        Compute(authToken, url, form, mac);
        return Convert.ToBase64String(mac);
    }

    /// <summary>The value of the URL's bodySHA256 parameter, or null when it has none.</summary>
    public static string? BodyHash(string url)
    {
        const string name = "bodySHA256=";
        var query = url.IndexOf('?');
        if (query < 0)
            return null;

        foreach (var part in url[(query + 1)..].Split('#')[0].Split('&'))
        {
            if (part.StartsWith(name, StringComparison.Ordinal))
                return Uri.UnescapeDataString(part[name.Length..]);
        }
        return null;
    }

    private static bool Matches(string authToken, string url, TwilioForm form, ReadOnlySpan<byte> claimed)
    {
        Span<byte> mac = stackalloc byte[MacLength];
        Compute(authToken, url, form, mac);
        Span<byte> computed = stackalloc byte[SignatureLength];
        Base64.EncodeToUtf8(mac, computed, out _, out _);
        return CryptographicOperations.FixedTimeEquals(computed, claimed);
    }

    private static void Compute(string authToken, string url, TwilioForm form, Span<byte> mac)
    {
        var order = ArrayPool<int>.Shared.Rent(form.Count);
        var size = Encoding.UTF8.GetMaxByteCount(url.Length);
        for (var i = 0; i < form.Count; i++)
        {
            order[i] = i;
            size += form.Name(i).Length + form.Value(i).Length;
        }
        order.AsSpan(0, form.Count).Sort(new ByNameThenValue(form));

        var signed = ArrayPool<byte>.Shared.Rent(size);
        var length = Encoding.UTF8.GetBytes(url, signed);
        for (var i = 0; i < form.Count; i++)
        {
            if (i > 0 && Same(form, order[i - 1], order[i]))
                continue;
            form.Name(order[i]).CopyTo(signed.AsSpan(length));
            length += form.Name(order[i]).Length;
            form.Value(order[i]).CopyTo(signed.AsSpan(length));
            length += form.Value(order[i]).Length;
        }

        Span<byte> key = stackalloc byte[256];
        key = Encoding.UTF8.TryGetBytes(authToken, key, out var keyLength) ? key[..keyLength] : Encoding.UTF8.GetBytes(authToken);
#pragma warning disable CA5350 // The algorithm is Twilio's choice.
        HMACSHA1.HashData(key, signed.AsSpan(0, length), mac);
#pragma warning restore CA5350
        ArrayPool<byte>.Shared.Return(signed);
        ArrayPool<int>.Shared.Return(order);
    }

    private static bool Same(TwilioForm form, int a, int b) =>
        form.Name(a).SequenceEqual(form.Name(b)) && form.Value(a).SequenceEqual(form.Value(b));

    /// <summary>
    /// The same URL with its port left out, or with its scheme's own port written out when it has none. Text surgery, because
    /// parsing would rewrite the rest (case, escapes, a default port), and the signature is over the very characters.
    /// </summary>
    private static string? OtherPort(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return null;

        var start = scheme + 3;
        var length = url.AsSpan(start).IndexOfAny('/', '?', '#');
        var end = length < 0 ? url.Length : start + length;
        var authority = url.AsSpan(start, end - start);
        var host = authority[(authority.LastIndexOf('@') + 1)..];
        var colon = host.LastIndexOf(':');
        if (colon >= 0 && host[(colon + 1)..].IndexOf(']') < 0) // the colons of [::1] are no port's
            return string.Concat(url.AsSpan(0, end - host.Length + colon), url.AsSpan(end));

        var port = url.AsSpan(0, scheme).Equals("https", StringComparison.OrdinalIgnoreCase) ? 443 : 80;
        return string.Create(CultureInfo.InvariantCulture, $"{url.AsSpan(0, end)}:{port}{url.AsSpan(end)}");
    }

    /// <summary>By bytes, which for UTF-8 is the order of code points that Twilio sorts in.</summary>
    private readonly struct ByNameThenValue(TwilioForm form) : IComparer<int>
    {
        public int Compare(int x, int y)
        {
            var byName = form.Name(x).SequenceCompareTo(form.Name(y));
            return byName != 0 ? byName : form.Value(x).SequenceCompareTo(form.Value(y));
        }
    }
}
