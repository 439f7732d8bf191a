namespace PromoEngine.Extraction.Reading;

/// <summary>Turns tokens into items. Recognisers run from the surest to the loosest, and what one has taken the next does not see.</summary>
internal sealed class Lexer(Catalog catalog, Source source, Dates dates, Money money)
{
    private readonly List<Token> _tokens = source.Tokens;
    private readonly Item?[] _taken = new Item?[source.Tokens.Count];
    private readonly Phrases _phrases = new(catalog, source.Tokens);
    private readonly Quantities _quantities = new(catalog, new(catalog, source.Tokens));

    public List<Item> Items()
    {
        Ranges();
        References();
        StreetAddresses();
        Each((at) => money.Read(_tokens, at) is { } found && Free(found.From, found.End)
            ? new Item { Kind = ItemKind.Money, From = found.From, To = found.End, Money = found.Money } : null);
        Each((at) => Keys.IsNumber(_tokens[at]) || _tokens[at].Kind == TokenKind.Word ? Content(at, withNumber: true) : null);
        Each(Code);
        Each(Date);
        Each(at => _tokens[at].Kind == TokenKind.Number && _tokens[at].Norm.Length < 4 ? Content(at, withNumber: false) : null);
        Each(Number);
        Each(at => Content(at, withNumber: false));
        return Collect();
    }

    private void Each(Func<int, Item?> read)
    {
        for (var at = 0; at < _tokens.Count; at++)
        {
            if (_taken[at] is null && _tokens[at].Kind != TokenKind.Break && read(at) is { } item && Free(item.From, item.To))
                Take(item);
        }
    }

    private void Take(Item item)
    {
        for (var i = item.From; i < item.To; i++)
            _taken[i] = item;
    }

    private bool Free(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (_taken[i] is not null)
                return false;
        }

