namespace PromoEngine.Extraction.Reading;

/// <summary>A line of an earlier order, and the words that point at it.</summary>
internal sealed record PastWish(int Product, IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes, Source Source, int From, int To);

/// <summary>A line while the conversation is folded: later words may complete or change it.</summary>
internal sealed class WishLine(Group group)
{
    public Group Group { get; } = group;
    public List<Naming> Names { get; private set; } = [.. group.Names];
    public List<Trait> Traits { get; } = [.. group.Traits.Where(t => !t.Contrast)];
    public (Source Source, Item Item)? Quantity { get; private set; } = group.Quantity is { } quantity ? (group.Source, quantity) : null;
    public bool Vague { get; private set; } = group.Vague;

    /// <summary>A later number took the place of an earlier one.</summary>
    public bool Corrected { get; private set; }

    /// <summary>The line whose words name this one's thing too: "50 in red, 30 in blue".</summary>
    public WishLine? Origin { get; init; }

    /// <summary>Taken from an earlier order, and where the customer points at it.</summary>
    public PastWish? Past { get; set; }

    public bool Inherited => Origin is not null;

    public bool Compound => Group.Compound;

    public void SetQuantity(Group from)
    {
        Corrected |= Quantity is not null;
        Quantity = (from.Source, from.Quantity!);
        Vague = false;
    }

    /// <summary>What is left of the number when a part of it is wanted otherwise.</summary>
    public void Reduce(decimal pieces)
    {
        if (Quantity is not { } said || said.Item.Quantity is not { Pieces: { } all } quantity)
            return;
        var rest = quantity with { Number = all - pieces, Size = 1, Unit = null };
        Quantity = (said.Source, new() { Kind = ItemKind.Quantity, From = said.Item.From, To = said.Item.To, Quantity = rest });
    }

    public void SetQuantity(Source source, Item said) => Quantity = (source, said);

    public void SetQuantity(WishLine from) => Quantity = from.Quantity;

    public void AddNames(Group from) => Names.AddRange(from.Names);

    public void SetNames(Group from) => Names = [.. from.Names];

    /// <summary>The same attribute said anew replaces what was said before.</summary>
    /// <param name="from">What was said later.</param>
    /// <param name="adds">The attribute may have several values, and these come beside the others.</param>
    public void SetTraits(Group from, bool adds = false)
    {
        foreach (var trait in from.Traits)
        {
            // "chocolate, not vanilla": what is denied was only taken back where it had been said.
            var takesBack = trait.Contrast || (from.Change && trait.Modifier == "not");
            if (takesBack && (Traits.RemoveAll(t => t.Modifier is null && t.SharesValue(trait)) > 0 || trait.Contrast))
                continue;
            Traits.RemoveAll(t => t.Source.Turn != trait.Source.Turn && t.Modifier == trait.Modifier && t.SharesName(trait) && (from.Change || !adds));
            Traits.RemoveAll(t => t.Modifier != trait.Modifier && t.SharesValue(trait) && t.Source.Turn != trait.Source.Turn);
            Traits.Add(trait);
        }
    }
}
