namespace PromoEngine.Extraction.Reading;

/// <summary>A number with its unit: 3 dozen · 2 boxes of 50 · a couple of · 200-250 · 50ish · 12 packs. Roles come later; here is only what was said.</summary>
internal sealed class Quantities(Catalog catalog, Phrases phrases)
{
    public readonly record struct Found(Quantity Quantity, int From, int End);

    public Found? Read(IReadOnlyList<Token> tokens, int at)
    {
        if (tokens[at].Norm is "a" or "an" && at + 2 < tokens.Count && IsUnit(tokens[at + 1].Norm) && tokens[at + 2].Is("of"))
            return Packed(tokens, at, at + 1, new() { Number = 1, Article = true });
        if (Counted(tokens, at) is { } counted)
            return counted.Quantity.Unit == "couple" && counted.End < tokens.Count && IsUnit(tokens[counted.End].Norm) && !IsHead(tokens[counted.End].Norm)
                ? Packed(tokens, at, counted.End, counted.Quantity)
                : counted;
        if (Numbers.Read(tokens, at) is not { } number || IsNoQuantity(tokens, at, number.End))
            return null;

        var end = number.End;
        if (end + 1 < tokens.Count && tokens[end].IsMark('^') && tokens[end + 1].Kind == TokenKind.Number)
            return new Found(new() { Number = decimal.MaxValue / 1_000_000_000 }, at, end + 2); // 10^12
        decimal? max = null;
        if (Other(tokens, end) is { } other && other.Value > number.Value)
            (max, end) = (other.Value, other.End);
        var approximate = max is not null || About(tokens, at);
        if (end < tokens.Count && (tokens[end].Is("ish") || tokens[end].IsMark('+')))
            (approximate, end) = (true, end + 1);
        if (end + 1 < tokens.Count && tokens[end].IsMark('-') && tokens[end + 1].Is("ish"))
            (approximate, end) = (true, end + 2);
        var value = IsNegative(tokens, at) ? -number.Value : number.Value;
        var quantity = new Quantity { Number = value, Max = max, Approximate = approximate };
        return WithUnit(tokens, at, end, quantity);
    }

    /// <summary>A dozen, half a dozen, two and a half dozen is a number's; a couple of; a pair of; half a gross.</summary>
    private static Found? Counted(IReadOnlyList<Token> tokens, int at)
    {
        var number = 1m;
        var i = at;
        if (tokens[i].Is("half"))
            (number, i) = (0.5m, i + 1);
        if (i < tokens.Count && tokens[i].Norm is "a" or "an" or "another")
            i++;
        if (number == 1m && i < tokens.Count && tokens[i].Is("half"))
            (number, i) = (0.5m, i + 1);
        if (i >= tokens.Count || !English.Counts.TryGetValue(tokens[i].Norm, out var size) || (i == at && tokens[i].Norm is "score" or "pair" or "pairs" or "gross" or "doz" or "dz"))
            return null;
        // "a couple of hundred", "a couple dozen".
        var (end, unit) = (i + 1, tokens[i].Norm);
        var after = end < tokens.Count && tokens[end].Is("of") ? end + 1 : end;
        if (unit == "couple" && after < tokens.Count && (English.Scales.TryGetValue(tokens[after].Norm, out var more) || English.Counts.TryGetValue(tokens[after].Norm, out more)) && tokens[after].Norm.Length > 1)
            return new Found(new() { Number = 2, Size = more, Unit = tokens[after].Norm, Approximate = true }, at, after + 1);
        if (unit is "dozen" && end + 2 < tokens.Count && tokens[end].Is("and") && tokens[end + 1].Is("a") && tokens[end + 2].Is("half"))
            (number, end) = (number + 0.5m, end + 3);
        // "dozens of" is no number.
        if (i == at && (unit == "dozens" || (unit == "couple" && number == 1)))
            return unit == "couple" ? new Found(new() { Number = 2, Unit = unit, Approximate = true, Bare = true }, at, end) : null;
        return unit == "couple"
            ? new Found(new() { Number = 2, Unit = unit, Approximate = true, Bare = true }, at, end)
            : new Found(new() { Number = number, Size = size, Unit = unit, Bare = true }, at, end);
    }

