namespace PromoEngine.Extraction.Reading;

/// <summary>Marks what is no part of the message, without moving a letter: quoted replies, signatures, links, phones, quoted words, times.</summary>
internal static class Clean
{
    /// <summary>Ranges of the original text with what they are, sorted, without overlap.</summary>
    public static List<(int Start, int End, SkipKind Kind)> Ranges(string text)
    {
        var ranges = new List<(int Start, int End, SkipKind Kind)>();
        var (end, ignored) = MailParts.Of(text);
        if (end < text.Length)
            ranges.Add((end, text.Length, SkipKind.Ignored));
        foreach (var (start, stop) in ignored)
            Add(ranges, start, stop, SkipKind.Ignored);

        foreach (var (pattern, kind) in new[] { (Patterns.Address, SkipKind.Contact), (Patterns.Phone, SkipKind.Contact), (Patterns.Time, SkipKind.Time), (Patterns.Quoted, SkipKind.Quoted) })
        {
            foreach (var match in pattern.EnumerateMatches(text.AsSpan(0, end)))
            {
                if (kind != SkipKind.Quoted || IsSpeech(text.AsSpan(match.Index, match.Length)))
                    Add(ranges, match.Index, match.Index + match.Length, kind);
            }
        }

        ranges.Sort();
        return ranges;
    }

    // 11" x 17" is a size, not a quotation; a quoted single word may well be a value.
    private static bool IsSpeech(ReadOnlySpan<char> quoted)
    {
        var words = 0;
        var digits = false;
        var inner = quoted[1..^1];
        for (var i = 0; i < inner.Length; i++)
        {
            if (char.IsLetter(inner[i]) && (i == 0 || !char.IsLetter(inner[i - 1])))
                words++;
            digits |= char.IsDigit(inner[i]);
        }

        return inner.Length > 0 && !char.IsWhiteSpace(inner[0]) && !char.IsWhiteSpace(inner[^1]) && (words > 1 || (digits && words > 0 && char.IsLetter(inner[0])));
    }

    private static void Add(List<(int Start, int End, SkipKind Kind)> ranges, int start, int end, SkipKind kind)
    {
        foreach (var range in ranges)
        {
            if (start < range.End && range.Start < end)
                return;
        }

        ranges.Add((start, end, kind));
    }
}
