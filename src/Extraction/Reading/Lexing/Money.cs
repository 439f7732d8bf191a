using System.Globalization;

namespace PromoEngine.Extraction.Reading;

/// <summary>Amounts of money, and which of them are the customer's budget. A sign, a word or the word "budget" makes a number money.</summary>
internal sealed class Money(string currency)
{
    private static readonly HashSet<string> Dollars = ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"];
    private static readonly HashSet<string> LimitWords = ["under", "below", "max", "maximum", "within", "cap", "capped", "limit", "most", "upto", "<"];
    private static readonly HashSet<string> AboutWords = ["about", "around", "approx", "approximately", "roughly", "~", "circa", "near", "like"];
    private static readonly HashSet<string> BudgetWords = ["budget", "budgeted", "budgets", "spend", "spending", "afford"];
    private static readonly HashSet<string> Fillers = ["is", "of", ":", "a", "the", "our", "my", "for", "to", "at", "=", "was", "it", "would", "be", "set", "total", "s", "i", "have", "got", "weve", "-", "somewhere", "keep"];
    private static readonly HashSet<string> ForeignWords =
    [
        "quoted", "charge", "charged", "charges", "charging", "paid", "pay", "competitor", "competitors", "elsewhere", "used", "discount", "off", "coupon", "save", "saved", "invoice", "invoiced",
        "refund", "deposit", "shop", "vendor", "supplier", "saw", "found", "offering", "offered", "they", "them", "someone", "somebody", "owe", "owed", "balance", "last", "previously", "website",
        "shipping", "freight", "setup", "fee", "tip", "cheaper",
    ];

    public readonly record struct Found(MoneyMention Money, int From, int End);

    public Found? Read(IReadOnlyList<Token> tokens, int at)
    {
        if (Amount(tokens, at) is not { } amount)
            return null;
        var (bound, budget, from) = Before(tokens, at);
        // A plain number: only the word "budget" makes it money, or a limit on the price.
        if (amount.Currency is null && !budget && !(bound == MoneyBound.Limit && IsPrice(tokens, at)))
            return null;
        var (scope, end) = After(tokens, amount.End);
        budget |= end < tokens.Count && tokens[end].Norm == "budget";
        if (budget && end < tokens.Count && tokens[end].Norm == "budget")
            end++;
        scope ??= BudgetScopeBefore(tokens, at);
        budget |= (bound == MoneyBound.Limit && amount.Currency is not null) || (bound == MoneyBound.About && scope is not null) || scope == BudgetScope.Total;
        var foreign = !BudgetWordNear(tokens, at) && Foreign(tokens, at, end);
        return new Found(new(amount.Value, amount.Currency ?? currency, scope, bound, budget, foreign), from, end);
    }

    private (decimal Value, string? Currency, int End)? Amount(IReadOnlyList<Token> tokens, int at)
    {
        if (tokens[at].Is("us") && at + 1 < tokens.Count && tokens[at + 1].IsMark('$'))
            return Amount(tokens, at + 1) is { } american ? (american.Value, "USD", american.End) : null;
        var sign = Sign(tokens[at]);
        if (sign is not null && tokens[at].Kind == TokenKind.Word && at + 1 < tokens.Count && Sign(tokens[at + 1]) is not null)
            return Amount(tokens, at + 1) is { } named ? (named.Value, sign, named.End) : null; // CAD $5
        if (sign is not null)
            return Number(tokens, at + 1) is { } after ? (after.Value, sign, WordEnd(tokens, after.End)) : null;
        if (Number(tokens, at) is not { } number)
            return null;
        var end = number.End;
        if (end < tokens.Count && tokens[end].Norm is "grand")
            return (number.Value * 1000, currency, end + 1);
        if (end < tokens.Count && tokens[end].Norm is "cents" or "cent" or "¢")
            return (number.Value / 100, currency, end + 1);
        if (end < tokens.Count && (Sign(tokens[end]) ?? Spoken(tokens[end])) is { } later && !(Sign(tokens[end]) is not null && end + 1 < tokens.Count && tokens[end + 1] is { Kind: TokenKind.Number, Glued: true }))
            return (number.Value, later, end + 1);
        return (number.Value, null, end);
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

    private static int WordEnd(IReadOnlyList<Token> tokens, int at) =>
        at < tokens.Count && tokens[at].Norm is "usd" or "eur" or "gbp" or "cad" or "aud" or "dollars" or "euros" ? at + 1 : at;

    private string? Sign(in Token token) => token.Norm switch
    {
        "$" => Dollars.Contains(currency) ? currency : "USD",
        "€" => "EUR",
        "£" => "GBP",
        "¥" => "JPY",
        "₹" => "INR",
        "usd" => "USD",
        "eur" or "gbp" or "cad" or "aud" or "nzd" or "chf" => token.Norm.ToUpperInvariant(),
        _ => null,
    };

    private string? Spoken(in Token token) => token.Norm switch
    {
        "dollars" or "dollar" or "bucks" or "buck" => Dollars.Contains(currency) ? currency : "USD",
        "euro" or "euros" => "EUR",
        "quid" => "GBP",
        "pounds" or "pound" when currency == "GBP" => "GBP",
        "usd" => "USD",
        _ => null,
    };

    private static (MoneyBound Bound, bool Budget, int From) Before(IReadOnlyList<Token> tokens, int at)
    {
        var bound = MoneyBound.None;
        var from = at;
        for (var i = at - 1; i >= Math.Max(0, at - 7) && tokens[i].Kind != TokenKind.Break; i--)
        {
            var word = tokens[i].Norm;
            var limit = LimitWords.Contains(word) || (word is "than" && i > 0 && tokens[i - 1].Norm is "less" or "more" && i > 1) || (word == "to" && i > 0 && tokens[i - 1].Is("up"))
                || (word is "over" or "above" or "exceed" && i > 0 && Denied(tokens, i));
            if (limit)
                (bound, from) = (MoneyBound.Limit, word is "than" or "to" ? i - 1 : i);
            else if (AboutWords.Contains(word))
                (bound, from) = (bound == MoneyBound.None ? MoneyBound.About : bound, i);
            else if (BudgetWords.Contains(word))
                return (bound, true, i);
            else if (bound == MoneyBound.About && word is "got" or "have" or "weve")
                return (bound, true, from);
            else if (!Fillers.Contains(word) && word is not ("less" or "more" or "up" or "no" or "not" or "at"))
                break;
        }

        return (bound, false, from);
    }

    private static bool Denied(IReadOnlyList<Token> tokens, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 3); i--)
        {
            if (tokens[i].Norm is "not" or "cant" or "cannot" or "dont" or "wont" or "never" or "no" or "shouldnt")
                return true;
        }