        return true;
    }

    private void Ranges()
    {
        var at = 0;
        foreach (var (start, end, kind) in Clean.Ranges(source.Text.Length > Source.LongestTurn ? source.Text[..Source.LongestTurn] : source.Text))
        {
            while (at < _tokens.Count && _tokens[at].End <= start)
                at++;
            var from = at;
            while (at < _tokens.Count && _tokens[at].Start < end)
                at++;
            if (at > from)
                Take(new() { Kind = ItemKind.Skip, From = from, To = at, Skip = kind });
        }
    }

    /// <summary>PO 4711 · order #1042 · #1042 · invoice no. 88.</summary>
    private void References()
    {
        for (var at = 0; at < _tokens.Count; at++)
        {
            if (_taken[at] is null && Reference(at) is { } end && Free(at, end))
                Take(new() { Kind = ItemKind.Skip, From = at, To = end, Skip = SkipKind.Reference, Norm = _tokens[at].Norm });
        }
    }

    private int? Reference(int at)
    {
        var word = _tokens[at].Norm;
        var i = at + 1;
        var named = word is "po" or "p.o" or "order" or "invoice" or "quote" or "ticket" or "reference" or "ref" or "tracking" or "account" or "job";
        var marked = word == "po";
        while (named && i < _tokens.Count && (_tokens[i].Norm is "#" or "number" or "no" or "." or ":" or "num"))
        {
            marked |= _tokens[i].Norm is not (":" or ".");
            i++;
        }

        // "Invoice 2231" names a paper; "order 50" and "quote 50" ask for pieces.
        marked |= word is "invoice" or "ticket" or "tracking" or "account" && i < _tokens.Count && _tokens[i].Kind == TokenKind.Number;
        if (named && !marked && at > 0 && _tokens[at - 1].Norm is "my" or "our" or "the" or "last" or "your" && i < _tokens.Count && _tokens[i].Norm.Length >= 4)
            marked = true;
        if (!named && word != "#")
            return Numbered(at);
        if ((named && !marked) || i >= _tokens.Count)
            return null;
        if (word == "#" && (i >= _tokens.Count || _tokens[i].Norm.Length < 3 || catalog.Find(_tokens[i].Norm)?.Skus.Count > 0))
            return null;
        var digits = false;
        while (i < _tokens.Count && (i == at + 1 || _tokens[i].Glued || !digits) && (_tokens[i].Kind == TokenKind.Number || (_tokens[i].Kind == TokenKind.Word && !digits) || _tokens[i].Norm is "-" or "/"))
        {
            digits |= _tokens[i].Kind == TokenKind.Number;
            i++;
        }

        return digits ? i : null;
    }

    // Q-1042, SO-77: letters tied to digits by a hyphen, and not a word of the catalogue.
    private int? Numbered(int at)
    {
        if (_tokens[at].Kind != TokenKind.Word || !_tokens[at].Capital || _tokens[at].Norm.Length > 4 || at + 2 >= _tokens.Count || !_tokens[at + 1].IsMark('-')
            || !_tokens[at + 1].Glued || _tokens[at + 2] is not { Kind: TokenKind.Number, Glued: true } number || number.Norm.Length < 3)
            return null;
        return _phrases.Longest(at, e => e.IsProduct || e.IsValue, _ => true) is null ? at + 3 : null;
    }

    private void StreetAddresses()
    {
        for (var at = 0; at < _tokens.Count; at++)
        {
            if (_taken[at] is null && Addresses.End(_tokens, at) is { } end && Free(at, end))
                Take(new() { Kind = ItemKind.Skip, From = at, To = end, Skip = SkipKind.Address });
        }
    }

    // "A3", "XR500": letters tied to digits that the catalogue does not know are a word, not an article and a number.
    private Item? Code(int at) =>
        _tokens[at].Kind == TokenKind.Word && _tokens[at].Norm.Length <= 4 && at + 1 < _tokens.Count && _tokens[at + 1] is { Kind: TokenKind.Number, Glued: true } && !English.Months.ContainsKey(_tokens[at].Norm)
            && _tokens[at].Norm is not "x" && !(at > 0 && _tokens[at].Glued && _tokens[at - 1].Kind == TokenKind.Number) && _phrases.Longest(at, e => e.IsValue || e.IsOther, _ => true) is null
            ? new Item { Kind = ItemKind.Word, From = at, To = at + 2, Norm = _tokens[at].Norm + _tokens[at + 1].Norm }
            : null;

    private Item? Date(int at)
    {
        if (dates.Read(_tokens, at) is not { } found || !Free(at, found.End))
            return null;
        if (found.Date is null)
            return new() { Kind = ItemKind.Date, From = at, To = found.End };
        var (bound, from) = Bounds.Of(_tokens, at, found.Date.Until is not null);
        if (found.Date.Bound is not DateBound.None)
            (bound, from) = (found.Date.Bound == DateBound.By && bound is DateBound.Before or DateBound.NotBefore ? bound : found.Date.Bound, at);
        return new() { Kind = ItemKind.Date, From = Free(from, at) ? from : at, To = found.End, Date = found.Date with { Bound = bound } };
    }

    private Item? Number(int at)
    {
        if (_quantities.Read(_tokens, at) is not { } found || !Free(found.From, found.End))
            return Unread(at);
        return new() { Kind = ItemKind.Quantity, From = found.From, To = found.End, Quantity = found.Quantity };
    }

    // A numeral that is no quantity is a measure or part of a code: say so, or it would be found again.
    private Item? Unread(int at)
    {
        if (_tokens[at].Kind != TokenKind.Number)
            return null;
        var end = at + 1;
        if (end < _tokens.Count && _taken[end] is null && (English.Measures.ContainsKey(_tokens[end].Norm) || _tokens[end].Glued) && _tokens[end].Kind == TokenKind.Word)
            end++;
        return new() { Kind = ItemKind.Skip, From = at, To = end, Skip = Quantities.IsListNumber(_tokens, at) ? SkipKind.Label : SkipKind.Measure };
    }

    private Item? Content(int at, bool withNumber)
    {
        bool IsFree(int i) => _taken[i] is null;
        var thing = _phrases.Longest(at, e => e.IsProduct, IsFree, withNumber);
        var value = _phrases.Longest(at, e => e.IsValue, IsFree, withNumber);
        var other = withNumber ? null : _phrases.Longest(at, e => e.Modifier is not null || e.Negation, IsFree);
        // "extra" the qualifier goes before "extra" as a mere part of "extra cheese".
        var only = value is { } v && v.Entry.Meanings.Any() ? v.To : 0;
        if (other is { } said && said.To >= (thing?.To ?? 0) && said.To > only && said.To >= (value?.To ?? 0))
            return new() { Kind = said.Entry.Negation ? ItemKind.Negation : ItemKind.Modifier, From = at, To = said.To, Modifier = said.Entry.Modifier, ByLanguage = said.Entry.ByLanguage, Norm = _tokens[at].Norm };
        if (thing is null && value is null)
            return null;

        var end = Math.Max(thing?.To ?? 0, value?.To ?? 0);
        var isThing = thing is { } t && t.To == end && (t.Entry.IsWhole || t.Entry.Heads.Count > 0);
        return new()
        {
            Kind = isThing ? ItemKind.Thing : ItemKind.Trait,
            From = at,
            To = end,
            Norm = _tokens[at].Norm,
            Thing = thing?.To == end || value is null ? thing?.Entry : null,
            Values = Values(at, end, IsFree, whole: isThing),
        };
    }

    // Inside a product's name only whole values count: "Italian Sub" says nothing about a bread that is called so in part.
    private List<Match> Values(int from, int to, Func<int, bool> isFree, bool whole)
    {
        var values = new List<Match>();
        for (var at = from; at < to; at++)
        {
            // The M of M8 is no size.
            if (_phrases.Longest(at, e => whole ? e.Meanings.Any() : e.IsValue, i => i < to && isFree(i)) is { } value && !(to - from > 1 && value.To - at == 1 && _tokens[at].Norm.Length == 1))
            {
                values.Add(value);
                at = value.To - 1;
            }
        }

        return values;
    }

    private List<Item> Collect()
    {
        var items = new List<Item>();
        for (var at = 0; at < _tokens.Count;)
        {
            var token = _tokens[at];
            var item = _taken[at] ?? new Item
            {
                Kind = token.Kind switch { TokenKind.Break => ItemKind.Break, TokenKind.Mark => ItemKind.Mark, _ => English.Negations.Contains(token.Norm) ? ItemKind.Negation : ItemKind.Word },
                From = at,
                To = at + 1,
                Norm = token.Norm,
            };
            at = item.To;
            // The rest of a phrase whose first word stands for all of it.
            if (item is { Kind: ItemKind.Word, Norm: "" } && items.Count > 0)
            {
                if (items[^1] is { Kind: ItemKind.Word or ItemKind.Negation } head && head.To == item.From)
                    items[^1] = head.Until(item.To);
                continue;
            }

            // "two 12-packs": twenty-four.
            if (item.Quantity is { Number: 1, Size: > 1, Unit: not null, Collective: false } pack && items.Count > 0 && items[^1].Quantity is { Unit: null, Each: false } count && items[^1].To == item.From)
            {
                item = new() { Kind = ItemKind.Quantity, From = items[^1].From, To = item.To, Quantity = pack with { Number = count.Number } };
                items.RemoveAt(items.Count - 1);
            }

            items.Add(item);
        }

        return items;
    }
}
