using System.Globalization;

namespace PromoEngine.Extraction.Reading;

/// <summary>Numbers that only the language can join: 2,40 in most of Europe, 1 500 in France.</summary>
internal static class DecimalCommas
{
    public static List<Token> Join(List<Token> tokens)
    {
        List<Token>? joined = null;
        for (var i = 0; i < tokens.Count; i++)
        {
            var whole = Decimal(tokens, i) ?? Thousands(tokens, i);
            if (whole is { } number)
            {
                joined ??= [.. tokens.Take(i)];
                joined.Add(number.Token);
                i = number.End - 1;
            }
            else
                joined?.Add(tokens[i]);
        }

        return joined ?? tokens;
    }

    private static (Token Token, int End)? Decimal(List<Token> tokens, int at)
    {
        if (!IsDigits(tokens, at) || !(tokens[at].Language.DecimalComma || IsMeasured(tokens, at)) || at + 2 >= tokens.Count || tokens[at + 1] is not { Glued: true } comma || !comma.IsMark(',')
            || !IsDigits(tokens, at + 2) || !tokens[at + 2].Glued || tokens[at + 2].Norm.Length > 2 || tokens[at].Norm.Contains('.'))
            return null;
        // 10,20,30 is a list, and so are sizes behind sizes.
        if (IsListed(tokens, at - 1) || IsListed(tokens, at + 3))
            return null;
        var value = decimal.Parse($"{tokens[at].Norm}.{tokens[at + 2].Norm}", CultureInfo.InvariantCulture);
        return (tokens[at] with { End = tokens[at + 2].End, Norm = value.ToString("0.##", CultureInfo.InvariantCulture) }, at + 3);
    }

    // Whatever the language, 2,5 kg and €2,40 are no lists.
    private static bool IsMeasured(List<Token> tokens, int at) =>
        (at > 0 && tokens[at - 1].Kind == TokenKind.Mark && IsCurrency(tokens[at - 1].Norm)) || (at + 3 < tokens.Count && (English.Measures.ContainsKey(tokens[at + 3].Norm) || tokens[at + 3].Norm is "euros" or "eur" || IsCurrency(tokens[at + 3].Norm)));

    private static bool IsCurrency(string mark) => mark.Length == 1 && char.GetUnicodeCategory(mark[0]) == UnicodeCategory.CurrencySymbol;

    // 1 500 stylos, 10 000 stylos.
    private static (Token Token, int End)? Thousands(List<Token> tokens, int at)
    {
        if (!IsDigits(tokens, at) || tokens[at].Norm.Length > 3 || tokens[at].Norm[0] == '0' || (at > 0 && tokens[at].Glued))
            return null;
        var end = at + 1;
        var digits = tokens[at].Norm;
        while (IsDigits(tokens, end) && tokens[end].Norm.Length == 3 && tokens[end].Start == tokens[end - 1].End + 1 && (tokens[at].Language.Has("spaces") || tokens[end].Norm == "000"))
            digits += tokens[end++].Norm;
        return end > at + 1 && digits.Length < 13 ? (tokens[at] with { End = tokens[end - 1].End, Norm = digits }, end) : null;
    }

    private static bool IsListed(List<Token> tokens, int at) => at >= 0 && at < tokens.Count && tokens[at].IsMark(',') && tokens[at].Glued && at + 1 < tokens.Count && tokens[at + 1].Glued && tokens[at + 1].Kind == TokenKind.Number;

    private static bool IsDigits(List<Token> tokens, int at) => at < tokens.Count && tokens[at].Kind == TokenKind.Number;
}
