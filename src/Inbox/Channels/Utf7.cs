using System.Text;

namespace PromoEngine.Inbox.Channels;

/// <summary>UTF-7 (RFC 2152), which the framework gave up for the web's sake; old mail still comes in it. Also IMAP's variant for mailbox names (RFC 3501 5.1.3).</summary>
internal static class Utf7
{
    public static string Decode(ReadOnlySpan<byte> bytes, bool mailboxName = false)
    {
        var shift = mailboxName ? (byte)'&' : (byte)'+';
        var text = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length;)
        {
            if (bytes[i] != shift)
            {
                text.Append((char)bytes[i++]);
                continue;
            }

            var (bits, count, start) = (0, 0, ++i);
            while (i < bytes.Length && Value(bytes[i], mailboxName) is >= 0 and var value)
            {
                (bits, count) = ((bits << 6) | value, count + 6);
                if (count >= 16)
                {
                    count -= 16;
                    text.Append((char)((bits >> count) & 0xFFFF));
                    bits &= (1 << count) - 1;
                }

                i++;
            }

            if (i == start)
                text.Append((char)shift);
            if (i < bytes.Length && bytes[i] == '-')
                i++;
        }

        return text.ToString();
    }

    /// <summary>A mailbox name as the server wants it.</summary>
    public static string EncodeMailboxName(string name)
    {
        var encoded = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length;)
        {
            if (name[i] is >= ' ' and <= '~')
            {
                encoded.Append(name[i] == '&' ? "&-" : name[i].ToString());
                i++;
                continue;
            }

            var end = i;
            while (end < name.Length && name[end] is < ' ' or > '~')
                end++;
            encoded.Append('&').Append(Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(name[i..end])).TrimEnd('=').Replace('/', ',')).Append('-');
            i = end;
        }

        return encoded.ToString();
    }

    private static int Value(byte letter, bool mailboxName) => letter switch
    {
        >= (byte)'A' and <= (byte)'Z' => letter - 'A',
        >= (byte)'a' and <= (byte)'z' => letter - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => letter - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' when !mailboxName => 63,
        (byte)',' when mailboxName => 63,
        _ => -1,
    };
}
