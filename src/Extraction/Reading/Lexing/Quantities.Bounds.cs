namespace PromoEngine.Extraction.Reading;

internal sealed partial class Quantities
{
    private static (decimal Value, int End)? Other(IReadOnlyList<Token> tokens, int at)
    {
        if (at + 1 >= tokens.Count || !(tokens[at].IsMark('-') || tokens[at].Norm is "to" or "or" or "until" or "through" || (tokens[at].Is("and") && IsBetween(tokens, at))))
            return null;
        return Numbers.Read(tokens, at + 1) is { } other && !IsMeasured(tokens, other.End) ? other : null;
    }

    // "two or three hundred": both are hundreds.
    private static decimal? SharesScale(IReadOnlyList<Token> tokens, int at, int end, decimal first, decimal second)
    {
        var last = tokens[end - 1];
        if (end - at != 3 || first >= 100 || last.Kind != TokenKind.Word || !(last.Language.Scales.TryGetValue(last.Raw, out var scale)) || scale < 100 || first * scale >= second)
            return null;
        return first * scale;
    }

    // "-5 mugs" is less than nothing; "- 5 mugs" and a list of "-50 …" lines are not.
    private static bool IsNegative(IReadOnlyList<Token> tokens, int at) =>
        at > 0 && tokens[at].Glued && tokens[at - 1].IsMark('-') && !tokens[at - 1].Glued
        && !(StartsLine(tokens, at - 1) && tokens.Where((_, i) => i + 1 < tokens.Count && tokens[i].IsMark('-') && StartsLine(tokens, i)).Take(2).Count() > 1);

    private static bool StartsLine(IReadOnlyList<Token> tokens, int at) => at == 0 || tokens[at - 1].Kind == TokenKind.Break;

    private static bool IsBetween(IReadOnlyList<Token> tokens, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 5); i--)
        {
            if (tokens[i].Is("between"))
                return true;
        }

        return false;
    }

    private static bool IsAbout(IReadOnlyList<Token> tokens, int at) => at > 0 && (tokens[at - 1].Norm is "about" or "around" or "approx" or "approximately" or "roughly" or "~" or "circa" or "like" or "maybe"
        or "probably" or "say" or "least" or "up_to" || (at > 1 && (tokens[at - 2].Norm, tokens[at - 1].Norm) is ("at", "least") or ("up", "to") or ("or", "so") or ("at", "most")));

    /// <summary>Part of a code, behind a label, a percentage, a measure that no catalogue unit covers.</summary>
    private bool IsNoQuantity(IReadOnlyList<Token> tokens, int at, int end)
    {
        var first = tokens[at];
        if (first.Kind == TokenKind.Number && first.Glued && at > 0 && (tokens[at - 1].Kind == TokenKind.Word || tokens[at - 1].IsMark('#')) && !tokens[at - 1].Is("x"))
            return true;
        if (IsMeasured(tokens, end) && catalog.Unit(tokens[end].Raw) is null)
            return true;
        // "1) 40 caps", "2. 60 pens": the number of the point.
        if (IsListNumber(tokens, at))
            return true;
        // A postcode behind its state.
        if (first.Kind == TokenKind.Number && first.Norm.Length == 5 && at > 0 && tokens[at - 1] is { Kind: TokenKind.Word, Raw.Length: 2 } state && !English.Function.Contains(state.Norm))
            return true;
        if (first.Kind == TokenKind.Number && first.Norm.Length > 1 && first.Norm[0] == '0' && first.Norm[1] != '.')
            return true;
        if (first.Kind == TokenKind.Word)
            return first.Is("one") && at > 0 && tokens[at - 1].Norm is "this" or "that" or "the" or "which" or "each" or "no" or "any" or "every" or "only";
        return (at > 0 && English.Labels.Contains(tokens[at - 1].Norm) && !(tokens[at - 1].Is("number") && end < tokens.Count))
            || (end < tokens.Count && tokens[end] is { Kind: TokenKind.Word, Glued: true } tail && !IsTail(tail));
    }

    public static bool IsListNumber(IReadOnlyList<Token> tokens, int at) =>
        tokens[at].Kind == TokenKind.Number && tokens[at].Norm.Length < 3 && at + 2 < tokens.Count && tokens[at + 1] is { Glued: true } mark && tokens[at + 2].Kind != TokenKind.Break
        && ((mark.IsMark(')') && !(at > 0 && tokens[at - 1].IsMark('('))) || (mark.IsMark('.') && !tokens[at + 2].Glued && StartsLine(tokens, at)));

    private static bool IsMeasured(IReadOnlyList<Token> tokens, int end) =>
        end < tokens.Count && ((tokens[end].Kind == TokenKind.Word && English.Measures.ContainsKey(tokens[end].Norm) && (tokens[end].Norm is not "in" || tokens[end].Glued))
            || tokens[end].IsMark('%') || tokens[end].IsMark('"') || tokens[end].IsMark('°'));

    // 12pcs and 3x are numbers with a unit; PC61b is a code.
    private bool IsTail(in Token word) => word.Norm is "x" or "k" or "ish" || English.Pieces.Contains(word.Norm) || Collective(word) is not null || IsUnit(word) || catalog.Knows(word.Raw);
}
