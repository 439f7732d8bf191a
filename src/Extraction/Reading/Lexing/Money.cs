namespace PromoEngine.Extraction.Reading;

/// <summary>Amounts of money, and which of them are the customer's budget. A sign, a word or the word "budget" makes a number money.</summary>
internal sealed class Money(string currency)
{
    public readonly record struct Found(MoneyMention Money, int From, int End);

    private readonly Amounts _amounts = new(currency);

    public Found? Read(IReadOnlyList<Token> tokens, int at)
    {
        if (_amounts.Read(tokens, at) is not { } amount)
            return null;
        var (bound, budget, from) = Before(tokens, at, amount.Currency is not null);
        var (scope, end, limited) = After(tokens, amount.End);
        if (limited)
            bound = MoneyBound.Limit;
        // "$400-500": a budget's upper end is what may be spent.
        var range = Upper(tokens, amount, from, out var upper);
        if (range is { } reach)
        {
            (scope, end, _) = After(tokens, reach);
            bound = bound == MoneyBound.None && from > 0 && tokens[from - 1].Is("between") ? MoneyBound.Limit : bound;
        }

        var value = range is null ? amount.Value : upper.Value;
        var named = amount.Currency ?? (range is null ? null : upper.Currency);
        // A plain number: only the word "budget" makes it money, or a limit on the price.
        var priced = bound == MoneyBound.Limit && (IsPrice(tokens, at) || (scope == BudgetScope.Each && value != decimal.Truncate(value)));
        if (named is null && !budget && !priced)
            return null;
        budget |= end < tokens.Count && tokens[end].Is("budget") || Spends(tokens, end);
        if (budget && end < tokens.Count && tokens[end].Is("budget"))
            end++;
        scope ??= ScopeBefore(tokens, at) ?? UnitPrice(tokens, from, bound, value);
        budget |= (bound == MoneyBound.Limit && (named is not null || scope == BudgetScope.Each)) || (bound == MoneyBound.About && scope is not null) || scope == BudgetScope.Total;
        var foreign = !Near(tokens, at, 6, English.Budgets) && IsForeign(tokens, at, end);
        return new Found(new(value, named ?? currency, scope, bound, budget, foreign), from, Rest(tokens, end));
    }

    // "$400-500", "between 200 and 300 euros".
    private int? Upper(IReadOnlyList<Token> tokens, Amounts.Amount amount, int from, out Amounts.Amount upper)
    {
        upper = amount;
        var at = amount.End;
        if (at + 1 >= tokens.Count || !(tokens[at].IsMark('-') || tokens[at].Norm is "to" or "until" || (tokens[at].Is("and") && from > 0 && Near(tokens, at, 6, "between")))
            || _amounts.Read(tokens, at + 1) is not { } other || other.Value <= amount.Value || (other.Currency ?? amount.Currency) is null)
            return null;
        upper = other;
        return other.End;
    }

    private static (MoneyBound Bound, bool Budget, int From) Before(IReadOnlyList<Token> tokens, int at, bool signed)
    {
        var bound = MoneyBound.None;
        var from = at;
        for (var i = at - 1; i >= Math.Max(0, at - 8) && tokens[i].Kind != TokenKind.Break; i--)
        {
            var word = tokens[i].Norm;
            if (IsLimit(tokens, i, signed && i == from - 1))
                (bound, from) = (MoneyBound.Limit, word is "than" or "to" ? i - 1 : i);
            else if (English.Abouts.Contains(word))
                (bound, from) = (bound == MoneyBound.None ? MoneyBound.About : bound, i);
            else if (English.Budgets.Contains(word))
                return (bound, true, i);
            else if (word is "got" or "have" or "weve" && (bound == MoneyBound.About || signed))
                return (bound, true, from);
            else if (!IsFiller(word))
                break;
        }

        return (bound, false, from);
    }

    private static bool IsLimit(IReadOnlyList<Token> tokens, int at, bool beside)
    {
        var word = tokens[at].Norm;
        return English.Limits.Contains(word) || (word == "than" && at > 1 && tokens[at - 1].Norm is "less" or "more") || (word == "to" && at > 0 && tokens[at - 1].Is("up"))
            || (word is "over" or "above" or "exceed" && Near(tokens, at, 4, "not", "cant", "cannot", "dont", "wont", "never", "no", "shouldnt", "nothing"))
            || (beside && word is "by" or "until" && tokens[at].Language.Code != "en");
    }

    private static bool IsFiller(string word) => word is "" or "is" or "of" or ":" or "a" or "the" or "our" or "my" or "for" or "to" or "at" or "=" or "was" or "it" or "would" or "be" or "set" or "total" or "s" or "i"
        or "price" or "-" or "." or "somewhere" or "keep" or "less" or "more" or "up" or "no" or "not" or "and" or "between" or "from" or "we" or "only";

