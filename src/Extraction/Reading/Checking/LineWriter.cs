namespace PromoEngine.Extraction.Reading;

/// <summary>Turns a folded line into what is answered: values in the catalogue's spelling, their evidence, and a question for whatever stays open.</summary>
internal sealed class LineWriter(Catalog catalog, Fold fold)
{
    /// <summary>More pieces than this is a slip of the finger.</summary>
    private const decimal MostPieces = 1_000_000;

    private readonly List<Evidence> _evidence = [];
    private readonly List<Doubt> _doubts = [];
    private readonly List<Question> _questions = [];
    private readonly SortedDictionary<string, IReadOnlyList<string>> _attributes = new(StringComparer.Ordinal);

    public IReadOnlyList<Question> Questions => _questions;
    public QuantityRange? Range { get; private set; }

    public ReadLine Write(WishLine line, bool quoting)
    {
        var link = fold.LinkOf(line);
        var description = Description(line);
        Product(line, link, description);
        var (quantity, stated) = Quantity(line, link, quoting, description);
        foreach (var trait in line.Traits.Where(t => !IsShade(t, line.Traits)))
            Attribute(trait, link);
        Several(line);
        Remember(line);

        return new()
        {
            Product = link.Product is { } p ? catalog.Products[p].Sku : null,
            Description = description,
            Quantity = quantity,
            Stated = stated,
            Attributes = _attributes,
            Alternatives = [.. link.Others.Select(o => catalog.Products[o].Sku)],
            Evidence = _evidence,
            Doubts = _doubts,
            Confidence = Confidence.OfLine(link, line, quantity, _questions.Count, _doubts.Count),
        };
    }

    private static string Description(WishLine line)
    {
        var source = line.Names.Count > 0 ? line.Names[^1].Source : line.Group.Source;
        var names = line.Names.Where(n => n.Source == source).ToList();
        if (names.Count == 0 && line.Past is { } past)
            return past.Source.Slice(past.From, past.To);
        var tokens = names.SelectMany(n => new[] { n.Match.From, n.Match.To - 1 })
            .Concat(line.Traits.Where(t => t.Source == source && !t.Behind && t.Modifier is null).SelectMany(t => new[] { t.Match.From, t.Match.To - 1 }))
            .Where(t => names.Count == 0 || (t >= line.Group.From && t < line.Group.To) || names.Exists(n => t >= n.Match.From && t < n.Match.To))
            .Concat(source == line.Group.Source ? line.Group.Unknown : []).ToList();
        if (tokens.Count == 0)
            return line.Group.Source.Slice(line.Group.From, line.Group.To);
        var (from, to) = (tokens.Min(), tokens.Max() + 1);
        // Words of another wish may lie between: "50 red and 75 navy lanyards".
        return names.Count > 0 && (line.Inherited || names[0].Match.From > line.Group.To) ? source.Slice(names.Min(n => n.Match.From), names.Max(n => n.Match.To)) : source.Slice(from, to);
    }

    private void Product(WishLine line, Link link, string description)
    {
        var spans = line.Names.Count == 0 && line.Past is null && link.Product is not null ? line.Traits.Where(t => t.Modifier is null).Select(t => (t.Source, t.Match.From, t.Match.To)) : Spans(line);
        if (line is { Names.Count: 0, Past: { } past })
            _evidence.Add(past.Source.Cite("product", past.From, past.To, link.Rule, link.Certainty));
        foreach (var (source, from, to) in spans)
            _evidence.Add(source.Cite("product", from, to, line.Inherited ? link.Rule + ".inherited" : link.Rule, Math.Round(link.Certainty, 2)));
        if (link.Product is not null)
        {
            if (link.Certainty < 0.7)
                _doubts.Add(new("product", $"\"{description}\" has words that the catalogue does not know."));
            return;
        }

        var names = string.Join(", ", link.Others.Take(4).Select(o => catalog.Products[o].Name));
        _questions.Add(link.Others.Count switch
        {
            0 => new("product.unknown", $"Nothing in the catalogue is called \"{description}\".", "product"),
            1 => new("product.unsure", $"\"{description}\" is not quite {names}. Is it meant?", "product"),
            _ when link.Rule == "product.unsure" => new("product.unsure", $"\"{description}\" is not in the catalogue. Closest: {names}.", "product"),
            _ => new("product.several", $"\"{description}\" fits several products: {names}{(link.Others.Count > 4 ? "…" : "")}. Which one?", "product"),
        });
    }

