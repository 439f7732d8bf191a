using System.Text;

namespace PromoEngine.Inbox.Channels.Email.Imap;

/// <summary>Names of mailboxes in IMAP's own UTF-7 (RFC 3501 5.1.3): "Gesendete Entwürfe" is "Gesendete Entw&amp;APw-rfe".</summary>
internal static class MailboxName
{
    public static string Encode(string name)
    {
        var encoded = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length;)
        {
            if (name[i] is >= ' ' and <= '~')
            {
                encoded.Append(name[i] == '&' ? "&-" : name[i].ToString());
                i++;
                continue;
            }

            var from = i;
            while (i < name.Length && name[i] is not (>= ' ' and <= '~'))
                i++;
            encoded.Append('&').Append(Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(name[from..i])).TrimEnd('=').Replace('/', ',')).Append('-');
        }

        return encoded.ToString();
    }

    /// <summary>What is no such code stays as it stands: some servers send UTF-8.</summary>
    public static string Decode(string encoded)
    {
        var name = new StringBuilder(encoded.Length);
        for (var i = 0; i < encoded.Length; i++)
        {
            var dash = encoded[i] == '&' ? encoded.IndexOf('-', i) : -1;
            if (dash < 0)
                name.Append(encoded[i]);
            else if (dash == i + 1)
                name.Append('&');
            else if (Run(encoded[(i + 1)..dash]) is { } run)
                name.Append(run);
            else
                name.Append(encoded, i, dash - i + 1);
            i = Math.Max(i, dash);
        }

        return name.ToString();
    }

    private static string? Run(string code)
    {
        var padded = code.Replace(',', '/') + new string('=', (4 - (code.Length % 4)) % 4);
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out var length) && length % 2 == 0 ? Encoding.BigEndianUnicode.GetString(bytes, 0, length) : null;
    }
}
