namespace PromoEngine.Extraction.Reading;

/// <summary>A product as the reader knows it: its words and what it can be had in.</summary>
internal sealed record CatalogProduct(string Sku, string Name)
{
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Attribute name to the values offered, in the catalogue's spelling.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>What is meant when nothing is said.</summary>
    public IReadOnlyDictionary<string, string> Defaults { get; init; } = new Dictionary<string, string>();

    /// <summary>Packing: unit to pieces, <c>case</c> to 36.</summary>
    public IReadOnlyDictionary<string, int> Units { get; init; } = new Dictionary<string, int>();
}

/// <summary>Words of a catalogue that belong to no single product.</summary>
internal sealed record CatalogWords
{
    /// <summary>Attribute name to value to other words for it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> AttributeAliases { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>();

    /// <summary><c>extra</c>, <c>light</c>, <c>not</c> to the words that say so.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ModifierAliases { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Modifier to the suffix of the attribute's name; <c>_extra</c> where nothing is given.</summary>
    public IReadOnlyDictionary<string, string> ModifierSuffixes { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> NegationAliases { get; init; } = [];

    /// <summary>Names of units in this trade, beside the common ones.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];
}
