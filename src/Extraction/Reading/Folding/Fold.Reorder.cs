namespace PromoEngine.Extraction.Reading;

internal sealed partial class Fold
{
    /// <summary>"Same as last time", "another 75": what is not said is taken from the customer's own latest order that fits, and cites these words. Never a price.</summary>
    private void Reorder(TurnReading turn)
    {
        if (history.Count == 0 || turn.Cues.Find(c => c.Cue == Cue.Reorder) is not { To: > 0 } cue)
            return;
        // "reorder the caps" is about the caps; "the usual and 20 bags" is about both.
        if (turn.Groups.Find(g => g is { HasThing: true, Told: false, Removed: false }) is { } named
            && !(named.From > cue.To && Enumerable.Range(cue.To, named.From - cue.To).Any(i => turn.Source.Tokens[i].Norm is "and" or "plus" or "also" or "add" or "&" or "+")))
            return;
        foreach (var past in history[0].Lines)
        {
            if (catalog.IndexOf(past.Product) is { } product)
                _lines.Add(Again(turn.Source, cue.From, cue.To, product, past, past.Quantity));
        }
    }

    /// <summary>The number that an asked-for thing had last time.</summary>
    private void Recall(TurnReading turn)
    {
        if (history.Count == 0 || turn.Cues.Find(c => c.Cue == Cue.Reorder) is not { To: > 0 } cue)
            return;
        foreach (var line in _lines.Where(l => l.Group.Source == turn.Source && l.Quantity is null && !l.Vague))
        {
            if (LinkOf(line).Product is not { } product || LastTime(product) is not { Quantity: { } quantity } past)
                continue;
            line.SetQuantity(turn.Source, Said(cue.From, cue.To, quantity));
            line.Past = new(product, past.Attributes, turn.Source, cue.From, cue.To);
        }
    }

    // "another 75", and nothing was spoken of: the one thing of the last order.
    private WishLine? OfLastOrder(Group group)
    {
        if (!group.More || history.Count == 0 || history[0].Lines.Count != 1 || catalog.IndexOf(history[0].Lines[0].Product) is not { } product)
            return null;
        var line = Again(group.Source, group.Quantity!.From, group.Quantity.To, product, history[0].Lines[0], null);
        line.SetQuantity(group);
        line.SetTraits(group);
        return line;
    }

    private PastLine? LastTime(int product) =>
        history.SelectMany(o => o.Lines).FirstOrDefault(l => string.Equals(l.Product, catalog.Products[product].Sku, StringComparison.Ordinal));

    private static WishLine Again(Source source, int from, int to, int product, PastLine past, long? quantity)
    {
        var group = new Group(source, from) { To = to, Wanted = true, Quantity = quantity is { } pieces ? Said(from, to, pieces) : null };
        return new(group) { Past = new(product, past.Attributes, source, from, to) };
    }

    private static Item Said(int from, int to, long quantity) => new() { Kind = ItemKind.Quantity, From = from, To = to, Quantity = new() { Number = quantity } };
}
