using System.Globalization;

namespace PromoEngine.Extraction.Reading;

/// <summary>Numbers in digits and words: 1,200 · 1.5k · twenty-five hundred · two hundred and fifty · one fifty · two and a half · ½.</summary>
internal static class Numbers
{
    /// <summary>The number that starts at <paramref name="at"/> and where it ends, or null.</summary>
    public static (decimal Value, int End)? Read(IReadOnlyList<Token> tokens, int at)
    {
        if (at >= tokens.Count)
            return null;
        if (tokens[at].Kind == TokenKind.Number)
            return Digits(tokens, at);
        if (tokens[at].Kind != TokenKind.Word)
            return null;
        // "a hundred", "half a thousand".
        if (tokens[at].Norm is "a" or "an" && at + 1 < tokens.Count && English.Scales.TryGetValue(tokens[at + 1].Norm, out _) && tokens[at + 1].Norm.Length > 1)
            return Scaled(tokens, at + 1, 1);
        if (English.Scales.ContainsKey(tokens[at].Norm) && tokens[at].Norm is "hundred" or "thousand")
            return Scaled(tokens, at, 1);
        return Small(tokens, at) is { } small ? Scaled(tokens, small.End, small.Value) : null;
    }

    private static (decimal, int)? Digits(IReadOnlyList<Token> tokens, int at)
    {
        if (!decimal.TryParse(tokens[at].Norm, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            value = decimal.MaxValue / 1_000_000_000; // longer than any number means anything: an impossible amount, not nothing
        var end = at + 1;
        // 1/2 and 1 1/2; but 5/12 alone is left to dates, so only halves and quarters.
        if (Fraction(tokens, at) is { } fraction)
            return fraction;
        if (end < tokens.Count && tokens[end].Kind == TokenKind.Number && tokens[end].Norm.StartsWith("0.", StringComparison.Ordinal))
            return (value + decimal.Parse(tokens[end].Norm, CultureInfo.InvariantCulture), end + 1);
        if (end + 2 < tokens.Count && Fraction(tokens, end) is { } part && value < 1000)
            return (value + part.Value, part.End);
        return Scaled(tokens, end, value);
    }

    private static (decimal Value, int End)? Fraction(IReadOnlyList<Token> tokens, int at) =>
        at + 2 < tokens.Count && tokens[at + 1].IsMark('/') && tokens[at + 1].Glued && tokens[at + 2].Glued && (tokens[at].Norm, tokens[at + 2].Norm) switch
        {
            ("1", "2") => 0.5m,
            ("1", "4") => 0.25m,
            ("3", "4") => 0.75m,
            _ => 0m,
        } is > 0 and var value ? (value, at + 3) : null;

    /// <summary>Below a hundred in words, or a spoken "one fifty", "two twenty five".</summary>
    private static (decimal Value, int End)? Small(IReadOnlyList<Token> tokens, int at)
    {
        if (Tens(tokens, at) is not { } first)
            return null;
        if (first.Value is > 0 and < 10 && Skip(tokens, first.End, "-") is var next && Tens(tokens, next) is { Value: >= 10 } rest && !Measures(tokens, rest.End))
            return ((first.Value * 100) + rest.Value, rest.End);
        return first;
    }

    // "one twelve ounce cup" is one of twelve ounces, "one thirty pm" a time.
    private static bool Measures(IReadOnlyList<Token> tokens, int at) =>
        at < tokens.Count && (English.Measures.ContainsKey(tokens[at].Norm) || tokens[at].Norm is "am" or "pm" or "day" or "minute" or "hour" or "-");

    private static (decimal Value, int End)? Tens(IReadOnlyList<Token> tokens, int at)
    {
        if (at >= tokens.Count || tokens[at].Kind != TokenKind.Word || !English.SmallNumbers.TryGetValue(tokens[at].Norm, out var value))
            return null;
        if (value < 20)
            return (value, at + 1);
        var next = Skip(tokens, at + 1, "-");
        return next < tokens.Count && tokens[next].Kind == TokenKind.Word && English.SmallNumbers.TryGetValue(tokens[next].Norm, out var ones) && ones is > 0 and < 10
            ? (value + ones, next + 1)
            : (value, at + 1);
    }

    /// <summary>Goes on after a first number: hundreds, thousands, what is added to them, and halves.</summary>
    private static (decimal, int) Scaled(IReadOnlyList<Token> tokens, int at, decimal value)
    {
        var total = 0m;
        var scaled = false;
        var largest = decimal.MaxValue;
        while (at < tokens.Count && tokens[at].Kind == TokenKind.Word && Scale(tokens, at) is { } scale && (!scaled || scale < largest || value < scale))
        {
            value *= scale;
            largest = scale;
            scaled = true;
            at++;
            if (scale >= 1000)
            {
                total += value;
                value = 0;
            }

            var next = Skip(tokens, at, "and");
            if (Addend(tokens, next, largest) is not { } more)
                break;
            value += more.Value;
            at = more.End;
        }

        return Half(tokens, at, total + value, scaled ? largest : 1);
    }

    // "k" counts only when written onto digits or alone behind them; "1 M" is a size, never a million.
    private static int? Scale(IReadOnlyList<Token> tokens, int at) =>
        English.Scales.TryGetValue(tokens[at].Norm, out var scale) && (tokens[at].Norm is not ("k" or "mil") || tokens[at - 1].Kind == TokenKind.Number) ? scale : null;

    private static (decimal Value, int End)? Addend(IReadOnlyList<Token> tokens, int at, decimal below)
    {
        if (below < 100 || at >= tokens.Count)
            return null;
        if (Tens(tokens, at) is not { } small)
            return null;
        // "two thousand five hundred": the five belongs to the next hundred.
        if (small.End < tokens.Count && tokens[small.End].Norm is "hundred" && below > 100)
        {
            var value = small.Value * 100;
            var next = Skip(tokens, small.End + 1, "and");
            return Tens(tokens, next) is { } rest ? (value + rest.Value, rest.End) : (value, small.End + 1);
        }

        return small;
    }

    // "two and a half", "two hundred and a half" is two fifty only with its scale: half of the last hundred.
    private static (decimal, int) Half(IReadOnlyList<Token> tokens, int at, decimal value, decimal scale) =>
        at + 2 < tokens.Count && tokens[at].Is("and") && tokens[at + 1].Is("a") && tokens[at + 2].Is("half")
            ? (value + (scale / 2), at + 3)
            : (value, at);

    private static int Skip(IReadOnlyList<Token> tokens, int at, string norm) =>
        at < tokens.Count && tokens[at].Is(norm) && (norm != "-" || tokens[at].Glued) ? at + 1 : at;
}
