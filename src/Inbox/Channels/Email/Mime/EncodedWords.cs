using System.Runtime.InteropServices;
using System.Text;

namespace PromoEngine.Inbox.Channels.Email.Mime;

/// <summary>
/// `=?charset?B?…?=` in header fields (RFC 2047). Space between two such words is not text. Words of one charset are joined as bytes before they are
/// decoded, since mailers split characters between words.
/// </summary>
internal static class EncodedWords
{
    public static string Decode(string value)
    {
        if (!value.Contains("=?", StringComparison.Ordinal))
            return value;

        var text = new StringBuilder(value.Length);
        var bytes = new List<byte>();
        string? charset = null;
        var position = 0;
        while (position < value.Length)
        {
            var start = value.IndexOf("=?", position, StringComparison.Ordinal);
            if (start < 0 || Word(value, start) is not { } word)
            {
                // No word here; a "=?" that opens none is text like any other.
                var end = start < 0 ? value.Length : start + 2;
                Flush(text, bytes, charset);
                (charset, _) = (null, text.Append(value, position, end - position));
                position = end;
                continue;
            }

            var between = value.AsSpan(position, start - position);
            if (charset is null || !between.IsWhiteSpace())
            {
                Flush(text, bytes, charset);
                text.Append(between);
            }
            else if (!charset.Equals(word.Charset, StringComparison.OrdinalIgnoreCase))
            {
                Flush(text, bytes, charset);
            }

            charset = word.Charset;
            bytes.AddRange(word.Bytes);
            position = word.End;
        }

        Flush(text, bytes, charset);
        return text.ToString();
    }

    private static void Flush(StringBuilder text, List<byte> bytes, string? charset)
    {
        if (bytes.Count == 0)
            return;
        text.Append(Charsets.Decode(CollectionsMarshal.AsSpan(bytes), charset));
        bytes.Clear();
    }

    private static (string Charset, byte[] Bytes, int End)? Word(string value, int start)
    {
        var afterCharset = value.IndexOf('?', start + 2);
        if (afterCharset < 0 || afterCharset + 2 >= value.Length || value[afterCharset + 2] != '?' || afterCharset - start > 60)
            return null;
        var content = afterCharset + 3;
        var end = value.IndexOf("?=", content, StringComparison.Ordinal);
        // "?=" may be the start of the text itself: =?utf-8?Q?=41?=
        if (end < 0)
            return null;

        var charset = value[(start + 2)..afterCharset];
        if (charset.IndexOf('*', StringComparison.Ordinal) is > 0 and var language)
            charset = charset[..language];
        var encoded = value.AsSpan(content, end - content);
        byte[]? bytes = value[afterCharset + 1] switch
        {
            'B' or 'b' => TransferEncodings.Base64(Encoding.Latin1.GetBytes(encoded.ToArray())),
            'Q' or 'q' => Q(encoded),
            _ => null,
        };
        return bytes is null ? null : (charset, bytes, end + 2);
    }

    private static byte[] Q(ReadOnlySpan<char> encoded)
    {
        var bytes = new List<byte>(encoded.Length);
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] == '_')
                bytes.Add((byte)' ');
            else if (encoded[i] == '=' && i + 2 < encoded.Length && byte.TryParse(encoded.Slice(i + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else if (encoded[i] < 128)
                bytes.Add((byte)encoded[i]);
            else
                bytes.AddRange(Encoding.UTF8.GetBytes([encoded[i]]));
        }

        return [.. bytes];
    }
}