        return false;
    }

    private static (BudgetScope? Scope, int End) After(IReadOnlyList<Token> tokens, int at)
    {
        var i = at;
        if (i < tokens.Count && tokens[i].Norm is "or" && i + 1 < tokens.Count && tokens[i + 1].Norm is "so" or "less")
            i += 2;
        if (i < tokens.Count && (tokens[i].Norm is "in" or "all" or "max" or "/" or "maximum" or "tops"))
            i++;
        if (i < tokens.Count && tokens[i].Norm is "in")
            i++;
        if (i >= tokens.Count)
            return (null, at);
        if (tokens[i].Norm is "each" or "apiece" or "ea" or "pp" || (tokens[i].Norm is "unit" or "piece" && tokens[i - 1].IsMark('/')))
            return (BudgetScope.Each, i + 1);
        if (tokens[i].Norm is "per" or "a" or "an" && i + 1 < tokens.Count && (tokens[i].Is("per") || tokens[i + 1].Norm is "piece" or "unit" or "pop" or "head" or "person" or "item"))
            return (BudgetScope.Each, i + 2);
        return tokens[i].Norm is "total" or "altogether" or "overall" || (i > at && tokens[i - 1].Norm is "in" && tokens[i - 2].Norm is "all")
            ? (BudgetScope.Total, tokens[i].Norm is "total" or "altogether" or "overall" ? i + 1 : i)
            : (null, at);
    }

    private static BudgetScope? BudgetScopeBefore(IReadOnlyList<Token> tokens, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 6) && tokens[i].Kind != TokenKind.Break; i--)
        {
            if (tokens[i].Is("total"))
                return BudgetScope.Total;
            if (tokens[i].Norm is "per" or "each")
                return BudgetScope.Each;
        }

        return null;
    }

    // "if the price is under 4".
    private static bool IsPrice(IReadOnlyList<Token> tokens, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 5) && tokens[i].Kind != TokenKind.Break; i--)
        {
            if (tokens[i].Norm is "price" or "prices" or "cost" or "costs" or "priced")
                return true;
        }

        return false;
    }

    private static bool BudgetWordNear(IReadOnlyList<Token> tokens, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 6) && tokens[i].Kind != TokenKind.Break; i--)
        {
            if (BudgetWords.Contains(tokens[i].Norm))
                return true;
        }

        return false;
    }

    private static bool Foreign(IReadOnlyList<Token> tokens, int at, int end)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 10) && !Ends(tokens[i]); i--)
        {
            if (ForeignWords.Contains(tokens[i].Norm))
                return true;
        }

        for (var i = end; i < Math.Min(tokens.Count, end + 5) && !Ends(tokens[i]); i++)
        {
            if (ForeignWords.Contains(tokens[i].Norm))
                return true;
        }

        return false;
    }

    private static bool Ends(in Token token) => token.Kind == TokenKind.Break || token.Norm is "." or "!" or "?" or ";" or "," or "but";
}
