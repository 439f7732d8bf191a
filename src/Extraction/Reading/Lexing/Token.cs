namespace PromoEngine.Extraction.Reading;

internal enum TokenKind : byte { Word, Number, Mark, Break }

/// <summary>
/// A piece of a turn's original text. <c>Norm</c> is what the grammar compares: a number's canonical digits, a word under its English name ("und" is "and",
/// "Freitag" is "friday"), empty where an earlier word of a phrase stands for it too. <c>Raw</c> is the word as written (lower case, no accents or apostrophes),
/// for the catalogue. <c>Glued</c> says that nothing lies between it and the token before. The offsets are the original's: no other map back is needed.
/// </summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End, string Norm, bool Glued, bool Capital)
{
    private readonly string? _raw;

    public string Raw { get => _raw ?? Norm; init => _raw = value; }

    /// <summary>The language of this stretch of the text; English where nothing told.</summary>
    public Language Language { get => field ?? Languages.English; init; }

    /// <summary>The word is mistyped; <c>Norm</c> is what was meant.</summary>
    public bool Mended { get; init; }

    public bool Is(string norm) => string.Equals(Norm, norm, StringComparison.Ordinal);

    public bool IsMark(char mark) => Kind == TokenKind.Mark && Norm.Length == 1 && Norm[0] == mark;

    /// <summary>The same token, said in a language and meaning a part of its grammar.</summary>
    public Token As(Language language, string norm) => this with { Raw = Raw, Language = language, Norm = norm };
}