    /// <summary>Each or all together, as said behind the amount; and whether a limit was.</summary>
    private static (BudgetScope? Scope, int End, bool Limited) After(IReadOnlyList<Token> tokens, int at)
    {
        var i = at;
        var limited = false;
        if (i + 1 < tokens.Count && tokens[i].Is("or") && tokens[i + 1].Norm is "so" or "less")
            (limited, i) = (tokens[i + 1].Is("less"), i + 2);
        while (i < tokens.Count && i < at + 5 && (tokens[i].Norm is "in" or "all" or "/" or "max" or "maximum" or "tops" or "most" or "at" or "."))
            limited |= tokens[i++].Norm is "max" or "maximum" or "tops" or "most";
        if (Scope(tokens, i) is not { } found)
            return (null, limited ? i : at, limited);
        var end = found.End;
        if (end < tokens.Count && tokens[end].Norm is "max" or "maximum" or "tops")
            (limited, end) = (true, end + 1);
        return (found.Scope, end, limited);
    }

    private static (BudgetScope Scope, int End)? Scope(IReadOnlyList<Token> tokens, int at)
    {
        if (at >= tokens.Count)
            return at > 1 && tokens[at - 1].Is("in") && tokens[at - 2].Is("all") ? (BudgetScope.Total, at) : null;
        var word = tokens[at].Norm;
        if (word is "each" or "apiece" or "ea" or "pp" || (word is "unit" or "piece" or "pcs" && at > 0 && tokens[at - 1].IsMark('/')))
            return (BudgetScope.Each, at + 1 < tokens.Count && word == "each" && tokens[at + 1].Norm is "pcs" or "piece" or "unit" ? at + 2 : at + 1);
        if (at + 1 < tokens.Count && (word == "per" || (word is "a" or "an" or "the" or "by" or "for" && IsOne(tokens[at + 1].Norm))))
            return (BudgetScope.Each, at + 2);
        if (word is "total" or "altogether" or "overall")
            return (BudgetScope.Total, at + 1);
        return at > 1 && tokens[at - 1].Is("in") && tokens[at - 2].Is("all") ? (BudgetScope.Total, at) : null;
    }

    // "$3 a piece", "4.20 a metre".
    private static bool IsOne(string word) => word is "piece" or "unit" or "pop" or "head" or "person" or "item" or "pcs" || English.Measures.ContainsKey(word) || (English.Packs.Contains(word) && !word.EndsWith('s'));

    private static BudgetScope? ScopeBefore(IReadOnlyList<Token> tokens, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 6) && tokens[i].Kind != TokenKind.Break; i--)
        {
            if (tokens[i].Is("total") || (tokens[i].Is("in") && i > 0 && tokens[i - 1].Is("all")))
                return BudgetScope.Total;
            if (tokens[i].Norm is "per" or "each")
                return BudgetScope.Each;
        }

        return null;
    }

    // "1.500 Stück zu max. 2,40 €": what a piece may cost, never the whole; nor does anybody order for less than ten.
    private static BudgetScope? UnitPrice(IReadOnlyList<Token> tokens, int from, MoneyBound bound, decimal value)
    {
        var at = from > 0 && (tokens[from - 1].Norm is "at" or "@" || (tokens[from - 1].Norm is "to" or "each" && tokens[from - 1].Language.Code != "en"));
        return bound == MoneyBound.Limit && (value < 10 || (at && value < 100)) ? BudgetScope.Each : null;
    }

    // "$750 to spend", "800 zum Ausgeben".
    private static bool Spends(IReadOnlyList<Token> tokens, int at) => at + 1 < tokens.Count && tokens[at].Norm is "to" or "for" && tokens[at + 1].Is("spend");

    // "if the price is under 4".
    private static bool IsPrice(IReadOnlyList<Token> tokens, int at) => Near(tokens, at, 5, "price", "prices", "cost", "costs", "priced");

    private static bool IsForeign(IReadOnlyList<Token> tokens, int at, int end)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 10) && !Ends(tokens[i]); i--)
        {
            // "if the price is under 4 do 500": a condition, no budget.
            if (English.Prices.Contains(tokens[i].Norm) || tokens[i].Is("if"))
                return true;
        }

        for (var i = end; i < Math.Min(tokens.Count, end + 5) && !Ends(tokens[i]); i++)
        {
            if (English.Prices.Contains(tokens[i].Norm))
                return true;
        }

        return false;
    }

    private static bool Near(IReadOnlyList<Token> tokens, int at, int back, System.Collections.Frozen.FrozenSet<string> words)
    {
        for (var i = at - 1; i >= Math.Max(0, at - back) && tokens[i].Kind != TokenKind.Break; i--)
        {
            if (words.Contains(tokens[i].Norm))
                return true;
        }

        return false;
    }

    private static bool Near(IReadOnlyList<Token> tokens, int at, int back, params ReadOnlySpan<string> words)
    {
        for (var i = at - 1; i >= Math.Max(0, at - back) && tokens[i].Kind != TokenKind.Break; i--)
        {
            if (words.Contains(tokens[i].Norm))
                return true;
        }

        return false;
    }

    private static int Rest(IReadOnlyList<Token> tokens, int end)
    {
        while (end < tokens.Count && tokens[end] is { Kind: TokenKind.Word, Norm: "" })
            end++;
        return end;
    }

    private static bool Ends(in Token token) => token.Kind == TokenKind.Break || token.Norm is "." or "!" or "?" or ";" or "," or "but";
}
