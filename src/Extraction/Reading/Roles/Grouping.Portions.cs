namespace PromoEngine.Extraction.Reading;

internal sealed partial class Grouping
{
    // "a small one with ham": stands for the thing.
    private bool IsPronoun(Item item, int at)
    {
        if (!_source.Tokens[item.From].Is("one") || item.To > item.From + 1 || _joint || _open is not { Quantity.Quantity: { } counted, HasThing: false, Traits.Count: > 0 } group
            || group.Traits.Exists(t => t.Behind) || (!counted.Article && at + 1 < _items.Count && _items[at + 1].Kind is ItemKind.Trait or ItemKind.Thing))
            return false;
        group.LooksBack = true;
        group.Reach(item);
        _gap = true;
        return true;
    }

    // "with two pumps of vanilla": a measure of something that goes on the thing, not a number of things.
    private bool IsPortion(int at)
    {
        if (_open is not { HasThing: true } group || _joint || _preposition is not ("with" or "w" or "and"))
            return false;
        var i = at + 1;
        while (i < _items.Count && (_items[i].IsUnknown || _items[i].Norm == "of"))
            i++;
        if (i == at + 1 || i >= _items.Count || _items[i].Kind != ItemKind.Trait || IsForeign(group, _items[i]) || LeadsToThing(i, out _))
            return false;
        _gap = true;
        return true;
    }
}
