using System.Globalization;
using System.Text;

namespace PromoEngine.Inbox.Channels.Email.Writing;

/// <summary>Header fields as they may stand on the wire: words encoded (RFC 2047), lines folded, and no line break from outside.</summary>
internal static class HeaderText
{
    private const int Fold = 74;

    /// <summary>A field of free words.</summary>
    public static string Words(string name, string words) => $"{name}: {string.Join("\r\n ", Encoded(words, name.Length + 2))}\r\n";

    public static string Mailboxes(string name, IReadOnlyList<(string Name, string Address)> mailboxes) =>
        $"{name}: {string.Join(",\r\n ", mailboxes.Select(m => Mailbox(m.Name, m.Address)))}\r\n";

    public static string Ids(string name, IReadOnlyList<string> ids) => $"{name}: {string.Join("\r\n ", ids.Select(id => $"<{Clean(id).Replace(" ", "", StringComparison.Ordinal)}>"))}\r\n";

    /// <summary>Both ways of writing it: every mailer reads one of them (RFC 2231, RFC 6266's advice).</summary>
    public static string FileName(string name)
    {
        var clean = Clean(name).Trim();
        var plain = new string([.. clean.Select(letter => letter is '"' or '\\' or > '~' ? '_' : letter)]);
        return plain == clean ? $"\r\n filename=\"{plain}\"" : $"\r\n filename=\"{plain}\";\r\n filename*=utf-8''{Uri.EscapeDataString(clean)}";
    }

    /// <summary>The address as the wire wants it: its domain in ASCII; null: it is none.</summary>
    public static string? Address(string address)
    {
        var at = address.LastIndexOf('@');
        if (at < 1 || at == address.Length - 1 || address.Length > 254 || address.Any(letter => char.IsControl(letter) || letter is '<' or '>' or ',' or ' '))
            return null;
        try
        {
            return $"{address[..at]}@{(Ascii.IsValid(address.AsSpan(at)) ? address[(at + 1)..] : new IdnMapping().GetAscii(address[(at + 1)..]))}";
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Mailbox(string name, string address)
    {
        address = Address(address) ?? Clean(address);
        if (string.IsNullOrWhiteSpace(name))
            return address;
        var clean = Clean(name).Trim();
        var shown = Ascii.IsValid(clean) ? $"\"{clean.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : string.Join("\r\n ", Encoded(clean, 10));
        return $"{shown} <{address}>";
    }

    private static string Clean(string text) => new([.. text.Select(letter => char.IsControl(letter) ? ' ' : letter)]);

    /// <summary>The words in pieces, each of which fits on a line.</summary>
    private static List<string> Encoded(string words, int used)
    {
        words = Clean(words).Trim();
        return Ascii.IsValid(words) && !words.Contains("=?", StringComparison.Ordinal) && words.Split(' ').All(word => word.Length < 200) ? Folded(words, used) : EncodedWords(words);
    }

    private static List<string> Folded(string words, int used)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var word in words.Split(' '))
        {
            if (line.Length > 0 && used + line.Length + 1 + word.Length > Fold)
            {
                lines.Add(line.ToString());
                line.Clear();
                used = 1;
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        lines.Add(line.ToString());
        return lines;
    }

    private static List<string> EncodedWords(string words)
    {
        // 75 characters a word at most; no character is split between two.
        const int MostBytes = 42;
        var (pieces, piece) = (new List<string>(), new List<byte>());
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in words.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(utf8);
            if (piece.Count + length > MostBytes)
            {
                pieces.Add($"=?utf-8?B?{Convert.ToBase64String([.. piece])}?=");
                piece.Clear();
            }

            piece.AddRange(utf8[..length]);
        }

        if (piece.Count > 0)
            pieces.Add($"=?utf-8?B?{Convert.ToBase64String([.. piece])}?=");
        return pieces;
    }
}
