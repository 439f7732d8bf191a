namespace PromoEngine.Extraction.Reading;

/// <summary>Street addresses: a house number, up to five words, a kind of street, and what follows it.</summary>
internal static class Addresses
{
    private static readonly HashSet<string> Streets =
    [
        "st", "street", "ave", "avenue", "av", "rd", "road", "blvd", "boulevard", "lane", "ln", "drive", "dr", "way", "court", "ct", "pl", "hwy", "highway", "pkwy", "parkway", "terrace", "circle", "square", "trail",
    ];

    private static readonly HashSet<string> Parts = ["suite", "ste", "unit", "apt", "floor", "fl", "bldg", "#", "room", "rm"];

    public static int? End(IReadOnlyList<Token> tokens, int at)
    {
        var street = -1;
        for (var i = at + 1; i < Math.Min(tokens.Count, at + 7); i++)
        {
            if (tokens[i].Kind == TokenKind.Break || (tokens[i].Kind == TokenKind.Mark && !tokens[i].IsMark('.')))
                break;
            if (i > at + 1 && Streets.Contains(tokens[i].Norm) && tokens[i - 1].Kind == TokenKind.Word && Named(tokens, at + 1, i))
                street = i;
        }

        if (street < 0)
            return null;
        var end = street + 1;
        while (end < Math.Min(tokens.Count, street + 12) && Continues(tokens, end))
            end++;
        while (end > street + 1 && tokens[end - 1].Kind == TokenKind.Mark)
            end--;
        return end;
    }

    // The first word is a name (capital), a direction or an ordinal: "50 cups on main st" is no address.
    private static bool Named(IReadOnlyList<Token> tokens, int from, int to)
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
            return at + 1 < tokens.Count && (Parts.Contains(tokens[at + 1].Norm) || tokens[at + 1].Capital || (tokens[at + 1].Kind == TokenKind.Number && token.Norm != "."));
        if (Parts.Contains(token.Norm))
            return true;
        if (token.Kind == TokenKind.Number)
            return tokens[at - 1].Capital || Parts.Contains(tokens[at - 1].Norm) || token.Norm.Length == 5;
        return token.Kind == TokenKind.Word && token.Capital && !English.Function.Contains(token.Norm);
    }
}