    // Neighbouring words are one span.
    private static IEnumerable<(Source Source, int From, int To)> Spans(WishLine line)
    {
        var words = line.Names.Select(n => (n.Source, n.Match.From, n.Match.To)).Concat(line.Group.Unknown.Select(u => (line.Group.Source, From: u, To: u + 1)))
            .Distinct().OrderBy(w => w.Item1.Turn).ThenBy(w => w.From).ToList();
        for (var i = 0; i < words.Count;)
        {
            var (source, from, to) = words[i++];
            while (i < words.Count && words[i].Item1 == source && words[i].From <= to + 1)
                to = Math.Max(to, words[i++].To);
            yield return (source, from, to);
        }
    }

    private (long?, Stated?) Quantity(WishLine line, Link link, bool quoting, string description)
    {
        if (line.Quantity is not { } said)
            return (Single(line, quoting, description), null);
        var quantity = said.Item.Quantity!;
        if (line.Group.Unclear && line.Group.Quantity == said.Item)
        {
            _questions.Add(new("quantity.unclear", $"Two numbers stand before \"{description}\". Are they one?", "quantity"));
            return (null, null);
        }

        var size = SizeOf(quantity, link);
        var stated = quantity.Unit is { } unit ? new Stated(Plain(quantity.Number), unit) : null;
        if (size is null)
        {
            _questions.Add(new("quantity.pack", $"How many pieces are in one {quantity.Unit} of \"{description}\"?", "quantity"));
            _evidence.Add(said.Source.Cite("stated", said.Item.From, said.Item.To, "quantity.pack_unknown", 0.9));
            return (null, stated);
        }

        var pieces = quantity.Number * size.Value;
        if (pieces <= 0 || pieces > MostPieces || pieces != Math.Floor(pieces))
        {
            _questions.Add(new("quantity.impossible", $"\"{said.Source.Slice(said.Item.From, said.Item.To)}\" cannot be a quantity. How many of \"{description}\"?", "quantity"));
            return (null, null);
        }

        Note(said.Source, said.Item, quantity, size.Value, line);
        return ((long)pieces, stated);
    }

    private void Note(Source source, Item item, Quantity quantity, decimal size, WishLine line)
    {
        var rule = quantity.Article ? "quantity.article" : size != 1 ? "quantity.unit" : quantity.Max is not null ? "quantity.range" : line.Corrected ? "quantity.corrected" : "quantity.number";
        _evidence.Add(source.Cite("quantity", item.From, item.To, rule, quantity.Approximate ? 0.7 : 0.97));
        if (quantity.Max is { } max)
        {
            Range ??= new(Plain(quantity.Number * size), Plain(max * size));
            _questions.Add(new("quantity.range", $"\"{source.Slice(item.From, item.To)}\": the lower number is filled in. Which is it?", "quantity"));
        }
        else if (quantity.Approximate)
            _doubts.Add(new("quantity", $"\"{source.Slice(item.From, item.To)}\" is approximate."));
        if (quantity.Unit is "pair" or "pairs" && size == 2)
            _doubts.Add(new("quantity", "A pair is counted as two pieces."));
    }

    private decimal? SizeOf(Quantity quantity, Link link)
    {
        if (quantity.Unit is { } unit && link.Product is { } product && quantity.Size is null or 1 or 2)
        {
            foreach (var (name, pieces) in catalog.Products[product].Units)
            {
                if (catalog.UnitRoot(Tokenizer.Fold(name)) == catalog.UnitRoot(unit))
                    return pieces;
            }
        }

        return quantity.Size;
    }

    // "a plain singular is one": a latte please. "mugs" and "some mugs" are unknown.
    private long? Single(WishLine line, bool quoting, string description)
    {
        var head = line.Names.LastOrDefault(n => n.Head);
        if (head.Source is null && line.Names.Count == 0 && line.Traits.LastOrDefault(t => !t.Behind) is { } named)
            head = new(named.Source, named.Match, true);
        if (!quoting && !line.Vague && !line.Inherited && head.Source is { } source && source.Tokens[head.Match.To - 1] is { Kind: TokenKind.Word } last && !IsPlural(last.Raw)
            && !IsDefinite(source, line.Group.From))
        {
            _evidence.Add(source.Cite("quantity", head.Match.From, head.Match.To, "quantity.singular", 0.8));
            return 1;
        }

        _questions.Add(new("quantity.unknown", $"How many of \"{description}\"?", "quantity"));
        return null;
    }

    private bool IsPlural(string word) => catalog.IsPlural(word) || (word.Length > 3 && word[^1] == 's' && !word.EndsWith("ss", StringComparison.Ordinal));

    private static bool IsDefinite(Source source, int from)
    {
        for (var i = from - 1; i >= Math.Max(0, from - 2); i--)
        {
            if (source.Tokens[i].Norm is "the" or "my" or "our" or "your" or "those" or "these" or "that" or "any" or "all")
                return true;
        }

        return false;
    }

