namespace PromoEngine.Extraction.Reading;

internal enum TokenKind : byte { Word, Number, Mark, Break }

/// <summary>
/// A piece of a turn's original text. <c>Norm</c> is what it is compared by (lower case, no accents or apostrophes; a number's canonical digits);
/// <c>Glued</c> says that nothing lies between it and the token before. The offsets are the original's: no other map back is needed.
/// </summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End, string Norm, bool Glued, bool Capital)
{
    public bool Is(string norm) => string.Equals(Norm, norm, StringComparison.Ordinal);

    public bool IsMark(char mark) => Kind == TokenKind.Mark && Norm.Length == 1 && Norm[0] == mark;
}
