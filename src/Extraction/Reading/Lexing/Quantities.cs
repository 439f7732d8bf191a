namespace PromoEngine.Extraction.Reading;

/// <summary>A number with its unit: 3 dozen · 2 boxes of 50 · una docena y media · 200-250 · 50ish · 12 packs. Roles come later; here is only what was said.</summary>
internal sealed partial class Quantities(Catalog catalog, Phrases phrases)
{
    public readonly record struct Found(Quantity Quantity, int From, int End);

    public Found? Read(IReadOnlyList<Token> tokens, int at)
    {
        if (tokens[at].Norm is "a" or "an" && at + 2 < tokens.Count && IsUnit(tokens[at + 1]) && tokens[at + 2].Is("of"))
            return Packed(tokens, at, at + 1, new() { Number = 1, Article = true });
        if (Counted(tokens, at) is { } counted)
            return counted.Quantity is { Size: 1, Number: 2 } && counted.End < tokens.Count && IsUnit(tokens[counted.End]) && !IsHead(tokens[counted.End])
                ? Packed(tokens, at, counted.End, counted.Quantity)
                : counted;
        if (Numbers.Read(tokens, at) is not { } number || IsNoQuantity(tokens, at, number.End))
            return null;

        var (value, end) = number;
        if (end + 1 < tokens.Count && tokens[end].IsMark('^') && tokens[end + 1].Kind == TokenKind.Number)
            return new Found(new() { Number = decimal.MaxValue / 1_000_000_000 }, at, end + 2); // 10^12
        decimal? max = null;
        if (Other(tokens, end) is { } other)
        {
            value = SharesScale(tokens, end, other.End, value, other.Value) ?? value;
            if (other.Value > value)
                (max, end) = (other.Value, other.End);
            else
                value = number.Value;
        }

        var approximate = max is not null || IsAbout(tokens, at);
        if (end < tokens.Count && (tokens[end].Is("ish") || tokens[end].IsMark('+')))
            (approximate, end) = (true, end + 1);
        if (end + 1 < tokens.Count && tokens[end].IsMark('-') && tokens[end + 1].Is("ish"))
            (approximate, end) = (true, end + 2);
        return WithUnit(tokens, at, end, new() { Number = IsNegative(tokens, at) ? -value : value, Max = max, Approximate = approximate });
    }

    /// <summary>A dozen, half a dozen, media docena, ein halbes Dutzend, une douzaine et demie; a couple of; half a gross.</summary>
    private Found? Counted(IReadOnlyList<Token> tokens, int at)
    {
        var (half, article, i) = (false, false, at);
        for (; i < tokens.Count && (tokens[i].Norm is "half" or "a" or "an" or "another" || (half && tokens[i].IsMark('-') && tokens[i].Glued)); i++)
        {
            half |= tokens[i].Is("half");
            article |= tokens[i].Norm.StartsWith('a');
        }

        if (i >= tokens.Count)
            return null;
        if (Collective(tokens[i]) is not { } collective)
            return half && (article || tokens[at].Language.Code != "en") && English.Packs.Contains(tokens[i].Norm) && !IsHead(tokens[i]) ? Packed(tokens, at, i, new() { Number = 0.5m }) : null;
        // "dozens of" is no number, and "pair" is one only with its article.
        if (i == at && !(IsSingular(tokens[i]) && (collective.Pieces == 12 || collective.Approximate)))
            return null;
        var end = i + 1;
        var after = end < tokens.Count && tokens[end].Is("of") ? end + 1 : end;
        // "a couple of hundred", "a couple dozen".
        if (collective is { Pieces: 2, Approximate: true })
            return after < tokens.Count && Multiplier(tokens[after]) is { } more
                ? new Found(new() { Number = 2, Size = more, Unit = tokens[after].Raw, Collective = true, Approximate = true }, at, after + 1)
                : new Found(new() { Number = 2, Unit = tokens[i].Raw, Approximate = true, Bare = true, Collective = true }, at, end);
        var number = half ? 0.5m : 1m;
        if (!half && Half(tokens, end) is { } behind)
            (number, end) = (1.5m, behind);
        return new Found(new() { Number = number, Size = collective.Pieces, Unit = tokens[i].Raw, Bare = true, Collective = true, Approximate = collective.Approximate }, at, end);
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
        if (Collective(tokens[i]) is { } collective && !(collective is { Pieces: 2, Approximate: true }) && !IsHead(tokens[i]))
        {
            var counted = quantity with { Size = collective.Pieces, Unit = tokens[i].Raw, Collective = true, Approximate = quantity.Approximate || collective.Approximate };
            if (Half(tokens, i + 1) is { } behind)
                return new Found(counted with { Number = quantity.Number + 0.5m }, from, behind);
            // "2 dozen pairs": the unit sold, not twice as many.
            return new Found(counted, from, i + 1 < tokens.Count && collective.Pieces > 2 && tokens[i + 1].Norm is "pair" or "pairs" or "pcs" or "pieces" ? i + 2 : i + 1);
        }

        if (word is "each" or "ea" or "apiece")
            return new Found(quantity with { Each = true }, from, i + 1);
        if (English.Pieces.Contains(word) && !IsHead(tokens[i]) && word is not ("off" or "no" or "each" or "ea"))
            return new Found(quantity with { Unit = tokens[i].Raw }, from, i + 1);
        if (word is "more" or "extra" or "additional" && i + 1 < tokens.Count && IsUnit(tokens[i + 1]))
            return Packed(tokens, from, i + 1, quantity);
        return IsUnit(tokens[i]) ? Packed(tokens, from, i, quantity) : new Found(quantity, from, end);
    }