    // "navy blue" where navy is the value and blue only a part of another; "both salsas, mild and hot", where the word is a part of several.
    private static bool IsShade(Trait trait, List<Trait> traits) => !trait.Match.Entry.Meanings.Any()
        && traits.Exists(t => t.Source == trait.Source && t.Modifier == trait.Modifier && (t.Match.To == trait.Match.From || trait.Match.To == t.Match.From || trait.Match.Entry.PartValues.Count > 1)
            && t.Match.Entry.Meanings.Any(v => trait.Match.Entry.PartValues.Exists(p => p.Name == v.Name)));

    private void Attribute(Trait trait, Link link)
    {
        var entry = trait.Match.Entry;
        bool Fits(AttributeValue v) => link.Product is { } p ? catalog.Offers(p, v) : link.Others.Count == 0 || link.Others.Any(o => catalog.Offers(o, v));
        var values = entry.Values.Where(Fits).ToList();
        var sure = values.Count == 1;
        if (values.Count == 0)
        {
            values = [.. entry.Synonyms.Where(Fits)];
            sure = values.Count == 1;
        }

        if (values.Count == 0)
            values = [.. entry.PartValues.Where(v => Fits(v) && (trait.Modifier != "not" || EndsWith(v.Value, trait)))];
        var text = trait.Source.Slice(trait.Match.From, trait.Match.To);
        if (values.Count == 0)
        {
            if (link.Product is { } product && entry.Meanings.Any() && !IsInName(trait, product))
                _questions.Add(new("attribute.not_offered", $"{catalog.Products[product].Name} does not come in \"{text}\". What instead?", entry.Meanings.First().Name));
            return;
        }

        if (values.Count > 1 && !values.Exists(v => entry.Meanings.Contains(v)) && trait.Modifier == "not")
            return; // "no beans", and there are several
        if (values.Count > 1 && !values.Exists(v => entry.Meanings.Contains(v)))
        {
            _questions.Add(new("attribute.several", $"\"{text}\" could be {string.Join(" or ", values.Take(4).Select(v => v.Value))}.", values[0].Name));
            return;
        }

        var chosen = values.Find(v => v.Name == trait.Asked);
        sure |= chosen.Name is not null;
        chosen = chosen.Name is null ? values.Find(v => !_attributes.ContainsKey(v.Name)) : chosen;
        chosen = chosen.Name is null ? values[0] : chosen;
        if (!sure)
            _doubts.Add(new(chosen.Name, $"\"{text}\" was read as {chosen.Value}."));
        Put(trait, chosen, sure ? 0.95 : 0.6);
    }

    // "no onions" where they are red; "no meat" is nothing about the meat lovers' style.
    private bool EndsWith(string value, Trait trait) =>
        Tokenizer.Cut(value).LastOrDefault(t => t.Kind == TokenKind.Word) is { Norm: { } last } && catalog.Root(last) == catalog.Root(trait.Source.Tokens[trait.Match.To - 1].Norm);

    private void Put(Trait trait, AttributeValue value, double confidence)
    {
        var name = trait.Modifier is { } modifier ? value.Name + (catalog.Words.ModifierSuffixes.TryGetValue(modifier, out var suffix) ? suffix : "_" + modifier) : value.Name;
        var known = _attributes.TryGetValue(name, out var list) ? list : [];
        if (!known.Contains(value.Value))
            _attributes[name] = [.. known, value.Value];
        _evidence.Add(trait.Source.Cite(name, trait.Match.From, trait.Match.To, trait.Modifier is null ? "attribute.value" : "attribute." + trait.Modifier, confidence));
    }

    // "white" of "White Mug" needs no question when the mug lists no colours.
    private static bool IsInName(Trait trait, int product)
    {
        var entry = trait.Match.Entry;
        return entry.Words.Contains(product) || entry.Heads.Contains(product) || entry.Names.Contains(product) || entry.Aliases.Contains(product);
    }

    // What the earlier order had and nothing now overrules.
    private void Remember(WishLine line)
    {
        if (line.Past is not { } past)
            return;
        foreach (var (name, values) in past.Attributes)
        {
            if (_attributes.TryAdd(name, values))
                _evidence.Add(past.Source.Cite(name, past.From, past.To, "history.order", 0.85));
        }
    }

    // "50 red and blue mugs": fifty of each, or fifty in all?
    private void Several(WishLine line)
    {
        if (line.Quantity?.Item.Quantity is not { Number: > 1 })
            return;
        foreach (var (name, values) in _attributes)
        {
            if (values.Count > 1 && line.Traits.Count(t => !t.Behind) > 1)
                _questions.Add(new("attribute.split", $"How many in {string.Join(" and how many in ", values)}?", name));
        }
    }

    public static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;
}
