using System.Globalization;

namespace PromoEngine.Extraction.Reading;

/// <summary>Numbers in digits and words: 1,200 · 1.5k · twenty-five hundred · zweihundertfünfzig · quatre-vingt-dix · one fifty · dos y medio · ½.</summary>
internal static class Numbers
{
    private const decimal TooMuch = decimal.MaxValue / 1_000_000_000;

    /// <summary>The number that starts at <paramref name="at"/> and where it ends, or null.</summary>
    public static (decimal Value, int End)? Read(IReadOnlyList<Token> tokens, int at)
    {
        if (at >= tokens.Count)
            return null;
        if (tokens[at].Kind == TokenKind.Number)
            return Digits(tokens, at);
        if (tokens[at].Kind != TokenKind.Word)
            return null;
        // "a hundred": the article counts nothing by itself.
        if (tokens[at].Norm is "a" or "an")
            return at + 1 < tokens.Count && IsScale(tokens[at + 1]) ? Words(tokens, at + 1, article: true) : null;
        return Words(tokens, at);
    }

    /// <summary>A number below a hundred by its English name, so that "dieciséis onzas" is a size like "16 oz".</summary>
    public static string? EnglishName(Language language, string word)
    {
        if (ReferenceEquals(language, Languages.English))
            return null;
        if (language.Numbers.TryGetValue(word, out var value))
            return Name("numbers", value);
        return language.Scales.TryGetValue(word, out value) ? Name("scales", value) : null;
    }

    public static bool IsCompound(string word, Language language) => Compound(word, language) is not null;

    private static string? Name(string section, decimal value)
    {
        var key = value.ToString(CultureInfo.InvariantCulture);
        foreach (var line in Languages.English.Lines(section))
        {
            if (line.Key == key)
                return line.Words[0];
        }

        return null;
    }

