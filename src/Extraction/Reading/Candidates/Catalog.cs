namespace PromoEngine.Extraction.Reading;

/// <summary>The reader's vocabulary: built once from a catalogue, then only looked up. The order in which products are given makes no difference.</summary>
internal sealed class Catalog
{
    private readonly Dictionary<string, string> _roots;
    private readonly Dictionary<string, Entry> _entries;
    private readonly Dictionary<string, int> _bySku;
    private readonly Dictionary<AttributeValue, List<int>> _offering = [];
    private readonly HashSet<string> _listed;
    private readonly Dictionary<string, List<string>> _called = new(StringComparer.Ordinal);

    internal Catalog(IReadOnlyList<CatalogProduct> products, CatalogWords words, Dictionary<string, string> roots, Dictionary<string, Entry> entries, int longest)
    {
        Products = products;
        Words = words;
        _roots = roots;
        _entries = entries;
        Longest = longest;
        // A code is never mistyped: the words of the SKUs alone are no spelling.
        var codes = products.SelectMany(p => Tokenizer.Cut(p.Sku)).Select(t => t.Norm).ToHashSet(StringComparer.Ordinal);
        codes.ExceptWith(products.SelectMany(p => p.Aliases.Append(p.Name).Concat(p.Attributes.Values.SelectMany(v => v))).SelectMany(p => Tokenizer.Cut(p)).Select(t => t.Norm));
        _spelling = new(() => new(roots.Where(w => !English.Function.Contains(w.Key) && !codes.Contains(w.Value)).Select(w => w.Key)));
        _tails = Tails(entries);
        _bySku = new(StringComparer.Ordinal);
        for (var i = 0; i < products.Count; i++)
            _bySku.TryAdd(products[i].Sku, i);
        for (var i = 0; i < products.Count; i++)
            foreach (var value in products[i].Attributes.SelectMany(a => a.Value.Select(v => new AttributeValue(a.Key, v))).Distinct())
                (_offering.TryGetValue(value, out var list) ? list : _offering[value] = []).Add(i);
        _listed = products.SelectMany(p => p.Attributes.Keys).ToHashSet(StringComparer.Ordinal);
        foreach (var name in products.SelectMany(p => p.Attributes.Keys).Concat(words.AttributeAliases.Keys).Distinct(StringComparer.Ordinal))
            foreach (var word in Tokenizer.Cut(name).Where(t => t.Kind == TokenKind.Word).SelectMany(t => Morphology.Plurals(t.Norm).Concat(Morphology.Singulars(t.Norm)).Append(t.Norm)))
                (_called.TryGetValue(word, out var names) ? names : _called[word] = []).Add(name);
    }

    /// <summary>Sorted by SKU.</summary>
    public IReadOnlyList<CatalogProduct> Products { get; }
    public CatalogWords Words { get; }

    /// <summary>The most tokens a phrase can have.</summary>
    public int Longest { get; }

    public static Catalog Build(IEnumerable<CatalogProduct> products, CatalogWords? words = null) =>
        new CatalogIndex([.. products.OrderBy(p => p.Sku, StringComparer.Ordinal)], words ?? new CatalogWords()).Build();

    public int? IndexOf(string sku) => _bySku.TryGetValue(sku, out var index) ? index : null;

    public Entry? Find(string key) => _entries.GetValueOrDefault(key);

    /// <summary>The catalogue's form of a word, or the word itself.</summary>
    public string Root(string norm) => _roots.GetValueOrDefault(norm, norm);

    private readonly Lazy<Spelling> _spelling;
    private readonly Dictionary<string, string?> _tails;

    /// <summary>The catalogue's word that a mistyped one stands for.</summary>
    public string? Mend(string norm) => _spelling.Value.Complete(norm, Root) ?? _spelling.Value.Mend(norm, Root);

    /// <summary>"shake" where the one thing that ends so is a milkshake.</summary>
    public string? Whole(string tail) => _tails.GetValueOrDefault(tail) ?? (tail.EndsWith('s') ? _tails.GetValueOrDefault(tail[..^1]) : null);

    private static Dictionary<string, string?> Tails(Dictionary<string, Entry> entries)
    {
        var tails = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var word in entries.Where(e => e.Value is { Written: 1 } && e.Value.Heads.Count + e.Value.Names.Count > 0 && e.Key.Length is >= 8 and <= 24 && e.Key.All(char.IsAsciiLetterLower)).Select(e => e.Key))
            for (var from = 3; word.Length - from >= 5; from++)
                tails[word[from..]] = tails.ContainsKey(word[from..]) ? null : word;
        return tails;
    }

    /// <summary>Is the word known at all, in any form?</summary>
    public bool Knows(string norm) => _roots.ContainsKey(norm);

    /// <summary>"size", "toppings": the attribute itself, no value of it.</summary>
    public bool IsAttributeName(string norm) => _called.ContainsKey(norm);

    /// <summary>The attributes that go by this word.</summary>
    public IReadOnlyList<string> AttributesCalled(string norm) => _called.GetValueOrDefault(norm) ?? [];

    /// <summary>Can the product be had so? A product that lists no attributes at all may be described by those that no product lists.</summary>
    public bool Offers(int product, AttributeValue value)
    {
        var attributes = Products[product].Attributes;
        return (attributes.Count == 0 && !_listed.Contains(value.Name)) || (attributes.TryGetValue(value.Name, out var values) && (values.Count == 0 || values.Contains(value.Value)));
    }

    /// <summary>Products that list the value.</summary>
    public IReadOnlyList<int> Offering(AttributeValue value) => _offering.TryGetValue(value, out var products) ? products : [];

    /// <summary>The values of one attribute from the one to the other as a product lists them; null where they stand in no order.</summary>
    public IReadOnlyList<Entry>? Between(AttributeValue from, AttributeValue to)
    {
        foreach (var product in Offering(from))
        {
            var values = Products[product].Attributes[from.Name];
            var (first, last) = (IndexOf(values, from.Value), IndexOf(values, to.Value));
            if (first >= 0 && last > first)
                return [.. values.Skip(first).Take(last - first + 1).Select(v => EntryOf(v)).OfType<Entry>()];
        }

        return null;
    }

    private static int IndexOf(IReadOnlyList<string> values, string value)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (string.Equals(values[i], value, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }

    /// <summary>The entry of a phrase of the catalogue.</summary>
    public Entry? EntryOf(string phrase)
    {
        var keys = new Keys(Root);
        foreach (var token in Tokenizer.Cut(phrase))
            keys.Append(token, anyMark: true);
        return Find(keys.ToString());
    }

    public bool HasAttribute(int product, string name) => Products[product].Attributes.ContainsKey(name);

    /// <summary>"lbs" is "lb", "cs" is "case", "boxes" is "box".</summary>
    public string UnitRoot(string word) => English.Measures.TryGetValue(word, out var measure) ? measure : Root(English.ShortUnits.GetValueOrDefault(word, word));

    /// <summary>The catalogue's name of a unit, if it counts in it.</summary>
    public string? Unit(string word) => Find(Root(word))?.Unit ?? Find(UnitRoot(word))?.Unit;

    /// <summary>"mugs" where the catalogue's word is "mug" (or both are).</summary>
    public bool IsPlural(string norm)
    {
        var root = Root(norm);
        return Glossary.IsPlural(norm) || Morphology.IsPlural(norm, singular => Root(singular) == root && _roots.ContainsKey(singular));
    }
}
