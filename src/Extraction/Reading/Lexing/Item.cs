namespace PromoEngine.Extraction.Reading;

internal enum ItemKind
{
    /// <summary>Grammar, courtesy, or a word the catalogue does not know.</summary>
    Word,
    Mark,
    Break,
    Quantity,

    /// <summary>Names or may name a product.</summary>
    Thing,

    /// <summary>An attribute's value, or a word that only describes a product.</summary>
    Trait,
    Modifier,
    Negation,
    Date,
    Money,

    /// <summary>Recognised, and no part of an order: phone, e-mail, link, address, code, measure, time, quoted text.</summary>
    Skip,
}

/// <summary>A phrase of the catalogue found in the text.</summary>
internal readonly record struct Match(Entry Entry, int From, int To);

/// <summary>A run of tokens with one meaning.</summary>
internal sealed class Item
{
    public required ItemKind Kind { get; init; }
    public required int From { get; init; }
    public required int To { get; init; }

    /// <summary>The folded first word, or the mark.</summary>
    public string Norm { get; init; } = "";

    /// <summary>The catalogue phrase that names or describes a product.</summary>
    public Entry? Thing { get; init; }

    /// <summary>The values in it.</summary>
    public IReadOnlyList<Match> Values { get; init; } = [];

    public string? Modifier { get; init; }

    /// <summary>The modifier is the language's word, not the catalogue's.</summary>
    public bool ByLanguage { get; init; }
    public Quantity? Quantity { get; init; }
    public DateMention? Date { get; init; }
    public MoneyMention? Money { get; init; }
    public SkipKind Skip { get; init; }

    /// <summary>The same word, reaching further.</summary>
    public Item Until(int to) => new() { Kind = Kind, From = From, To = to, Norm = Norm };

    /// <summary>What the item is about in a request: not grammar, not courtesy, and unknown to the catalogue.</summary>
    public bool IsUnknown => Kind == ItemKind.Word && Norm.Length > 1 && !English.Function.Contains(Norm) && !English.Neutral.Contains(Norm);
}

internal enum SkipKind { None, Contact, Address, Reference, Measure, Time, Quoted, Ignored, Label }

/// <summary>How many, as said.</summary>
internal sealed record Quantity
{
    /// <summary>The number itself: 3 of "3 dozen".</summary>
    public required decimal Number { get; init; }

    /// <summary>The upper end of "200 to 250".</summary>
    public decimal? Max { get; init; }

    /// <summary>Pieces in one of the unit: 12 of "dozen", 50 of "boxes of 50"; null where only the product can say.</summary>
    public decimal? Size { get; init; } = 1;

    /// <summary>The unit's word as written, without its number.</summary>
    public string? Unit { get; init; }

    /// <summary>"about", "a couple", "200ish".</summary>
    public bool Approximate { get; init; }

    /// <summary>"a mug": one, said by the article alone.</summary>
    public bool Article { get; init; }

    /// <summary>"50 each": every one of what follows or goes before.</summary>
    public bool Each { get; init; }

    /// <summary>The number is the unit's own: "a dozen", "a couple".</summary>
    public bool Bare { get; init; }

    /// <summary>The unit is a number itself: dozen, gross, centaine.</summary>
    public bool Collective { get; init; }

    public decimal? Pieces => Size is { } size ? Number * size : null;
}