    // The unit's own word may also be what is sold ("2 boxes"): then "of" decides.
    private Found? Packed(IReadOnlyList<Token> tokens, int from, int at, Quantity quantity)
    {
        var token = tokens[at];
        var of = at + 1 < tokens.Count && tokens[at + 1].Is("of");
        var paren = at + 2 < tokens.Count && tokens[at + 1].IsMark('(');
        if (Inside(tokens, at + 1, paren) is { } inside && Numbers.Read(tokens, inside) is { Value: > 0 } each && !(each.End < tokens.Count && English.Measures.ContainsKey(tokens[each.End].Norm))
            && phrases.Longest(inside, e => e.IsProduct || e.Meanings.Any(), _ => true, withNumber: true) is null)
        {
            var end = each.End;
            if (end < tokens.Count && English.Pieces.Contains(tokens[end].Norm))
                end++;
            return new Found(quantity with { Size = each.Value, Unit = token.Raw }, from, paren && end < tokens.Count && tokens[end].IsMark(')') ? end + 1 : end);
        }

        if ((IsHead(token) && !of) || phrases.Longest(at, e => e.IsWhole || e.Heads.Count > 0, _ => true) is { } product && product.To > at + 1)
            return new Found(quantity, from, at);
        // "a bottle of" where bottles are a value that things come in.
        if (English.Portions.Contains(token.Norm) && catalog.Find(catalog.Root(token.Raw)) is { Unit: null } known && known.Meanings.Any())
            return new Found(quantity, from, at);
        var packing = catalog.Unit(token.Raw) ?? catalog.Unit(token.Norm) ?? English.ShortUnits.GetValueOrDefault(token.Norm);
        var size = English.Portions.Contains(token.Norm) || (packing is not null && !English.Packs.Contains(token.Norm)) ? 1 : (decimal?)null;
        return new Found(quantity with { Size = size, Unit = packing ?? token.Raw }, from, at + 1);
    }

    /// <summary>Where the number inside a pack is said: boxes of 50, Kisten zu je 50, boxes (50).</summary>
    private static int? Inside(IReadOnlyList<Token> tokens, int at, bool paren)
    {
        var i = paren ? at + 1 : at;
        while (i < tokens.Count && i < at + 3 && (tokens[i].Is("of") || (tokens[i].Language.Code != "en" && tokens[i].Norm is "each" or "to" or "with" or "from")))
            i++;
        return i > at ? i : null;
    }

    // "a 12-pack", "two 12-packs": the count is what stands before.
    private static Found? PackOf(IReadOnlyList<Token> tokens, int from, int end, Quantity quantity)
    {
        var unit = tokens[end - 1].Raw;
        if (from > 0 && tokens[from - 1].Norm is "a" or "an" or "one")
            return new Found(quantity with { Number = 1, Size = quantity.Number, Unit = unit }, from - 1, end);
        return new Found(quantity with { Number = 1, Size = quantity.Number, Unit = unit }, from, end);
    }

    private bool IsUnit(in Token token) => English.Packs.Contains(token.Norm) || English.Portions.Contains(token.Norm) || catalog.Unit(token.Raw) is not null;

    private bool IsHead(in Token token) => catalog.Find(catalog.Root(token.Raw)) is { } entry && (entry.Heads.Count > 0 || entry.IsWhole);

    private static Collective? Collective(in Token token) =>
        token.Kind == TokenKind.Word && (token.Language.Collectives.TryGetValue(token.Raw, out var found) || token.Language.Collectives.TryGetValue(token.Norm, out found)) && (!found.Capital || token.Capital) ? found : null;

    private static decimal? Multiplier(in Token token) =>
        Collective(token)?.Pieces ?? (token.Language.Scales.TryGetValue(token.Raw, out var scale) && token.Raw.Length > 1 ? scale : null);

    // The lexicon names the singular first.
    private static bool IsSingular(in Token token)
    {
        foreach (var (_, words) in token.Language.Lines("collectives"))
        {
            if (Tokenizer.Fold(words[0]) == token.Raw)
                return true;
        }

        return false;
    }

    private static int? Half(IReadOnlyList<Token> tokens, int at)
    {
        if (at >= tokens.Count)
            return null;
        foreach (var words in tokens[at].Language.Halves)
        {
            if (Numbers.Follows(tokens, at, words, out var end))
                return end;
        }

        return null;
    }
}