    private Found? WithUnit(IReadOnlyList<Token> tokens, int from, int end, Quantity quantity)
    {
        var i = end;
        if (i < tokens.Count && tokens[i].IsMark('-') && tokens[i].Glued && i + 1 < tokens.Count && English.Packs.Contains(tokens[i + 1].Norm))
            return PackOf(tokens, from, i + 2, quantity); // a 12-pack
        if (i < tokens.Count && (tokens[i].Is("x") || tokens[i].IsMark('*')))
            return new Found(quantity, from, i + 1);
        // "100 PC61" are a hundred of a code, not pieces.
        if (i >= tokens.Count || tokens[i].Kind != TokenKind.Word || (i + 1 < tokens.Count && tokens[i + 1] is { Kind: TokenKind.Number, Glued: true }))
            return new Found(quantity, from, end);

        var word = tokens[i].Norm;
        if (English.Counts.TryGetValue(word, out var size) && word is not "couple")
        {
            if (i + 3 < tokens.Count && tokens[i + 1].Is("and") && tokens[i + 2].Is("a") && tokens[i + 3].Is("half"))
                return new Found(quantity with { Number = quantity.Number + 0.5m, Size = size, Unit = word }, from, i + 4);
            // "2 dozen pairs": the unit sold, not twice as many.
            return new Found(quantity with { Size = size, Unit = word }, from, i + 1 < tokens.Count && size > 2 && tokens[i + 1].Norm is "pair" or "pairs" or "pcs" or "pieces" ? i + 2 : i + 1);
        }

        if (word is "each" or "ea" or "apiece")
            return new Found(quantity with { Each = true }, from, i + 1);
        if (English.Pieces.Contains(word) && !IsHead(word) && word is not ("off" or "no" or "each" or "ea"))
            return new Found(quantity with { Unit = word }, from, i + 1);
        if (word is "more" or "extra" or "additional" && i + 1 < tokens.Count && IsUnit(tokens[i + 1].Norm))
            return Packed(tokens, from, i + 1, quantity);
        return IsUnit(word) ? Packed(tokens, from, i, quantity) : new Found(quantity, from, end);
    }

    // The unit's own word may also be what is sold ("2 boxes"): then "of" decides.
    private Found? Packed(IReadOnlyList<Token> tokens, int from, int at, Quantity quantity)
    {
        var word = tokens[at].Norm;
        var of = at + 1 < tokens.Count && tokens[at + 1].Is("of");
        var paren = at + 2 < tokens.Count && tokens[at + 1].IsMark('(');
        var inside = of || paren ? at + 2 : at + 1;
        if ((of || paren) && inside < tokens.Count && Numbers.Read(tokens, inside) is { Value: > 0 } each && !(each.End < tokens.Count && English.Measures.ContainsKey(tokens[each.End].Norm)))
        {
            var end = each.End;
            if (end < tokens.Count && English.Pieces.Contains(tokens[end].Norm))
                end++;
            return new Found(quantity with { Size = each.Value, Unit = word }, from, paren && end < tokens.Count && tokens[end].IsMark(')') ? end + 1 : end);
        }

        if ((IsHead(word) && !of) || phrases.Longest(at, e => e.IsWhole || e.Heads.Count > 0, _ => true) is { } product && product.To > at + 1)
            return new Found(quantity, from, at);
        // "a bottle of" where bottles are a value that things come in.
        if (English.Portions.Contains(word) && catalog.Find(catalog.Root(word)) is { Unit: null } known && known.Meanings.Any())
            return new Found(quantity, from, at);
        var packing = catalog.Unit(word) ?? English.ShortUnits.GetValueOrDefault(word);
        var size = English.Portions.Contains(word) || (packing is not null && !English.Packs.Contains(word)) ? 1 : (decimal?)null;
        return new Found(quantity with { Size = size, Unit = packing ?? word }, from, at + 1);
    }

    // "a 12-pack", "two 12-packs": the count is what stands before.
    private static Found? PackOf(IReadOnlyList<Token> tokens, int from, int end, Quantity quantity)
    {
        var unit = tokens[end - 1].Norm;
        if (from > 0 && tokens[from - 1].Norm is "a" or "an" or "one")
            return new Found(quantity with { Number = 1, Size = quantity.Number, Unit = unit }, from - 1, end);
        return new Found(quantity with { Number = 1, Size = quantity.Number, Unit = unit }, from, end);
    }

    private bool IsUnit(string word) => English.Packs.Contains(word) || English.Portions.Contains(word) || catalog.Unit(word) is not null;

    private bool IsHead(string word) => catalog.Find(catalog.Root(word)) is { } entry && (entry.Heads.Count > 0 || entry.IsWhole);

