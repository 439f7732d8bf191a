using System.Text;

namespace PromoEngine.Orders;

/// <summary>Keeps texts inside three parts of a text message and, where the words allow, in its short alphabet (GSM 03.38).</summary>
internal static class ShortText
{
    /// <summary>Three parts of 153 characters; one character outside the short alphabet would make them seven.</summary>
    public const int MaxLength = 459;

    /// <summary>Head and foot whole, and between them as many lines as fit; the rest is counted.</summary>
    public static string Fit(string head, IReadOnlyList<string> lines, string noun, string? foot)
    {
        head = Plain(head);
        var plain = lines.Select(Plain).ToList();
        var room = MaxLength - head.Length - (foot is null ? 0 : Plain(foot).Length + 1);

        var shown = plain.Count;
        while (shown > 0 && Length(plain, shown, noun) > room)
            shown--;

        IEnumerable<string?> parts = [head, .. plain.Take(shown), More(plain.Count - shown, noun), foot is null ? null : Plain(foot)];
        return string.Join('\n', parts.OfType<string>());
    }

    /// <summary>At most so many characters, cut at the last word that fits.</summary>
    public static string Clip(string text, int length)
    {
        if (text.Length <= length)
            return text;
        var cut = text.LastIndexOf(' ', length - 3);
        return text[..(cut > length / 2 ? cut : length - 3)].TrimEnd(',', ' ') + "...";
    }

    /// <summary>The typewriter's form of typographic characters; a single curly quote would halve what fits into a message.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            // "2½" is two and a half, not 21/2.
            if (c is '\u00BD' or '\u00BC' or '\u00BE' && plain.Length > 0 && char.IsAsciiDigit(plain[^1]))
                plain.Append(' ');
            plain.Append(c switch
            {
                '\u2018' or '\u2019' or '\u00B4' or '\u0060' => "'",
                '\u201C' or '\u201D' or '\u201E' or '\u00AB' or '\u00BB' => "\"",
                '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' => "-",
                '\u00D7' => "x",
                '\u2026' => "...",
                '\u00A0' or '\u2009' or '\u202F' or '\t' => " ",
                '\u00BD' => "1/2",
                '\u00BC' => "1/4",
                '\u00BE' => "3/4",
                '\u2122' or '\u00AE' or '\u00A9' => "",
                _ => c.ToString(),
            });
        }

        return plain.ToString();
    }

    private static int Length(List<string> lines, int shown, string noun) =>
        lines.Take(shown).Sum(l => l.Length + 1) + (shown < lines.Count ? More(lines.Count - shown, noun)!.Length + 1 : 0);

    private static string? More(int hidden, string noun) => hidden switch
    {
        0 => null,
        1 => $"+ 1 more {noun}",
        _ => $"+ {hidden} more {noun}s",
    };
}
