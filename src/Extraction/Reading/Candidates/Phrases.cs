namespace PromoEngine.Extraction.Reading;

/// <summary>Finds the catalogue's phrases in a text, longest first. Each start looks at a bounded number of tokens: linear in the text.</summary>
internal sealed class Phrases(Catalog catalog, IReadOnlyList<Token> tokens)
{
    private readonly Keys _keys = new(catalog.Root);

    /// <summary>The longest phrase at <paramref name="at"/> that means what is asked for.</summary>
    public Match? Longest(int at, Func<Entry, bool> wanted, Func<int, bool> free, bool withNumber = false)
    {
        Match? best = null;
        _keys.Clear();
        var words = 0;
        var split = false;
        var number = false;
        for (var i = at; i < Math.Min(tokens.Count, at + catalog.Longest); i++)
        {
            if (!free(i) || tokens[i].Kind == TokenKind.Break || !_keys.Append(tokens[i], anyMark: false))
                break;
            if (tokens[i].Kind == TokenKind.Mark && i == at && tokens[i].Norm is "-" or "/" or "." or "'" or "_")
                break;
            number |= Keys.IsNumber(tokens[i]);
            if (tokens[i].Kind != TokenKind.Mark)
                words++;
            split |= i > at && !tokens[i].Glued && tokens[i].Kind == TokenKind.Word && (English.Function.Contains(tokens[i].Norm) || English.Function.Contains(tokens[at].Norm));
            if (tokens[i].Kind == TokenKind.Mark && tokens[i].Norm is "-" or "/" or "." or "'" or "_")
                continue;
            if (catalog.Find(_keys.ToString()) is { } entry && wanted(entry) && (!withNumber || (number && i > at)) && Fits(entry, at, i + 1, words, split))
                best = new(entry, at, i + 1);
        }

        // "2x4s": the plural of a code.
        if (best is { } code && code.To - at > 1 && tokens[code.To - 1].Kind == TokenKind.Number && code.To < tokens.Count && tokens[code.To] is { Glued: true, Norm: "s" } && free(code.To))
            return code with { To = code.To + 1 };

        return best;
    }

    private bool Fits(Entry entry, int from, int to, int words, bool split)
    {
        // "a cross" is not the catalogue's "across": joining may not swallow grammar.
        if (split && words > entry.Written)
            return false;
        var token = tokens[from];
        // "2 XL shirts" are two in XL; only "2XL" is the size 2XL.
        if (to - from > 1)
            return !(entry.IsValue && token.Kind == TokenKind.Number && !tokens[from + 1].Glued && catalog.Find(catalog.Root(tokens[from + 1].Raw)) is { IsValue: true });
        if (token.Kind == TokenKind.Number)
            return IsCode(entry, from);
        if (token.Kind != TokenKind.Word)
            return true;
        if (token.Norm.Length == 1)
            return token.Capital && (token.Norm is not ("a" or "i") || (from > 0 && tokens[from - 1].Is("size"))) || BesideNumber(from);
        return !English.Function.Contains(token.Norm) || entry.IsOther;
    }

    // A bare number is a product's code or a value only where the text says so: item 1001, size 12, 50 of 1001.
    private bool IsCode(Entry entry, int at)
    {
        if (at == 0)
            return false;

        var before = tokens[at - 1].Norm;
        // "the 6 step ladder", where steps may be 6.
        if (at + 1 < tokens.Count && tokens[at + 1].Kind == TokenKind.Word && catalog.IsAttributeName(tokens[at + 1].Norm)
            && entry.Values.Any(v => Morphology.Plurals(tokens[at + 1].Norm).Append(tokens[at + 1].Norm).Contains(Tokenizer.Fold(v.Name))))
            return true;
        if (entry.Skus.Count > 0 && before is "#" or "sku" or "item" or "code" or "style" or "model" or "of")
            return true;
        return entry.Values.Any(v => string.Equals(Tokenizer.Fold(v.Name), before, StringComparison.Ordinal));
    }

    private bool BesideNumber(int at) =>
        (at > 0 && at + 1 < tokens.Count && tokens[at - 1].IsMark('(') && tokens[at + 1].IsMark(')')) ||
        (at > 0 && (tokens[at - 1].Kind == TokenKind.Number || tokens[at - 1].Is("size"))) ||
        (at + 1 < tokens.Count && (tokens[at + 1].Kind == TokenKind.Number || (at + 2 < tokens.Count && tokens[at + 1].Kind == TokenKind.Mark && tokens[at + 2].Kind == TokenKind.Number)));
}