    private static (decimal Value, int End)? Other(IReadOnlyList<Token> tokens, int at)
    {
        if (at + 1 >= tokens.Count || !(tokens[at].IsMark('-') || tokens[at].Norm is "to" or "or" || (tokens[at].Is("and") && Between(tokens, at))))
            return null;
        return Numbers.Read(tokens, at + 1) is { } other && !IsMeasured(tokens, other.End) ? other : null;
    }

    // "-5 mugs" is less than nothing; "- 5 mugs" and a list of "-50 …" lines are not.
    private static bool IsNegative(IReadOnlyList<Token> tokens, int at) =>
        at > 0 && tokens[at].Glued && tokens[at - 1].IsMark('-') && !tokens[at - 1].Glued
        && !(StartsLine(tokens, at - 1) && tokens.Where((_, i) => i + 1 < tokens.Count && tokens[i].IsMark('-') && StartsLine(tokens, i)).Take(2).Count() > 1);

    private static bool StartsLine(IReadOnlyList<Token> tokens, int at) => at == 0 || tokens[at - 1].Kind == TokenKind.Break;

    private static bool Between(IReadOnlyList<Token> tokens, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 5); i--)
        {
            if (tokens[i].Is("between"))
                return true;
        }

        return false;
    }

    private static bool About(IReadOnlyList<Token> tokens, int at) => at > 0 && (tokens[at - 1].Norm is "about" or "around" or "approx" or "approximately" or "roughly" or "~" or "circa" or "like" or "maybe"
        or "probably" or "say" || (at > 1 && (tokens[at - 2].Norm, tokens[at - 1].Norm) is ("at", "least") or ("up", "to") or ("or", "so") or ("at", "most")));

    /// <summary>Part of a code, behind a label, a percentage, a measure that no catalogue unit covers.</summary>
    private bool IsNoQuantity(IReadOnlyList<Token> tokens, int at, int end)
    {
        var first = tokens[at];
        if (first.Kind == TokenKind.Number && first.Glued && at > 0 && (tokens[at - 1].Kind == TokenKind.Word || tokens[at - 1].IsMark('#')) && !tokens[at - 1].Is("x"))
            return true;
        if (IsMeasured(tokens, end) && catalog.Unit(tokens[end].Norm) is null)
            return true;
        // "1) 40 caps", "2. 60 pens": the number of the point.
        if (IsListNumber(tokens, at))
            return true;
        // A postcode behind its state.
        if (first.Kind == TokenKind.Number && first.Norm.Length == 5 && at > 0 && tokens[at - 1] is { Kind: TokenKind.Word, Norm.Length: 2 } state && !English.Function.Contains(state.Norm))
            return true;
        if (first.Kind == TokenKind.Number && first.Norm.Length > 1 && first.Norm[0] == '0' && first.Norm[1] != '.')
            return true;
        if (first.Kind == TokenKind.Word)
            return first.Is("one") && at > 0 && tokens[at - 1].Norm is "this" or "that" or "the" or "which" or "each" or "no" or "any" or "every" or "only";
        return (at > 0 && English.Labels.Contains(tokens[at - 1].Norm) && !(tokens[at - 1].Is("number") && end < tokens.Count))
            || (end < tokens.Count && tokens[end] is { Kind: TokenKind.Word, Glued: true } tail && !IsTail(tail.Norm));
    }

    public static bool IsListNumber(IReadOnlyList<Token> tokens, int at) =>
        tokens[at].Kind == TokenKind.Number && tokens[at].Norm.Length < 3 && at + 2 < tokens.Count && tokens[at + 1] is { Glued: true } mark && tokens[at + 2].Kind != TokenKind.Break
        && ((mark.IsMark(')') && !(at > 0 && tokens[at - 1].IsMark('('))) || (mark.IsMark('.') && !tokens[at + 2].Glued && StartsLine(tokens, at)));

    private static bool IsMeasured(IReadOnlyList<Token> tokens, int end) =>
        end < tokens.Count && ((tokens[end].Kind == TokenKind.Word && English.Measures.ContainsKey(tokens[end].Norm) && (tokens[end].Norm is not "in" || tokens[end].Glued))
            || tokens[end].IsMark('%') || tokens[end].IsMark('"') || tokens[end].IsMark('°'));

    // 12pcs and 3x are numbers with a unit; PC61b is a code.
    private bool IsTail(string word) => word is "x" or "k" or "ish" || English.Pieces.Contains(word) || English.Counts.ContainsKey(word) || IsUnit(word) || catalog.Knows(word);
}
