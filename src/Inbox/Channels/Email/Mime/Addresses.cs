using System.Text;

namespace PromoEngine.Inbox.Channels.Email.Mime;

/// <summary>Somebody's mailbox as a mail names it.</summary>
/// <param name="Name">What the mail calls them; null without a name.</param>
/// <param name="Address">As written, without brackets; may be no valid address.</param>
internal sealed record Mailbox(string? Name, string Address);

/// <summary>Address lists (RFC 5322 3.4): names, comments, groups, routes, and the ways of writing them that the RFC calls obsolete and mailers do not.</summary>
internal static class Addresses
{
    private const int Most = 1000;

    public static IReadOnlyList<Mailbox> Parse(string? field)
    {
        if (string.IsNullOrWhiteSpace(field))
            return [];
        var found = new List<Mailbox>();
        foreach (var entry in Entries(field))
        {
            if (found.Count < Most && One(entry) is { } mailbox)
                found.Add(mailbox);
        }

        return found;
    }

    /// <summary>The list cut at its commas; a group's name goes, its members stay.</summary>
    private static IEnumerable<string> Entries(string field)
    {
        var (start, quoted, comments, bracket) = (0, false, 0, false);
        for (var i = 0; i < field.Length; i++)
        {
            var letter = field[i];
            if (letter == '\\')
                i++;
            else if (quoted)
                quoted = letter != '"';
            else if (letter == '(')
                comments++;
            else if (letter == ')' && comments > 0)
                comments--;
            else if (comments > 0)
                continue;
            else if (letter == '"')
                quoted = true;
            else if (letter == '<')
                bracket = true;
            else if (letter == '>')
                bracket = false;
            else if (bracket)
                continue;
            else if (letter is ',' or ';')
            {
                yield return field[start..i];
                start = i + 1;
            }
            else if (letter == ':' && !field.AsSpan(start, i - start).Contains('@'))
            {
                start = i + 1;
            }
        }

        if (start < field.Length)
            yield return field[start..];
    }

    private static Mailbox? One(string entry)
    {
        var open = LastOutsideQuotes(entry, '<');
        if (open >= 0)
        {
            var close = entry.IndexOf('>', open);
            var address = Squeeze(entry[(open + 1)..(close < 0 ? entry.Length : close)]);
            // "<@relay,@other:person@example.test>"
            if (address.StartsWith('@') && address.IndexOf(':', StringComparison.Ordinal) is > 0 and var route)
                address = address[(route + 1)..];
            var (before, comment) = Words(entry[..open]);
            var name = before.Length > 0 ? before : comment ?? Words(close < 0 ? "" : entry[(close + 1)..]).Comment;
            return address.Length == 0 && string.IsNullOrEmpty(name) ? null : new(Named(name), address);
        }

        var (bare, said) = Words(entry);
        if (bare.Length == 0)
            return null;
        var plain = Squeeze(bare);
        // Words without an @ are somebody's name whose address was lost; one word may be a local mailbox.
        return bare.Contains('@') || !bare.Contains(' ') ? new(Named(said), plain) : new(Named(bare), "");
    }

    private static string? Named(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return null;
        var decoded = EncodedWords.Decode(name).Trim();
        if (decoded.Length > 1 && decoded[0] == '\'' && decoded[^1] == '\'')
            decoded = decoded[1..^1].Trim();
        return decoded.Length == 0 ? null : decoded;
    }

    /// <summary>Quotes and comments taken out, space made single.</summary>
    private static (string Words, string? Comment) Words(string text)
    {
        var (words, comment, depth, quoted) = (new StringBuilder(text.Length), new StringBuilder(), 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter == '\\' && i + 1 < text.Length && (quoted || depth > 0))
                (depth > 0 ? comment : words).Append(text[++i]);
            else if (quoted && letter == '"')
                quoted = false;
            else if (quoted)
                words.Append(letter);
            else if (letter == '(' && depth++ == 0)
                continue;
            else if (letter == ')' && depth > 0 && --depth == 0)
                continue;
            else if (depth > 0)
                comment.Append(letter);
            else if (letter == '"')
                quoted = true;
            else if (char.IsWhiteSpace(letter))
                words.Append(words.Length > 0 && words[^1] != ' ' ? " " : "");
            else
                words.Append(letter);
        }

        return (words.ToString().Trim(), comment.Length == 0 ? null : comment.ToString().Trim());
    }

    private static string Squeeze(string address) => string.Concat(address.Where(letter => !char.IsWhiteSpace(letter)));

    private static int LastOutsideQuotes(string entry, char wanted)
    {
        var (found, quoted) = (-1, false);
        for (var i = 0; i < entry.Length; i++)
        {
            if (entry[i] == '\\')
                i++;
            else if (entry[i] == '"')
                quoted = !quoted;
            else if (!quoted && entry[i] == wanted)
                found = i;
        }

        return found;
    }
}
