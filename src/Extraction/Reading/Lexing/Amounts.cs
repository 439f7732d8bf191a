using System.Globalization;

namespace PromoEngine.Extraction.Reading;

/// <summary>A number with its currency, wherever the sign stands: $2.40 · 2,40 € · CAD 800 · 5 dollars · two and a half grand · 50 cents.</summary>
internal sealed class Amounts(string currency)
{
    private static readonly HashSet<string> Dollars = ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"];
    private static readonly HashSet<string> Pesos = ["MXN", "ARS", "COP", "CLP", "UYU", "DOP"];

    public readonly record struct Amount(decimal Value, string? Currency, int End);

    public Amount? Read(IReadOnlyList<Token> tokens, int at)
    {
        if (at >= tokens.Count)
            return null;
        // US$, C$, R$: letters that say whose dollar it is.
        if (tokens[at].Kind == TokenKind.Word && at + 1 < tokens.Count && tokens[at + 1].IsMark('$') && English.Currencies.TryGetValue(tokens[at].Raw + "$", out var whose))
            return Number(tokens, at + 2) is { } theirs ? new(theirs.Value, whose, WordEnd(tokens, theirs.End)) : null;
        var sign = Sign(tokens[at]);
        if (sign is not null && tokens[at].Kind == TokenKind.Word && at + 1 < tokens.Count && Sign(tokens[at + 1]) is not null)
            return Read(tokens, at + 1) is { } named ? named with { Currency = sign } : null; // CAD $5
        if (sign is not null)
            return Number(tokens, at + 1) is { } after ? new(after.Value, sign, WordEnd(tokens, after.End)) : null;
        if (Number(tokens, at) is not { } number)
            return null;
        var end = number.End;
        if (end >= tokens.Count)
            return new(number.Value, null, end);
        if (tokens[end].Is("grand"))
            return new(number.Value * 1000, currency, end + 1);
        if (tokens[end].Norm is "cents" or "cent" or "¢")
            return new(number.Value / 100, currency, end + 1);
        var later = Sign(tokens[end]) ?? Spoken(tokens[end]);
        // "100 $5 caps": the sign belongs to what follows it.
        return later is not null && !(end + 1 < tokens.Count && tokens[end + 1] is { Kind: TokenKind.Number, Glued: true }) ? new(number.Value, later, end + 1) : new(number.Value, null, end);
    }

    // $2.40, $1.2k, €2,40 where the comma was not known to be decimal.
    private static (decimal Value, int End)? Number(IReadOnlyList<Token> tokens, int at)
    {
        if (Numbers.Read(tokens, at) is not { } number)
            return null;
        var end = number.End;
        if (end + 1 < tokens.Count && tokens[end].IsMark(',') && tokens[end].Glued && tokens[end + 1] is { Kind: TokenKind.Number, Glued: true } cents && cents.Norm.Length == 2
            && decimal.TryParse(cents.Norm, NumberStyles.None, CultureInfo.InvariantCulture, out var part))
            return (number.Value + (part / 100), end + 2);
        return number;
    }

    private int WordEnd(IReadOnlyList<Token> tokens, int at) => at < tokens.Count && (Sign(tokens[at]) is not null && tokens[at].Kind == TokenKind.Word || tokens[at].Norm is "dollars" or "euros") ? at + 1 : at;

    private string? Sign(in Token token)
    {
        if (token.IsMark('$'))
            return Dollars.Contains(currency) ? currency : "USD";
        return token.Kind == TokenKind.Mark || token.Raw.Length == 3 ? English.Currencies.GetValueOrDefault(token.Raw) : null;
    }

    private string? Spoken(in Token token) => token.Norm switch
    {
        "dollars" or "dollar" or "bucks" or "buck" => Dollars.Contains(currency) ? currency : "USD",
        "pounds" or "pound" when currency == "GBP" => "GBP",
        "pesos" => Pesos.Contains(currency) ? currency : "MXN",
        var word => English.Currencies.GetValueOrDefault(word),
    };
}
