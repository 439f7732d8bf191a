namespace PromoEngine.Extraction.Reading;

internal sealed partial class Grouping
{
    /// <summary>After the last word: numbers said for each, things said once for several, traits said for all.</summary>
    private void Finish()
    {
        _groups.RemoveAll(g => g.IsEmpty);
        ShareEach();
        ShareRuns();
        ShareThings();
        ShareTraits();
    }

    // "50 each of the red and the blue", "mugs and pens, 50 each".
    private void ShareEach()
    {
        foreach (var each in _groups.Where(g => g.Quantity is { Quantity.Each: true }).ToList())
        {
            var others = _groups.Where(g => g != each && g.Sentence == each.Sentence && g.Quantity is null && !g.Removed).ToList();
            if (!each.HasThing && others is [{ HasThing: true } head] && SplitBy(each) is not null)
            {
                // "polos in navy, a dozen each S through XL"
                each.Names.AddRange(head.Names);
                each.Traits.InsertRange(0, head.Traits);
                each.EachAt = Math.Min(each.EachAt, each.Quantity!.From);
                _groups.Remove(head);
                others.Clear();
            }

            foreach (var other in others)
                other.Quantity = each.Quantity;
            if (!each.HasThing && each.Traits.Count == 0 && others.Count > 0)
                _groups.Remove(each);
            else if (others.Count == 0)
                Split(each);
        }
    }

    // "S-6 M-14 L-14 of the navy polo": the thing stands behind a list of numbered values, and has no number of its own.
    private void ShareRuns()
    {
        for (var i = 2; i < _groups.Count; i++)
        {
            var tail = _groups[i];
            if (!tail.HasThing || tail.Quantity is not null || tail.Removed || tail.Told)
                continue;
            var first = i;
            while (first > 0 && _groups[first - 1] is { HasThing: false, Quantity: not null, Unknown.Count: 0, Traits.Count: > 0, Removed: false } entry && entry.Sentence == tail.Sentence
                && (first == i || SameAttribute(entry, _groups[first].Traits[0])) && entry.Traits.TrueForAll(t => t.Match.Entry.Meanings.Any(v => Offered(tail, v))))
                first--;
            if (i - first < 2)
                continue;
            foreach (var entry in _groups.GetRange(first, i - first))
            {
                entry.Names.AddRange(tail.Names);
                entry.Traits.AddRange(tail.Traits.Where(t => !SameAttribute(entry, t)));
            }

            _groups.RemoveAt(i--);
        }
    }

    // "50 each in red and blue": one wish a value, when the values are of one attribute.
    private void Split(Group group)
    {
        if (SplitBy(group) is not { } names)
            return;
        var several = group.Traits.Where(t => t.Modifier is null && t.Match.From > group.EachAt && t.Match.Entry.Meanings.Any(v => v.Name == names)).ToList();
        group.Traits.RemoveAll(several.Skip(1).Contains);
        foreach (var trait in several.Skip(1))
        {
            var copy = new Group(group.Source, group.From)
            {
                To = group.To, Quantity = group.Quantity, Sentence = group.Sentence, Joined = true, Wanted = group.Wanted, Told = group.Told, Change = group.Change,
            };
            copy.Names.AddRange(group.Names);
            copy.Traits.AddRange(group.Traits.Where(t => !several.Contains(t)));
            copy.Traits.Add(trait);
            _groups.Insert(_groups.IndexOf(group) + 1, copy);
        }
    }

    /// <summary>The attribute that several values of stand behind "each".</summary>
    private static string? SplitBy(Group group) => group.Traits.Where(t => t.Match.From > group.EachAt).SelectMany(t => t.Match.Entry.Meanings.Select(v => v.Name))
        .GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Key;

    // "50 red and 75 navy lanyards": the thing comes once, at the end.
    private void ShareThings()
    {
        for (var i = _groups.Count - 2; i >= 0; i--)
        {
            var (group, next) = (_groups[i], _groups[i + 1]);
            if (group.HasThing || group.Unknown.Count > 0 || group.LooksBack || group.Quantity is null || group.Change || !next.HasThing || !next.Joined || next.Sentence != group.Sentence || next.Removed)
                continue;
            if (!group.Traits.TrueForAll(t => t.Match.Entry.Meanings.Any() == false || t.Match.Entry.Meanings.Any(v => Offered(next, v))))
                continue;
            group.Names.RemoveAll(n => !n.Head && group.Traits.Any(t => t.Match.From == n.Match.From));
            group.Names.AddRange(next.Names.Where(n => n.Head || !next.Traits.Any(t => t.Match.From >= n.Match.From && t.Match.To <= n.Match.To)));
            // What stands behind the shared thing is shared too, where the group says nothing else about it.
            foreach (var trait in next.Traits.Where(t => t.Behind || IsSharedBefore(group, next, t)))
                if (!SameAttribute(group, trait))
                    group.Traits.Add(trait);
        }
    }

    // "50 red and 75 navy 11oz mugs": the size stands directly before the thing, behind what differs.
    private static bool IsSharedBefore(Group group, Group next, Trait trait) =>
        group.Traits.Count > 0 && next.Traits.Any(t => t.Match.To <= trait.Match.From && SameAttribute(group, t));

    private static bool SameAttribute(Group group, Trait trait) =>
        group.Traits.Any(t => t.Match.Entry.Meanings.Any(v => trait.Match.Entry.Meanings.Any(o => o.Name == v.Name)));

    private void ShareTraits()
    {
        foreach (var all in _groups.Where(g => g.All).ToList())
        {
            foreach (var other in _groups.Where(g => g != all && g.Sentence == all.Sentence && g.From < all.From && !g.Removed))
                other.Traits.AddRange(all.Traits.Where(t => t.Behind && !SameAttribute(other, t) && t.Match.Entry.Meanings.Any(v => Offered(other, v))));
        }
    }

    /// <summary>Could any product the group may name be had so?</summary>
    private bool Offered(Group group, AttributeValue value)
    {
        var linked = new Linker(_catalog).Candidates(group.Names);
        return linked.Count == 0 || linked.Exists(p => _catalog.Offers(p, value));
    }

    /// <summary>Can one product be called by all of the group's words and this one?</summary>
    private bool CanBeOne(Group group, Item thing)
    {
        var now = new Linker(_catalog).Candidates(group.Names);
        var then = Linker.Holders(thing.Thing!);
        return now.Exists(then.Contains);
    }
}
