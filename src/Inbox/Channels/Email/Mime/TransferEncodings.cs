using System.Buffers;

namespace PromoEngine.Inbox.Channels.Email.Mime;

/// <summary>Content-Transfer-Encoding undone (RFC 2045 6), lenient: what is no code is passed over or kept as it stands.</summary>
internal static class TransferEncodings
{
    /// <summary>The bytes of a body. What is not encoded is the slice itself, not a copy.</summary>
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> body, string? encoding) => encoding?.Trim().ToLowerInvariant() switch
    {
        "base64" => Base64(body.Span),
        "quoted-printable" => QuotedPrintable(body.Span),
        "x-uuencode" or "uuencode" or "x-uue" => UuEncoded(body.Span),
        _ => body,
    };

    /// <summary>How many bytes a body decodes to, without holding them.</summary>
    public static long Size(ReadOnlyMemory<byte> body, string? encoding)
    {
        if (!"base64".Equals(encoding?.Trim(), StringComparison.OrdinalIgnoreCase))
            return Decode(body, encoding).Length;
        var letters = 0L;
        foreach (var letter in body.Span)
        {
            if (Base64Value(letter) >= 0)
                letters++;
        }

        return letters * 3 / 4;
    }

    public static byte[] Base64(ReadOnlySpan<byte> encoded)
    {
        var decoded = new byte[(encoded.Length / 4 * 3) + 3];
        if (System.Buffers.Text.Base64.DecodeFromUtf8(encoded, decoded, out var read, out var written) == OperationStatus.Done && read == encoded.Length)
            return decoded[..written];

        var (bits, count, length) = (0, 0, 0);
        foreach (var letter in encoded)
        {
            if (Base64Value(letter) is not (>= 0 and var value))
            {
                // Padding ends a run; some mailers put several runs into one body.
                if (letter == '=')
                    (bits, count) = (0, 0);
                continue;
            }

            (bits, count) = ((bits << 6) | value, count + 6);
            if (count >= 8)
            {
                count -= 8;
                decoded[length++] = (byte)(bits >> count);
                bits &= (1 << count) - 1;
            }
        }

        return decoded[..length];
    }

    private static int Base64Value(byte letter) => letter switch
    {
        >= (byte)'A' and <= (byte)'Z' => letter - 'A',
        >= (byte)'a' and <= (byte)'z' => letter - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => letter - '0' + 52,
        (byte)'+' or (byte)'-' => 62,
        (byte)'/' or (byte)'_' => 63,
        _ => -1,
    };

    public static byte[] QuotedPrintable(ReadOnlySpan<byte> encoded)
    {
        var decoded = new byte[encoded.Length];
        var length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            var letter = encoded[i];
            if (letter == '=')
            {
                var end = i + 1;
                while (end < encoded.Length && encoded[end] is (byte)' ' or (byte)'\t')
                    end++;
                if (end >= encoded.Length)
                    break;
                if (encoded[end] == '\n' || (encoded[end] == '\r' && end + 1 < encoded.Length && encoded[end + 1] == '\n'))
                {
                    i = encoded[end] == '\n' ? end : end + 1;
                    continue;
                }

                if (i + 2 < encoded.Length && Hex(encoded[i + 1]) is >= 0 and var high && Hex(encoded[i + 2]) is >= 0 and var low)
                {
                    decoded[length++] = (byte)((high << 4) | low);
                    i += 2;
                    continue;
                }
            }
            else if (letter is (byte)'\n' or (byte)'\r')
            {
                // Space at the end of an encoded line was added on the way.
                while (length > 0 && decoded[length - 1] is (byte)' ' or (byte)'\t' && i > 0 && encoded[i - 1] is (byte)' ' or (byte)'\t')
                    length--;
            }

            decoded[length++] = letter;
        }

        return decoded[..length];
    }

    private static int Hex(byte letter) => letter switch
    {
        >= (byte)'0' and <= (byte)'9' => letter - '0',
        >= (byte)'A' and <= (byte)'F' => letter - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => letter - 'a' + 10,
        _ => -1,
    };

    private static byte[] UuEncoded(ReadOnlySpan<byte> encoded)
    {
        var decoded = new List<byte>(encoded.Length * 3 / 4);
        foreach (var range in encoded.Split((byte)'\n'))
        {
            var line = encoded[range].TrimEnd((byte)'\r');
            if (line.IsEmpty || line.StartsWith("begin "u8))
                continue;
            if (line.SequenceEqual("end"u8))
                break;
            var count = (line[0] - 32) & 63;
            for (var i = 1; i < line.Length && count > 0; i += 4)
            {
                var bits = 0;
                for (var k = 0; k < 4; k++)
                    bits = (bits << 6) | (i + k < line.Length ? (line[i + k] - 32) & 63 : 0);
                for (var shift = 16; shift >= 0 && count > 0; shift -= 8, count--)
                    decoded.Add((byte)(bits >> shift));
            }
        }

        return [.. decoded];
    }
}
