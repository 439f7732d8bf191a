namespace PromoEngine.Extraction.Reading;

internal sealed partial class Grouping
{
    /// <summary>Do only describing words lie between here and a thing?</summary>
    private bool LeadsToThing(int at, out Item? thing)
    {
        thing = null;
        for (var i = at + 1; i < Math.Min(_items.Count, at + 8); i++)
        {
            var item = _items[i];
            if (item.Kind == ItemKind.Thing)
            {
                thing = item;
                return true;
            }

            var joint = (item.Kind == ItemKind.Mark && item.Norm is "," or "&" or "/" or "-") || (item.Kind == ItemKind.Word && item.Norm is "and" or "or");
            // "red, blue pens" goes on; "no pickles, large fries" does not.
            if (joint && i + 1 < _items.Count && _items[i + 1].Kind == ItemKind.Trait && SameAttribute(_items[i - 1], _items[i + 1]))
                continue;
            if (!(item.Kind is ItemKind.Trait or ItemKind.Modifier || (item.Kind == ItemKind.Word && (English.Neutral.Contains(item.Norm) || item.IsUnknown))))
                return false;
        }

        return false;
    }

    private static bool SameAttribute(Item a, Item b) => a.Values.Any(v => b.Values.Any(o => v.Entry.Meanings.Any(x => o.Entry.Meanings.Any(y => x.Name == y.Name))));

    /// <summary>Is something of the catalogue's meant by what follows, before the clause turns elsewhere?</summary>
    private bool LeadsToContent(int at, bool acrossPrepositions = false)
    {
        for (var i = at + 1; i < Math.Min(_items.Count, at + 6); i++)
        {
            var item = _items[i];
            if (item.Kind is ItemKind.Thing or ItemKind.Trait)
                return true;
            if (item.Kind is ItemKind.Quantity && _denied is false && acrossPrepositions is false && at + 1 == i)
                return false;
            if (item.Kind is ItemKind.Break or ItemKind.Mark or ItemKind.Quantity or ItemKind.Date or ItemKind.Money)
                return false;
            if (item.Kind == ItemKind.Word && item.Norm is "and" or "or" or "for" or "by" or "at" or "but" or "not" or "them" or "those" or "please")
                return false;
            var passes = English.Neutral.Contains(item.Norm) || item.IsUnknown || (acrossPrepositions && item.Norm is "of" or "the" or "in" or "with" or "your") || item.Norm is "the" or "any" or "my" or "our" or "of" or "those" or "your";
            if (item.Kind == ItemKind.Word && !passes)
                return false;
            if (acrossPrepositions && item.IsUnknown)
                return true;
        }

        return false;
    }

    // "cancel the 50 umbrellas".
    private bool LeadsToCounted(int at)
    {
        var i = at + 1;
        while (i < _items.Count && _items[i].Norm is "the" or "my" or "our" or "those" or "all")
            i++;
        return i < _items.Count && _items[i].Kind == ItemKind.Quantity && LeadsToContent(i);
    }

    private bool LeadsToTrait(int at) => at + 1 < _items.Count && ((_items[at + 1].Kind == ItemKind.Trait && !LeadsToThing(at + 1, out _)) || (at + 2 < _items.Count && _items[at + 1].Norm is "or" or "and" or "nor" && _items[at + 2].Kind == ItemKind.Trait && !LeadsToThing(at + 2, out _)));

    // "with our logo in blue", "a white logo".
    private bool IsDecoration(int at) => (at > 1 && _items[at - 1].Norm == "in" && English.Decoration.Contains(_items[at - 2].Norm))
        || (at + 1 < _items.Count && _items[at + 1].Kind == ItemKind.Word && English.Decoration.Contains(_items[at + 1].Norm) && !_catalog.IsAttributeName(_items[at + 1].Norm));

    // "for the large event": the value belongs to a word the catalogue does not know.
    private bool ModifiesUnknown(int at) => _gap && !_joint && _preposition is not ("with" or "in" or "w") && at + 1 < _items.Count && _items[at + 1].IsUnknown && !_catalog.IsAttributeName(_items[at + 1].Norm);
}
