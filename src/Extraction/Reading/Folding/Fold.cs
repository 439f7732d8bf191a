namespace PromoEngine.Extraction.Reading;

/// <summary>Lays the wishes of a conversation over each other: add, complete, change, remove. Always from the first turn on, so nothing wrong is inherited.</summary>
internal sealed partial class Fold(Catalog catalog, IReadOnlyList<PastOrder> history)
{
    private readonly Linker _linker = new(catalog);
    private readonly List<WishLine> _lines = [];
    private readonly List<WishLine> _removed = [];
    private Group? _spokenOf;

    public IReadOnlyList<WishLine> Lines => _lines;
    public List<Question> Questions { get; } = [];

    public void Turn(TurnReading turn, bool wanted)
    {
        var groups = turn.Groups;
        Answer(turn);
        Reorder(turn);
        for (var i = 0; i < groups.Count; i++)
        {
            var group = groups[i];
            if (group.HasThing)
                _spokenOf = group.Removed || group.Told ? _spokenOf ?? group : group;
            if (group.Removed)
                Remove(group);
            else if (!group.Told)
                Apply(group, wanted || group.Wanted || IsListed(groups, i) || (group.Fragment && (group.Traits.Count > 0 || group.Quantity is not null)));
            else if (group.HasThing)
                _spokenOf = group;
        }

        BreakDown();
        Recall(turn);
        _removed.Clear();
    }

    // "large cap with skim and 2 croissants": the one is as much wanted as the other.
    private static bool IsListed(List<Group> groups, int at) =>
        (at + 1 < groups.Count && groups[at + 1] is { Joined: true, Quantity: not null, Told: false } next && next.Sentence == groups[at].Sentence)
        || (at > 0 && groups[at].Joined && groups[at - 1] is { Quantity: not null, Told: false } before && before.Sentence == groups[at].Sentence);

    public void Clear() => _lines.Clear();

    public Link LinkOf(WishLine line) => line.Past is { } past ? new(past.Product, [], "history.order", 0.85) : _linker.Link(line.Names, line.Traits, line.Group.Unknown.Count, line.Compound);

    private void Apply(Group group, bool wanted)
    {
        if (group.HasThing || NamedByTraits(group) || NamedByWord(group))
            WithThing(group, wanted);
        else if (group.Quantity is not null)
            WithoutThing(group, wanted);
        else if (group.Traits.Count > 0 || group.Names.Count > 0)
            Describe(group);
    }

    // Values of an attribute that the last line's product does not even have, and that only one product has.
    private bool NamedByTraits(Group group) => group.Names.Count == 0 && group.Unknown.Count == 0 && !group.LooksBack && _linker.ByTraits(group.Traits).Product is { } product
        && (_lines.Count == 0 || LinkOf(_lines[^1]).Product is not { } last || (last != product && group.Traits.Exists(t => t.Match.Entry.Meanings.All(v => !catalog.HasAttribute(last, v.Name))))
            || (last == product && group.Quantity is not null && _lines[^1].Names.Count == 0));

    // "footlong turkey on wheat": no thing-word, but a word that only one product has in its name.
    private bool NamedByWord(Group group) => group.Names.Count > 0 && !group.LooksBack && group.Names.TrueForAll(n => n.Match.Entry is { Words.Count: 1 } entry && !entry.Meanings.Any())
        && (group.Quantity is not null || group.Traits.Count > 0) && !(_lines.Count > 0 && Narrows(_lines[^1], group));

    private void WithThing(Group group, bool wanted)
    {
        var link = _linker.Link(group.Names, group.Traits, group.Unknown.Count, group.Compound);
        var same = _lines.FindLast(l => IsSame(l, link, group));
        var alien = same is not null && (same.Group.Source.Turn != group.Source.Turn || same.Group.Sentence != group.Sentence);
        if (same is not null && (alien || group.Change) && Completes(same, group))
        {
            if (group.Quantity is not null)
                same.SetQuantity(group);
            if (same.Names.Count <= group.Names.Count && link.Product is not null)
                same.SetNames(group);
            same.SetTraits(group);
            return;
        }

        if (group.Change && group.Old is null && _lines.Count > 0 && group.Quantity is null or { Quantity.Article: true } && !group.Wanted)
        {
            // "actually pens": the last thing was the wrong one.
            _lines[^1].SetNames(group);
            _lines[^1].SetTraits(group);
            return;
        }

        // Without a number the thing must be asked for, or stand in another's place; a bare mention is talk.
        if (group.Quantity is null && !wanted && _removed.Count == 0)
            return;
        var line = new WishLine(group);
        if (group.Quantity is null && _removed.Count == 1 && group.SameQuantity)
            line.SetQuantity(_removed[0]);
        _lines.Add(line);
    }

