namespace PromoEngine.Extraction.Reading;

/// <summary>A line while the conversation is folded: later words may complete or change it.</summary>
internal sealed class DraftLine(Group group)
{
    public Group Group { get; } = group;
    public List<Naming> Names { get; private set; } = [.. group.Names];
    public List<Trait> Traits { get; } = [.. group.Traits];
    public (Source Source, Item Item)? Quantity { get; private set; } = group.Quantity is { } quantity ? (group.Source, quantity) : null;
    public bool Vague { get; private set; } = group.Vague;

    /// <summary>A later number took the place of an earlier one.</summary>
    public bool Corrected { get; private set; }

    /// <summary>The words that name the thing were said with another line.</summary>
    public bool Inherited { get; init; }

    public bool Compound => Group.Compound;

    public void SetQuantity(Group from)
    {
        Corrected |= Quantity is not null;
        Quantity = (from.Source, from.Quantity!);
        Vague = false;
    }

    public void SetNames(Group from) => Names = [.. from.Names];

    /// <summary>The same attribute said anew replaces what was said before.</summary>
    public void SetTraits(Group from)
    {
        foreach (var trait in from.Traits)
        {
            Traits.RemoveAll(t => t.Source.Turn != trait.Source.Turn && t.Modifier == trait.Modifier && Shares(t, trait));
            Traits.Add(trait);
        }
    }

    private static bool Shares(Trait a, Trait b) => a.Match.Entry.Values.Any(v => b.Match.Entry.Values.Any(o => o.Name == v.Name));
}
