namespace PromoEngine.Extraction.Reading;

internal enum DateBound { None, By, Before, On, After, NotBefore, Event, Past }

/// <summary>A day, or two ends, and how it was bound: "by", "before"…</summary>
internal sealed record DateMention(DateOnly Day)
{
    /// <summary>The second end of "May 3 to 5".</summary>
    public DateOnly? Until { get; init; }

    public DateBound Bound { get; init; }

    /// <summary>What else it could mean: 5/12, or the Friday of this week.</summary>
    public DateOnly? OtherReading { get; init; }

    /// <summary>Mid-October, next week: a person must say which day.</summary>
    public bool Vague { get; init; }

    /// <summary>Mid-October is the 15th, but somebody should look.</summary>
    public bool Rough { get; init; }

    public required string Rule { get; init; }
}

internal enum MoneyBound { None, Limit, About }

/// <summary>An amount in major units.</summary>
internal sealed record MoneyMention(decimal Amount, string? Currency, BudgetScope? Scope, MoneyBound Bound, bool Budget, bool Foreign);