    private bool IsSame(WishLine line, Link link, Group group)
    {
        var other = LinkOf(line);
        if (link.Product is { } product)
            return other.Product == product ? !Contradicts(line, group) : other.Product is null && other.Others.Contains(product);
        return other.Product is { } one ? link.Others.Contains(one) && link.Rule == "product.several" : link.Others.Count > 0 && other.Others.SequenceEqual(link.Others);
    }

    // Red mugs and blue mugs are two lines, whenever they were said.
    private static bool Contradicts(WishLine line, Group group) => !group.Change && group.Quantity is not null && line.Quantity is not null
        && line.Traits.Exists(t => group.Traits.Exists(o => o.Modifier == t.Modifier && t.SharesName(o) && !t.SharesValue(o)));


    /// <summary>Does the later wish speak of the earlier line, rather than ask for another?</summary>
    private static bool Completes(WishLine line, Group group)
    {
        if (group.More)
            return false;
        if (group.Change || line.Quantity is null || group.Quantity is null or { Quantity.Article: true })
            return true;
        // The same number again is the same wish; a new number without a word of correction is another line.
        return line.Quantity.Value.Item.Quantity?.Pieces == group.Quantity.Quantity?.Pieces;
    }

    private void WithoutThing(Group group, bool wanted)
    {
        if (group.Old is { } old && Holding(old.Number) is { } holder)
        {
            holder.SetQuantity(group);
            return;
        }

        if ((group.Names.Count > 0 && !(_lines.Count > 0 && Narrows(_lines[^1], group))) || (group.Unknown.Count > 0 && !group.LooksBack))
        {
            // Nothing of the catalogue, but asked for: kept with its words.
            if (group.Quantity!.Quantity!.Number % 1 == 0 && (wanted || _lines.Any(l => l.Group.Source == group.Source && group.Joined)))
                _lines.Add(new(group));
            return;
        }

        if (group.Quantity is { Quantity.Article: true } && group.Traits.Count == 0)
            return;
        Number(group, wanted);
    }

    private void Number(Group group, bool wanted)
    {
        var last = _lines.Count > 0 ? _lines[^1] : null;
        var open = _lines.Where(l => l.Quantity is null).ToList();
        var earlier = last is not null && (last.Group.Source.Turn != group.Source.Turn || last.Group.Sentence != group.Sentence);
        group.Subset |= last is not null && earlier && group is { LooksBack: true, Fragment: true, Joined: false, More: false, Change: false } && last.Group.Source.Turn != group.Source.Turn && !Adds(group)
            && group.Quantity!.Quantity!.Pieces < Pieces(last);
        if (group.Subset && last is not null)
            _lines.Add(Inherit(Whole(last, group), group));
        else if (group.Traits.Count + group.Names.Count > 0 && last is not null && !group.Change && (last.Quantity is not null || last.Traits.Exists(t => group.Traits.Exists(t.SharesName)) || open.Count > 1))
            _lines.Add(Inherit(Whole(last, group), group)); // 30 in blue
        else if (group.Change && last is not null)
            Correct(group, last);
        else if (open.Count == 1)
        {
            open[0].SetQuantity(group);
            open[0].SetTraits(group);
            open[0].AddNames(group);
        }
        else if (group.More && last is not null)
            _lines.Add(Inherit(last, group));
        else if (last is not null && earlier && group.Source.Turn != last.Group.Source.Turn)
            Questions.Add(new("quantity.which", $"\"{group.Source.Slice(group.Quantity!.From, group.Quantity.To)}\": which line is this for?", "quantity"));
        else if (last is null && OfLastOrder(group) is { } more)
            _lines.Add(more);
        else if (last is null && _spokenOf is { } spoken && wanted)
            _lines.Add(Inherit(new WishLine(spoken), group));
        else if (last is null && (group.Wanted || (wanted && group.Traits.Count > 0)) && (group.Quantity is { Quantity.Each: false } q && q.Quantity!.Unit is not null || group.Traits.Count > 0))
            _lines.Add(new(group));
        else if (last is not null && earlier && wanted)
            _lines.Add(Inherit(last, group)); // "how much for 500? and for 1000?"
        else if (last is not null && group.Joined)
            _lines.Add(Inherit(Whole(last, group), group));
    }

