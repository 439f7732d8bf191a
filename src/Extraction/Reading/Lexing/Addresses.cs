namespace PromoEngine.Extraction.Reading;

/// <summary>
/// Street addresses as several countries write them: 1200 W 5th St, Suite 400 · 12 rue de la Paix, 75002 Paris · Hauptstraße 5, 10115 Berlin ·
/// Calle Mayor 5, 28013 Madrid · Unit 4, Brook Lane, Hull. The kinds of street stand in the lexicons.
/// </summary>
internal static class Addresses
{
    private static readonly HashSet<string> Behind = Kinds("streets");
    private static readonly HashSet<string> InFront = Kinds("streetsfirst");
    private static readonly string[] Endings = [.. Kinds("streetendings")];
    private static readonly HashSet<string> Parts = Kinds("addressparts");

    public static int? End(IReadOnlyList<Token> tokens, int at)
    {
        var street = tokens[at].Kind == TokenKind.Number ? Numbered(tokens, at) : Named(tokens, at);
        if (street is not { } end)
            return null;
        var limit = Math.Min(tokens.Count, end + 14);
        while (end < limit && Continues(tokens, end))
            end++;
        while (tokens[end - 1].Kind is TokenKind.Mark or TokenKind.Break)
            end--;
        return end;
    }

    // 77 Orchard Street · 12 bis rue de la Paix.
    private static int? Numbered(IReadOnlyList<Token> tokens, int at)
    {
        var kind = at + 1 < tokens.Count && tokens[at + 1].Raw is "bis" or "ter" or "," ? at + 2 : at + 1;
        if (kind < tokens.Count && InFront.Contains(tokens[kind].Raw) && Name(tokens, kind + 1) is { } french)
            return french;
        var street = -1;
        for (var i = at + 1; i < Math.Min(tokens.Count, at + 7); i++)
        {
            if (tokens[i].Kind == TokenKind.Break || (tokens[i].Kind == TokenKind.Mark && !tokens[i].IsMark('.')))
                break;
            if (i > at + 1 && Behind.Contains(tokens[i].Raw) && tokens[i - 1].Kind == TokenKind.Word && IsName(tokens, at + 1, i))
                street = i;
        }

        return street < 0 ? null : street + 1;
    }

    // Calle Mayor 5 · Hauptstraße 5a · Berliner Str. 7 · Unit 4, Brook Lane.
    private static int? Named(IReadOnlyList<Token> tokens, int at)
    {
        if (tokens[at].Kind != TokenKind.Word || !tokens[at].Capital && !InFront.Contains(tokens[at].Raw))
            return null;
        if (InFront.Contains(tokens[at].Raw))
            return Name(tokens, Point(tokens, at + 1)) is { } name ? House(tokens, name) : null;
        if (Array.Exists(Endings, e => tokens[at].Raw.Length > e.Length + 2 && tokens[at].Raw.EndsWith(e, StringComparison.Ordinal)))
            return House(tokens, Point(tokens, at + 1));
        if (at + 2 < tokens.Count && tokens[at + 1].Raw is "str" or "strasse" && tokens[at + 1].Capital)
            return House(tokens, Point(tokens, at + 2));
        if (!Parts.Contains(tokens[at].Raw) || at + 3 >= tokens.Count || tokens[at + 1].Kind != TokenKind.Number || !tokens[at + 2].IsMark(','))
            return null;
        for (var i = at + 3; i < Math.Min(tokens.Count, at + 8) && tokens[i].Kind is TokenKind.Word or TokenKind.Number; i++)
        {
            if (Behind.Contains(tokens[i].Raw) && i > at + 3)
                return i + 1;
        }

        return null;
    }

    /// <summary>The words of a street's name: the last capital one within six.</summary>
    private static int? Name(IReadOnlyList<Token> tokens, int at)
    {
        int? end = null;
        for (var i = at; i < Math.Min(tokens.Count, at + 6) && (tokens[i].Kind == TokenKind.Word || tokens[i] is { Kind: TokenKind.Mark, Norm: "-", Glued: true }); i++)
        {
            if (tokens[i].Capital)
                end = i + 1;
        }

        return end;
    }

    private static int? House(IReadOnlyList<Token> tokens, int at)
    {
        var number = at < tokens.Count && (tokens[at].IsMark(',') || tokens[at].Raw is "n" or "nr" or "no" or "numero") ? Point(tokens, at + 1) : at;
        if (number >= tokens.Count || tokens[number].Kind != TokenKind.Number || tokens[number].Norm.Length > 4)
            return null;
        return number + 1 < tokens.Count && tokens[number + 1] is { Kind: TokenKind.Word, Glued: true, Raw.Length: 1 } ? number + 2 : number + 1;
    }

    private static int Point(IReadOnlyList<Token> tokens, int at) => at < tokens.Count && tokens[at].IsMark('.') ? at + 1 : at;

    // The first word is a name (capital), a direction or an ordinal: "50 cups on main st" is no address.
    private static bool IsName(IReadOnlyList<Token> tokens, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (tokens[i].Norm.Length > 1 && English.Function.Contains(tokens[i].Norm))
                return false;
        }

        return tokens[from].Capital || tokens[from].Kind == TokenKind.Number || tokens[from].Norm is "n" or "s" or "e" or "w" || to - from == 1;
    }

    private static bool Continues(IReadOnlyList<Token> tokens, int at)
    {
        var token = tokens[at];
        if (token.Norm is "," or "." or "#")
            return at + 1 < tokens.Count && (Parts.Contains(tokens[at + 1].Raw) || tokens[at + 1].Capital || IsFloor(tokens, at + 1) || (tokens[at + 1].Kind == TokenKind.Number && token.Norm != "." && IsPlace(tokens, at + 1)));
        if (Parts.Contains(token.Raw) || IsFloor(tokens, at))
            return true;
        if (token.Kind == TokenKind.Number)
            return tokens[at - 1].Capital || Parts.Contains(tokens[at - 1].Raw) || token.Norm.Length == 5 || IsPlace(tokens, at);
        return token.Kind == TokenKind.Word && ((token.Capital && !English.Function.Contains(token.Norm)) || (token.Glued && tokens[at - 1].Kind == TokenKind.Number && token.Raw is "st" or "nd" or "rd" or "th" or "o"));
    }

    // A postcode and its town: 10115 Berlin, 1015 CN Amsterdam, 4000-123 Porto.
    private static bool IsPlace(IReadOnlyList<Token> tokens, int at) => tokens[at].Norm.Length is >= 3 and <= 6 && at + 1 < tokens.Count && tokens[at + 1] is { Kind: TokenKind.Word, Capital: true };

    // "3rd floor", "2. Stock".
    private static bool IsFloor(IReadOnlyList<Token> tokens, int at) =>
        tokens[at].Kind == TokenKind.Number && tokens[at].Norm.Length <= 2 && Enumerable.Range(at + 1, 2).Any(i => i < tokens.Count && (Parts.Contains(tokens[i].Raw) || tokens[i].Norm == "floor"));

    private static HashSet<string> Kinds(string section) => [.. Languages.All.SelectMany(l => l.Set(section)).Select(Tokenizer.Fold)];
}
