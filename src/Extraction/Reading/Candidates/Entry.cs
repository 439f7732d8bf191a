namespace PromoEngine.Extraction.Reading;

internal readonly record struct AttributeValue(string Name, string Value);

/// <summary>All that one phrase of the catalogue can mean. Product numbers are indexes into <see cref="Catalog.Products"/>, in ascending order.</summary>
internal sealed class Entry
{
    public List<int> Skus { get; } = [];
    public List<int> Names { get; } = [];
    public List<int> Aliases { get; } = [];

    /// <summary>Products whose thing-word is in this phrase: "mug" of "White Ceramic Mug, 11 oz".</summary>
    public List<int> Heads { get; } = [];

    /// <summary>Products with this phrase somewhere in a name.</summary>
    public List<int> Words { get; } = [];

    public List<AttributeValue> Values { get; } = [];

    /// <summary>Values this word stands for in the language though the catalogue does not say so: "small" for S.</summary>
    public List<AttributeValue> Synonyms { get; } = [];

    /// <summary>Values of which this is only a part: "navy" of "navy blue".</summary>
    public List<AttributeValue> PartValues { get; } = [];

    public string? Modifier { get; set; }

    /// <summary>The modifier is the language's, not the catalogue's: it needs more of a context.</summary>
    public bool ByLanguage { get; set; }
    public bool Negation { get; set; }
    public string? Unit { get; set; }

    /// <summary>The most words the phrase was written with; text that needs more is joining words the catalogue did not part.</summary>
    public int Written { get; set; }

    public bool IsProduct => Skus.Count + Names.Count + Aliases.Count + Heads.Count + Words.Count > 0;
    public bool IsWhole => Skus.Count + Names.Count + Aliases.Count > 0;
    public bool IsValue => Values.Count + Synonyms.Count + PartValues.Count > 0;

    public IEnumerable<AttributeValue> Meanings => Values.Concat(Synonyms);
    public bool IsOther => Modifier is not null || Negation || Unit is not null;

    public static void Add(List<int> list, int product)
    {
        if (list.Count == 0 || list[^1] != product)
            list.Add(product);
    }
}
