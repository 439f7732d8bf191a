namespace PromoEngine.Extraction.Reading;

/// <summary>Tells the parts of a letter line by line: what was quoted, forwarded, signed, or added by a lawyer or a telephone. The words are the lexicons'.</summary>
internal static class MailParts
{
    /// <summary>Behind a closing stands a name, a title, a telephone: not more than so many lines.</summary>
    private const int LongestSignature = 10;

    private const int LongestHead = 200;

    private static readonly string[] SignOffs = Phrases("signoffs"), Mobile = Phrases("mobile"), Confidential = Phrases("confidential"), Wrote = Phrases("wrote"), Original = Phrases("original"), Forwarded = Phrases("forwarded"), Headers = Phrases("headers");

    /// <summary>The lines to be ignored, and where the customer's own text ends.</summary>
    public static (int End, List<(int Start, int End)> Ignored) Of(string text)
    {
        var lines = Lines(text);
        var ignored = new List<(int Start, int End)>();
        var digits = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var (start, end) = lines[i];
            var line = text.AsSpan(start, end - start).Trim();
            if (line.StartsWith(">"))
            {
                ignored.Add((start, end));
                continue;
            }

            var said = line.Length is 0 or > LongestHead ? "" : Fold(line);
            var headers = HeaderLines(text, lines, i);
            if ((IsForward(said) || headers > 1) && !digits)
            {
                // What is passed on without a number of one's own is the order itself.
                ignored.Add((start, lines[Math.Max(i, i + headers - 1)].End));
                i = Math.Max(i, i + headers - 1);
                continue;
            }

            if (i > 0 && (IsForward(said) || headers > 1 || IsQuote(said) || Ends(said)))
                return (Opening(text, lines, i, said), ignored);
            if (i > 0 && IsSignOff(said) && lines.Count - i <= LongestSignature)
            {
                Sign(text, lines, i + 1, ignored);
                break;
            }

            foreach (var c in line)
                digits |= char.IsDigit(c);
        }

        return (text.Length, ignored);
    }

    // A postscript is the customer's own again.
    private static void Sign(string text, List<(int Start, int End)> lines, int from, List<(int Start, int End)> ignored)
    {
        for (var i = from; i < lines.Count; i++)
        {
            var line = text.AsSpan(lines[i].Start, lines[i].End - lines[i].Start).TrimStart();
            if (line.StartsWith("ps", StringComparison.OrdinalIgnoreCase) || line.StartsWith("p.s", StringComparison.OrdinalIgnoreCase))
                return;
            ignored.Add(lines[i]);
        }
    }

    // "On Monday, Ann <ann@example.com>" may stand a line above its "wrote:".
    private static int Opening(string text, List<(int Start, int End)> lines, int at, string said) =>
        Array.Exists(Wrote, w => said.StartsWith(w, StringComparison.Ordinal)) && text.AsSpan(lines[at - 1].Start, lines[at - 1].End - lines[at - 1].Start).Contains('@') ? lines[at - 1].Start : lines[at].Start;

    private static bool IsQuote(string said) => (said.EndsWith(':') && Array.Exists(Wrote, w => said.Contains(w, StringComparison.Ordinal)) && said.AsSpan().IndexOfAnyInRange('0', '9') >= 0)
        || said.EndsWith("wrote:", StringComparison.Ordinal) || (said.StartsWith("--", StringComparison.Ordinal) && Array.Exists(Original, o => said.Contains(o, StringComparison.Ordinal)));

    private static bool IsForward(string said) => said.Length < 80 && Array.Exists(Forwarded, f => said.Contains(f, StringComparison.Ordinal)) && (said[0] == '-' || said[^1] == ':');

    private static bool Ends(string said) => said is "--" or "—" or "-- " || said.StartsWith("_____", StringComparison.Ordinal) || Array.Exists(Mobile, m => said.StartsWith(m, StringComparison.Ordinal)) || Array.Exists(Confidential, c => said.StartsWith(c, StringComparison.Ordinal));

    private static bool IsSignOff(string said)
    {
        var words = said.TrimEnd(',', '.', '!', ' ', '-');
        return words.Length is > 1 and < 40 && Array.Exists(SignOffs, s => string.Equals(words, s, StringComparison.Ordinal));
    }

    /// <summary>How many lines from here on are the head of another mail: From, Sent, To, Subject.</summary>
    private static int HeaderLines(string text, List<(int Start, int End)> lines, int at)
    {
        var count = 0;
        while (at + count < lines.Count && count < 8)
        {
            var line = text.AsSpan(lines[at + count].Start, lines[at + count].End - lines[at + count].Start).TrimStart(" *\t");
            var colon = line.IndexOf(':');
            if (colon is < 1 or > 14 || !Headers.Contains(Fold(line[..colon].TrimEnd(" *"))))
                break;
            count++;
        }

        return count;
    }

    // Half a surrogate cannot be folded; in a line of grammar it means nothing.
    private static string Fold(ReadOnlySpan<char> line)
    {
        var valid = new System.Text.StringBuilder(line.Length);
        foreach (var rune in line.EnumerateRunes())
            valid.Append(rune.ToString());
        return Tokenizer.Fold(valid.ToString());
    }

    private static List<(int Start, int End)> Lines(string text)
    {
        var lines = new List<(int, int)>();
        for (var at = 0; at < text.Length;)
        {
            var next = text.IndexOf('\n', at) is >= 0 and var found ? found + 1 : text.Length;
            lines.Add((at, next));
            at = next;
        }

        return lines;
    }

    private static string[] Phrases(string section) => [.. Languages.All.SelectMany(l => l.Set(section)).Select(p => Tokenizer.Fold(p.Replace('_', ' '))).Distinct(StringComparer.Ordinal)];
}
