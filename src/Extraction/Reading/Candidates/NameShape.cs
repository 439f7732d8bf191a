namespace PromoEngine.Extraction.Reading;

/// <summary>
/// The anatomy of a product's name. The thing-word is the last word before a preposition, bracket or comma that is neither a number, a measure nor
/// one of the catalogue's own attribute values: "Mug" in "Ceramic Mug, white, 11 oz" and in "Ceramic Mug White".
/// </summary>
internal sealed class NameShape
{
    private static readonly HashSet<string> Prepositions =
    [
        "with", "w", "for", "of", "in", "on", "to", "from", "without", "de", "di", "du", "da", "del", "della", "do", "des", "con", "com", "avec", "mit", "aus", "fur", "para", "per", "pour", "sans",
    ];

    private readonly IReadOnlyList<Token> _tokens;

    private NameShape(IReadOnlyList<Token> tokens) => _tokens = tokens;

    public int Head { get; private init; }

    /// <summary>The name without what stands in brackets or behind a comma or dash.</summary>
    public IReadOnlyList<Token>? Short { get; private init; }

    /// <summary>A number or a word that is not grammar; the A of A6 is none either.</summary>
    public bool IsWord(int at) => _tokens[at].Kind == TokenKind.Number || (_tokens[at].Kind == TokenKind.Word && (!English.Function.Contains(_tokens[at].Norm)
        || (at + 1 < _tokens.Count && _tokens[at + 1] is { Kind: TokenKind.Number, Glued: true })));

    public static NameShape Of(IReadOnlyList<Token> tokens, Func<int, int, bool> isValue)
    {
        var start = 0;
        // "Pack of 12 pens": the thing is behind the "of".
        if (tokens.Count > 2 && tokens[1].Is("of") && (English.Packs.Contains(tokens[0].Norm) || English.Portions.Contains(tokens[0].Norm) || Languages.English.Collectives.ContainsKey(tokens[0].Norm)))
            start = 2;

        var cut = start;
        while (cut < tokens.Count && !(cut > start && (IsSeparator(tokens[cut]) || (tokens[cut].Kind == TokenKind.Word && Prepositions.Contains(tokens[cut].Norm)))))
            cut++;
        var core = cut;
        while (core > start + 1 && !IsThing(tokens, core - 1, isValue))
            core--;
        var head = core - 1;
        if (head < 0 || !IsThing(tokens, head, isValue))
            head = LastWord(tokens, start, cut);

        var bracket = Enumerable.Range(0, tokens.Count).FirstOrDefault(i => i > 0 && IsSeparator(tokens[i]), -1);
        return new(tokens) { Head = head, Short = bracket > 0 ? [.. tokens.Take(bracket)] : null };
    }

    // A glued hyphen joins (T-shirt); a free one, a comma or a bracket separates.
    private static bool IsSeparator(in Token token) =>
        token.Kind == TokenKind.Mark && (token.Norm is "(" or "[" or "," or ";" or ":" or "|" || (token.Norm is "-" or "/" && !token.Glued));

    private static bool IsThing(IReadOnlyList<Token> tokens, int at, Func<int, int, bool> isValue)
    {
        var token = tokens[at];
        if (token.Kind != TokenKind.Word || token.Norm.Length == 1 || English.Function.Contains(token.Norm))
            return false;
        // The PC of PC61 is half a code.
        if (at + 1 < tokens.Count && tokens[at + 1] is { Kind: TokenKind.Number, Glued: true })
            return false;
        var measured = at > 0 && tokens[at - 1].Kind == TokenKind.Number && English.Measures.ContainsKey(token.Norm);
        return !measured && !isValue(at, at + 1) && !(at > 0 && isValue(at - 1, at + 1));
    }

    private static int LastWord(IReadOnlyList<Token> tokens, int start, int end)
    {
        for (var i = end - 1; i >= start; i--)
        {
            if (tokens[i].Kind == TokenKind.Word)
                return i;
        }

        return end - 1;
    }
}
