namespace PromoEngine.Extraction.Reading;

internal enum Intent
{
    Order, QuoteRequest, Reorder, Change, Cancel, Question, Status, Complaint, Artwork, Confirmation, SmallTalk, Spam,
}

internal enum BudgetScope { Total, Each }

/// <summary>What one conversation says. A value that is not said, or not certain enough, is null and has a question.</summary>
internal sealed record ReadingResult
{
    public required Intent Intent { get; init; }

    /// <summary>The chance that nobody needs to edit this.</summary>
    public required double Confidence { get; init; }

    public IReadOnlyList<ReadLine> Lines { get; init; } = [];

    /// <summary>On or by that day.</summary>
    public DateOnly? NeededBy { get; init; }

    /// <summary>Strictly before that day.</summary>
    public DateOnly? NeededBefore { get; init; }

    /// <summary>Only when two ends were said.</summary>
    public (DateOnly From, DateOnly To)? DateRange { get; init; }

    public DateOnly? EventDate { get; init; }
    public DateOnly? NotBefore { get; init; }
    public Budget? Budget { get; init; }
    public QuantityRange? QuantityRange { get; init; }

    /// <summary>Every quantity-like number in order; no phones, codes, dates or money.</summary>
    public IReadOnlyList<decimal> Numbers { get; init; } = [];

    public string? DeliveryAddress { get; init; }
    public string? PoNumber { get; init; }
    public IReadOnlyList<Question> Questions { get; init; } = [];

    /// <summary>For the fields of the draft itself; those of a line are with the line.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    public bool NeedsClarification => Questions.Count > 0;
}

/// <summary>One thing wanted.</summary>
internal sealed record ReadLine
{
    /// <summary>The SKU, or null when none or several fit.</summary>
    public string? Product { get; init; }

    /// <summary>The customer's own words for it.</summary>
    public required string Description { get; init; }

    /// <summary>In base units; null is unknown, never a guess.</summary>
    public long? Quantity { get; init; }

    public Stated? Stated { get; init; }

    /// <summary>Name to values, in the catalogue's spelling; a qualified value sits under a suffixed name (<c>topping_not</c>).</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public double Confidence { get; init; }
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>SKUs that fit as well, best first.</summary>
    public IReadOnlyList<string> Alternatives { get; init; } = [];

    public IReadOnlyList<Doubt> Doubts { get; init; } = [];
}

/// <summary>Where a value comes from: a half-open range of UTF-16 units in the turn's original text.</summary>
/// <remarks><c>Field</c> is <c>product</c>, <c>quantity</c>, an attribute's name, <c>needed_by</c>, <c>budget</c>…; <c>Turn</c> the index into the request's turns; <c>Text</c> always the slice itself.</remarks>
internal sealed record Evidence(string Field, int Turn, int Start, int End, string Text, string Rule, double Confidence);

/// <summary>The customer's own number and unit: 3 dozen, 2 boxes.</summary>
internal sealed record Stated(decimal Quantity, string Unit);

/// <summary>In major units.</summary>
internal sealed record Budget(decimal Amount, string Currency, BudgetScope Scope);

internal sealed record QuantityRange(decimal Min, decimal Max);

/// <summary>Something filled that a person should look at.</summary>
internal sealed record Doubt(string Field, string Text);

/// <summary>Something to ask; <c>Text</c> is a sentence for the person who confirms.</summary>
internal sealed record Question(string Code, string Text, string? Field = null, int? Line = null);
