namespace PromoEngine.Extraction.Reading;

/// <summary>What a group's words point at.</summary>
/// <param name="Product">Null when nothing or several fit equally.</param>
/// <param name="Others">The equals, or the next best, best first.</param>
/// <param name="Rule">Names how it was found.</param>
/// <param name="Certainty">From the kind of match alone.</param>
internal sealed record Link(int? Product, IReadOnlyList<int> Others, string Rule, double Certainty);

/// <summary>Chooses the product for a group of words: whole names before thing-words before mere words, values as tie-breakers, and nobody when it is even.</summary>
internal sealed class Linker(Catalog catalog)
{
    private const int MostAlternatives = 8;
    private static readonly Link Nothing = new(null, [], "product.unknown", 0.3);

    public Link Link(IReadOnlyList<Naming> names, IReadOnlyList<Trait> traits, int unknownWords, bool compound)
    {
        if (names.Count == 0 && unknownWords == 0)
            return ByTraits(traits);
        var candidates = Candidates(names);
        if (candidates.Count == 0)
            return Nothing;

        var tails = names.Select(Tails).ToList();
        var scored = candidates.Select(p => (Product: p, Score: Score(p, names, traits, tails))).OrderByDescending(s => s.Score).ThenBy(s => s.Product).ToList();
        var best = scored[0];
        var equals = scored.TakeWhile(s => s.Score > best.Score - 0.01).Select(s => s.Product).ToList();
        if (equals.Count > 1)
            return new(null, [.. equals.Take(MostAlternatives)], "product.several", 0.4);

        var others = scored.Skip(1).TakeWhile(s => s.Score > best.Score - 2.5).Select(s => s.Product).Take(MostAlternatives - 1).ToList();
        var whole = names.Select(n => n.Match).Concat(tails.SelectMany(t => t))
            .Any(m => Contains(m.Entry.Names, best.Product) || Contains(m.Entry.Aliases, best.Product) || Contains(m.Entry.Skus, best.Product));
        if (compound || Contradicted(best.Product, names, traits) || (unknownWords > 0 && !whole && HasMoreWords(best.Product, names)))
            return new(null, [best.Product, .. others], "product.unsure", 0.35);
        if (unknownWords > 0)
            return new(best.Product, others, "product.with_unknown_word", 0.6);
        if (names.Any(n => Contains(n.Match.Entry.Skus, best.Product)))
            return new(best.Product, [], "product.sku", 0.99);
        return whole
            ? new(best.Product, others, "product.name", others.Count == 0 ? 0.97 : 0.93)
            : new(best.Product, others, "product.words", others.Count == 0 ? 0.93 : 0.86);
    }

    /// <summary>"a large cola", where cola is a value that only drinks have: the values alone say what is meant.</summary>
    public Link ByTraits(IReadOnlyList<Trait> traits)
    {
        HashSet<int>? held = null;
        foreach (var trait in traits.Where(t => t.Match.Entry.Meanings.Any() && t.Modifier is null))
        {
            var offering = trait.Match.Entry.Meanings.SelectMany(catalog.Offering);
            if (held is null)
                held = [.. offering];
            else
                held.IntersectWith(offering);
        }

        return held is { Count: 1 } ? new(held.First(), [], "product.by_value", 0.85) : Nothing;
    }

    /// <summary>Products that may be meant, before traits: those that hold every thing-word, else those that hold the last.</summary>
    public List<int> Candidates(IReadOnlyList<Naming> names)
    {
        var heads = names.Where(n => n.Head).ToList();
        if (heads.Count == 0)
            heads = [.. names];
        if (heads.Count == 0)
            return [];

        var held = Holders(heads[^1].Match.Entry);
        for (var i = heads.Count - 2; i >= 0; i--)
        {
            var both = held.Where(Holders(heads[i].Match.Entry).Contains).ToHashSet();
            if (both.Count > 0)
                held = both;
        }

        // Words without a thing-word must agree on something, and say enough.
        return catalog.Products.Count == 0 ? [] : [.. held.Order()];
    }