    private void Correct(Group group, WishLine last)
    {
        var holding = group.Old is { } old ? Holding(old.Number) : null;
        if (group.Old is not null && holding is null)
        {
            Questions.Add(new("quantity.which", $"\"{group.Source.Slice(group.Quantity!.From, group.Quantity.To)}\" corrects a number that no single line has. Which line is meant?", "quantity"));
            return;
        }

        var counted = _lines.Where(l => l.Quantity is not null).ToList();
        var target = holding ?? (last.Group.Source.Turn == group.Source.Turn || counted.Count <= 1 ? counted.Count == 1 ? counted[0] : last : null);
        if (target is null)
            Questions.Add(new("quantity.which", $"\"{group.Source.Slice(group.Quantity!.From, group.Quantity.To)}\": which line should change?", "quantity"));
        else
        {
            target.SetQuantity(group);
            target.SetTraits(group);
        }
    }

    private WishLine? Holding(decimal number)
    {
        var holding = _lines.Where(l => l.Quantity?.Item.Quantity is { } q && (q.Number == number || q.Pieces == number)).ToList();
        return holding.Count == 1 ? holding[0] : null;
    }

    private static WishLine Inherit(WishLine from, Group group)
    {
        var line = new Group(group.Source, group.From) { To = group.To, Quantity = group.Quantity, Sentence = group.Sentence, Joined = group.Joined, Wanted = true, Subset = group.Subset };
        line.Names.AddRange(from.Names.Where(n => n.Head || (group.Names.Count == 0 && !from.Traits.Exists(t => t.Match.From == n.Match.From))));
        line.Names.AddRange(group.Names);
        // "and another with steak, brown rice and beans" says all of it anew; "another in blue" does not.
        var anew = from.Traits.Count(t => group.Traits.Exists(t.SharesName)) > 1;
        line.Traits.AddRange(from.Traits.Where(t => !(anew && t.Behind) && !group.Traits.Exists(o => (t.SharesName(o) && t.Modifier == o.Modifier) || t.SharesValue(o)) && (t.Modifier is null || group.Subset || from.Quantity?.Item.Quantity?.Pieces > group.Quantity?.Quantity?.Pieces)));
        line.Traits.AddRange(group.Traits);
        return new(line) { Origin = from.Origin ?? from };
    }

    /// <summary>Only values: they belong to the line that can be had so and does not say it yet, else to the last.</summary>
    private void Describe(Group group)
    {
        var fitting = _lines.Where(l => LinkOf(l) is var link && group.Traits.TrueForAll(t => link.Product is { } p
            ? t.Match.Entry.Meanings.Concat(t.Match.Entry.PartValues).Any(v => catalog.Offers(p, v)) : link.Others.Count > 0)).ToList();
        var unset = fitting.Where(l => !l.Traits.Exists(t => group.Traits.Exists(o => t.SharesName(o)))).ToList();
        if (group.Names.Count > 0 && _lines.FindLast(l => Narrows(l, group)) is { } narrowed && LinkOf(narrowed).Product is null)
            narrowed.AddNames(group);
        if (fitting.Count == 0)
            NotOffered(group);
        else if (group.Same)
            _lines.Add(Again(fitting[^1], group));
        else if (group.All)
            fitting.ForEach(l => l.SetTraits(group));
        else if (group.Change || unset.Count == 0)
            fitting[^1].SetTraits(group);
        else
            // "10 S, 15 M, 5 XL. Navy": all of one thing.
            unset.Where(l => l == unset[^1] || SameProduct(l, unset[^1])).ToList().ForEach(l => l.SetTraits(group));
    }

    private bool SameProduct(WishLine a, WishLine b) => LinkOf(a).Product is { } product && LinkOf(b).Product == product;

    /// <summary>Do the group's words choose among what the line may be? "the 11oz ones" after "mugs".</summary>
    private bool Narrows(WishLine line, Group group) =>
        _linker.Candidates(line.Names).Exists(p => group.Names.TrueForAll(n => Linker.Holders(n.Match.Entry).Contains(p) || n.Match.Entry.Words.Contains(p) || n.Match.Entry.Meanings.Any(v => catalog.Offers(p, v))));

    private void NotOffered(Group group)
    {
        if (group.Traits.Count == 0 || _lines.Count == 0)
            return;
        var (source, match) = (group.Traits[0].Source, group.Traits[0].Match);
        Questions.Add(new("attribute.not_offered", $"\"{source.Slice(match.From, match.To)}\" is not offered for what was asked. What instead?", match.Entry.Meanings.FirstOrDefault().Name));
    }

    private void Remove(Group group)
    {
        var link = _linker.Link(group.Names, group.Traits, group.Unknown.Count, group.Compound);
        var gone = _lines.Where(l => LinkOf(l) is var other && (link.Product is { } p ? other.Product == p
            : link.Others.Count > 0 && (other.Product is { } q ? link.Others.Contains(q) : other.Others.SequenceEqual(link.Others)))).ToList();
        _removed.AddRange(gone);
        _lines.RemoveAll(gone.Contains);
    }
}