    private static (decimal, int)? Digits(IReadOnlyList<Token> tokens, int at)
    {
        if (!decimal.TryParse(tokens[at].Norm, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            value = TooMuch; // longer than any number means anything: an impossible amount, not nothing
        var end = at + 1;
        // 1/2 and 1 1/2; but 5/12 alone is left to dates, so only halves and quarters.
        if (Fraction(tokens, at) is { } fraction)
            return fraction;
        if (end < tokens.Count && tokens[end].Kind == TokenKind.Number && tokens[end].Norm.StartsWith("0.", StringComparison.Ordinal) && tokens[end].End == tokens[end].Start + 1)
            return (value + decimal.Parse(tokens[end].Norm, CultureInfo.InvariantCulture), end + 1);
        if (end + 2 < tokens.Count && Fraction(tokens, end) is { } part && value < 1000)
            return (value + part.Value, part.End);
        var language = end < tokens.Count ? tokens[end].Language : tokens[at].Language;
        var sum = NumberSum.From(value, language);
        return Finish(tokens, Continue(tokens, end, language, sum), language, sum);
    }

    private static (decimal Value, int End)? Fraction(IReadOnlyList<Token> tokens, int at) =>
        at + 2 < tokens.Count && tokens[at + 1].IsMark('/') && tokens[at + 1].Glued && tokens[at + 2].Glued && (tokens[at].Norm, tokens[at + 2].Norm) switch
        {
            ("1", "2") => 0.5m,
            ("1", "4") => 0.25m,
            ("3", "4") => 0.75m,
            ("1", "3") => 0.3333m,
            ("2", "3") => 0.6667m,
            _ => 0m,
        } is > 0 and var value ? (value, at + 3) : null;

    private static (decimal Value, int End)? Words(IReadOnlyList<Token> tokens, int at, bool article = false)
    {
        var language = tokens[at].Language;
        var sum = article ? NumberSum.From(1, language) : new NumberSum(language);
        if (!Take(tokens, at, language, sum, joined: null) || sum.Value < 1 && sum.Value > 0)
            return null;
        var end = Continue(tokens, at + 1, language, sum);
        // "one twelve ounce cup" is one of twelve ounces, "one thirty pm" a time.
        return sum.Spoken && Measures(tokens, end) ? (sum.First, at + 1) : Finish(tokens, end, language, sum);
    }

    private static int Continue(IReadOnlyList<Token> tokens, int end, Language language, NumberSum sum)
    {
        while (end < tokens.Count)
        {
            var next = end;
            string? joined = null;
            if (next + 1 < tokens.Count && tokens[next].IsMark('-') && tokens[next].Glued && tokens[next + 1].Glued)
                next++;
            if (next + 1 < tokens.Count && tokens[next].Kind == TokenKind.Word && language.Joiners.Contains(tokens[next].Raw))
                joined = tokens[next++].Raw;
            if (next + 1 < tokens.Count && joined is not null && tokens[next].IsMark('-') && tokens[next].Glued && tokens[next + 1].Glued)
                next++;
            if (!Take(tokens, next, language, sum, joined))
                break;
            end = next + 1;
        }

        return end;
    }

    private static bool Take(IReadOnlyList<Token> tokens, int at, Language language, NumberSum sum, string? joined)
    {
        if (at >= tokens.Count || tokens[at].Kind != TokenKind.Word)
            return false;
        var word = tokens[at].Raw;
        if (language.Scales.TryGetValue(word, out var scale) && IsScaleHere(tokens, at, word, sum))
            return sum.Scale(scale, joined);
        if (language.Numbers.TryGetValue(word, out var number) && !IsOtherwise(tokens, at))
            return sum.Add(number, joined);
        return Compound(word, language) is { } whole && sum.Add(whole, joined);
    }

    // "k" counts only behind digits; "1 M" is a size, never a million; French "50 cents" are money.
    private static bool IsScaleHere(IReadOnlyList<Token> tokens, int at, string word, NumberSum sum)
    {
        if (at > 0 && tokens[at - 1].Kind == TokenKind.Number)
            return !(word is "cent" or "cents");
        if (word is "k" or "mio")
            return false;
        // A scale alone is a number only when it is small: "hundert Kappen", but neither a "Million" nor "hundreds of".
        return !sum.IsEmpty || (tokens[at].Language.Scales[word] <= 1000 && word is not ("hundreds" or "thousands"));
    }

    // An article that is also the word for one counts nothing where a number could begin.
    private static bool IsOtherwise(IReadOnlyList<Token> tokens, int at) => tokens[at].Norm is "a" or "an" && !(at > 0 && (tokens[at - 1].Kind == TokenKind.Word || tokens[at - 1].IsMark('-')));

    private static bool IsScale(in Token token) => token.Language.Scales.ContainsKey(token.Raw) && token.Raw.Length > 2;

    private static bool Measures(IReadOnlyList<Token> tokens, int at) =>
        at < tokens.Count && (English.Measures.ContainsKey(tokens[at].Norm) || tokens[at].Norm is "am" or "pm" or "day" or "minute" or "hour" or "-");

    /// <summary>Behind the number: "and a half", "point five", "quarters".</summary>
    private static (decimal, int) Finish(IReadOnlyList<Token> tokens, int end, Language language, NumberSum sum)
    {
        var value = sum.Value;
        foreach (var half in language.Halves)
        {
            if (!Follows(tokens, end, half, out var behind))
                continue;
            value += sum.Unit / 2;
            end = behind;
            return end < tokens.Count && sum.Unit == 1 && language.Scales.TryGetValue(tokens[end].Raw, out var scale) && tokens[end].Raw.Length > 2 ? (value * scale, end + 1) : (value, end);
        }

        if (end + 1 < tokens.Count && language.PointWords.Contains(tokens[end].Raw) && Decimals(tokens, end + 1, language) is { } decimals)
            return (decimal.Parse(FormattableString.Invariant($"{decimal.Truncate(value)}.{decimals.Digits}"), CultureInfo.InvariantCulture), decimals.End);
        return end < tokens.Count && value is >= 1 and <= 9 && tokens[end].Kind == TokenKind.Word && language.Fractions.TryGetValue(tokens[end].Raw, out var part)
            ? (value * part, end + 1)
            : (value, end);
    }

    private static (string Digits, int End)? Decimals(IReadOnlyList<Token> tokens, int at, Language language)
    {
        var digits = "";
        while (at < tokens.Count && digits.Length < 6 && tokens[at].Kind == TokenKind.Word && (language.Numbers.TryGetValue(tokens[at].Raw, out var value) || (Compound(tokens[at].Raw, language) is { } whole && (value = whole) > 0)) && value < 100)
        {
            digits += value.ToString("0", CultureInfo.InvariantCulture);
            at++;
        }

        return digits.Length == 0 ? null : (digits, at);
    }

    /// <summary>Do these words stand here?</summary>
    public static bool Follows(IReadOnlyList<Token> tokens, int at, string[] words, out int end)
    {
        end = at;
        foreach (var word in words)
        {
            if (end < tokens.Count && tokens[end].IsMark('-') && tokens[end].Glued)
                end++;
            if (end >= tokens.Count || !string.Equals(tokens[end].Raw, word, StringComparison.Ordinal))
                return false;
            end++;
        }

        return true;
    }

    /// <summary>A number whose words are written together: zweihundertfünfzig, duecentocinquanta, twentyfive.</summary>
    private static decimal? Compound(string word, Language language)
    {
        if (word.Length is < 6 or > 80 || language.Parts(word) is not { Count: > 1 } parts)
            return null;
        var sum = new NumberSum(language);
        string? joined = null;
        foreach (var part in parts)
        {
            if (language.Joiners.Contains(part) && !language.Numbers.ContainsKey(part))
                joined = part;
            else if (language.Scales.TryGetValue(part, out var scale) ? !sum.Scale(scale, null) : !sum.Add(language.Numbers[part], joined))
                return null;
            else
                joined = null;
        }

        return joined is null ? sum.Value : null;
    }
}