    public static HashSet<int> Holders(Entry entry)
    {
        // A thing-word finds the things called so; a mug warmer is no mug.
        if (entry.Heads.Count + entry.Names.Count + entry.Aliases.Count + entry.Skus.Count == 0)
            return [.. entry.Words];
        return [.. entry.Heads, .. entry.Names, .. entry.Aliases, .. entry.Skus];
    }

    /// <summary>Whole names at the end of a longer phrase: "mug" in "white mug", where somebody else's name goes "15 oz white mug".</summary>
    private List<Match> Tails(Naming name)
    {
        var tails = new List<Match>();
        var keys = new Keys(catalog.Root);
        for (var from = name.Match.From + 1; name.Head && from < name.Match.To; from++)
        {
            keys.Clear();
            for (var i = from; i < name.Match.To; i++)
                keys.Append(name.Source.Tokens[i], anyMark: true);
            if (catalog.Find(keys.ToString()) is { IsWhole: true } entry)
                tails.Add(new(entry, from, name.Match.To));
        }

        return tails;
    }

    private double Score(int product, IReadOnlyList<Naming> names, IReadOnlyList<Trait> traits, List<List<Match>> tails)
    {
        var score = 0.0;
        for (var i = 0; i < names.Count; i++)
        {
            var (_, match, head) = names[i];
            var entry = match.Entry;
            var length = match.To - match.From;
            if (Contains(entry.Skus, product))
                score += 10;
            else if (Contains(entry.Names, product) || Contains(entry.Aliases, product))
                score += 4 + (0.5 * length);
            else if (tails[i].Find(t => Contains(t.Entry.Names, product) || Contains(t.Entry.Aliases, product)) is { Entry: not null } tail)
                score += 4 + (0.5 * (tail.To - tail.From));
            else if (Contains(entry.Heads, product))
                score += 2 + (0.1 * length);
            else if (Contains(entry.Words, product))
                score += 1;
            else if (!entry.Meanings.Any(v => catalog.Offers(product, v)))
                score -= head ? 1.5 : 1;
        }

        foreach (var trait in traits)
        {
            if (trait.Match.Entry.Meanings.Any(v => catalog.Offers(product, v)) || trait.Match.Entry.PartValues.Any(v => catalog.Offers(product, v)))
                score += catalog.Products[product].Attributes.Count == 0 ? 0 : 0.3;
            else if (!Contains(trait.Match.Entry.Words, product) && !Contains(trait.Match.Entry.Heads, product))
                score -= 1;
        }

        return score;
    }

    // The customer said "ceramic" and the only mug left is not: no neighbour instead of the thing.
    private bool Contradicted(int product, IReadOnlyList<Naming> names, IReadOnlyList<Trait> traits) => names.Any(n =>
        !n.Head && !Contains(n.Match.Entry.Words, product) && !Contains(n.Match.Entry.Heads, product) && !Contains(n.Match.Entry.Names, product) && !Contains(n.Match.Entry.Aliases, product)
        && !n.Match.Entry.Meanings.Any(v => catalog.Offers(product, v)) && !traits.Any(t => t.Match.From == n.Match.From && t.Match.Entry.IsValue));

    /// <summary>Does the product's name say more than the customer did?</summary>
    private bool HasMoreWords(int product, IReadOnlyList<Naming> names)
    {
        var said = names.SelectMany(n => Enumerable.Range(n.Match.From, n.Match.To - n.Match.From).Select(i => catalog.Root(n.Source.Tokens[i].Raw))).ToHashSet(StringComparer.Ordinal);
        var name = Tokenizer.Cut(catalog.Products[product].Name);
        return name.Any(t => t.Kind == TokenKind.Word && !English.Function.Contains(t.Norm) && !English.Measures.ContainsKey(t.Norm) && !English.Neutral.Contains(t.Norm)
            && !said.Contains(catalog.Root(t.Norm)) && catalog.Find(catalog.Root(t.Norm)) is not { IsValue: true });
    }

    private static bool Contains(List<int> sorted, int product) => sorted.BinarySearch(product) >= 0;
}
