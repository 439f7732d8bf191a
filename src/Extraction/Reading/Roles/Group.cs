namespace PromoEngine.Extraction.Reading;

/// <summary>One of the catalogue's values said about a group, with its qualifier.</summary>
internal sealed record Trait(Source Source, Match Match, string? Modifier, bool Ambiguous = false)
{
    /// <summary>Said after a preposition or the thing itself, not before it.</summary>
    public bool Behind { get; init; }

    /// <summary>The attribute that the shop had asked for.</summary>
    public string? Asked { get; init; }

    /// <summary>"red, not blue": only takes back a value that was said before.</summary>
    public bool Contrast { get; init; }

    public bool SharesName(Trait other) => Likely.Any(v => other.Likely.Any(o => o.Name == v.Name));

    /// <summary>What it means, else what it is a part of.</summary>
    private IEnumerable<AttributeValue> Likely => Match.Entry.Meanings.Any() ? Match.Entry.Meanings : Match.Entry.PartValues;

    public bool SharesValue(Trait other) => Match.Entry.Meanings.Any(other.Match.Entry.Meanings.Contains);
}

/// <summary>Words that name or describe the product of a group.</summary>
internal readonly record struct Naming(Source Source, Match Match, bool Head);

/// <summary>What stands together around one wish: a number, a thing, its traits. Everything may be missing but one.</summary>
internal sealed class Group(Source source, int from)
{
    public Source Source { get; } = source;
    public int From { get; set; } = from;
    public int To { get; set; } = from + 1;

    public Item? Quantity { get; set; }

    /// <summary>The wish has a quantity word that says nothing: some, a few.</summary>
    public bool Vague { get; set; }

    public List<Naming> Names { get; } = [];
    public List<Trait> Traits { get; } = [];

    /// <summary>Tokens that nothing explains, between the number and the thing or in place of it.</summary>
    public List<int> Unknown { get; } = [];

    /// <summary>The thing goes on behind the catalogue's word: "mug warmers".</summary>
    public bool Compound { get; set; }

    /// <summary>"no mugs".</summary>
    public bool Removed { get; set; }

    /// <summary>A correction stands before it in its sentence.</summary>
    public bool Change { get; set; }

    /// <summary>"same in black": as the last, but so.</summary>
    public bool Same { get; set; }

    public bool SameQuantity { get; set; }

    /// <summary>"two of them", "except 12": part of the number before, not beside it.</summary>
    public bool Subset { get; set; }

    /// <summary>"2 100 caps": two numbers that may be one.</summary>
    public bool Unclear { get; set; }

    /// <summary>Where "each" was said; what follows is told apart.</summary>
    public int EachAt { get; set; } = int.MaxValue;

    /// <summary>What "not 250" or "from 250" takes back.</summary>
    public Quantity? Old { get; set; }

    /// <summary>"20 more", "another".</summary>
    public bool More { get; set; }

    /// <summary>Only a comma or "and" lies between this and the group before.</summary>
    public bool Joined { get; set; }

    /// <summary>"30 in blue": what is missing was said before, not after.</summary>
    public bool LooksBack { get; set; }

    /// <summary>The same traits go to all of the sentence: "both in navy".</summary>
    public bool All { get; set; }

    /// <summary>Its sentence begins with a wish and nobody talks in it: "large pie with american cheese".</summary>
    public bool Fragment { get; set; }

    /// <summary>Its sentence tells or complains; it only says what is spoken of.</summary>
    public bool Told { get; set; }

    /// <summary>Its sentence, or the turn, asks for something.</summary>
    public bool Wanted { get; set; }

    public int Sentence { get; set; }

    public bool HasThing => Names.Any(n => n.Head);
    public bool IsEmpty => Quantity is null && Names.Count == 0 && Traits.Count == 0 && !Removed && !Vague;

    public void Reach(Item item) => To = Math.Max(To, item.To);
}
