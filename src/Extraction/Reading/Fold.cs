namespace PromoEngine.Extraction.Reading;

/// <summary>Lays the wishes of a conversation over each other: add, complete, change, remove. Always from the first turn on, so nothing wrong is inherited.</summary>
internal sealed class Fold(Catalog catalog)
{
    private readonly Linker _linker = new(catalog);
    private readonly List<DraftLine> _lines = [];
    private Group? _spokenOf;

    public IReadOnlyList<DraftLine> Lines => _lines;
    public List<Question> Questions { get; } = [];

    public void Turn(List<Group> groups, bool wanted)
    {
        foreach (var group in groups)
        {
            if (group.HasThing)
                _spokenOf = group.Removed || group.Told ? _spokenOf ?? group : group;
            if (group.Removed)
                Remove(group);
            else if (!group.Told)
                Apply(group, wanted || group.Wanted, groups);
            else if (group.HasThing)
                _spokenOf = group;
        }
    }

    public void Clear() => _lines.Clear();

    public Link LinkOf(DraftLine line) => _linker.Link(line.Names, line.Traits, line.Group.HasThing ? line.Group.Unknown.Count : 0, line.Compound);

    private void Apply(Group group, bool wanted, List<Group> turn)
    {
        if (group.HasThing)
            WithThing(group, wanted);
        else if (group.Quantity is not null)
            WithoutThing(group, wanted, turn);
        else if (group.Traits.Count > 0)
            Describe(group);
    }

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

        // Without a number the thing must be asked for; a bare mention is talk.
        if (group.Quantity is null && !wanted)
            return;
        _lines.Add(new(group));
    }

    private bool IsSame(DraftLine line, Link link, Group group)
    {
        var other = LinkOf(line);
        if (link.Product is { } product)
            return other.Product == product ? !Contradicts(line, group) : other.Product is null && other.Others.Contains(product);
        return other.Product is { } one ? link.Others.Contains(one) && link.Rule == "product.several" : link.Others.Count > 0 && other.Others.SequenceEqual(link.Others);
    }

    // Red mugs and blue mugs are two lines, whenever they were said.
    private static bool Contradicts(DraftLine line, Group group) => !group.Change && group.Quantity is not null && line.Quantity is not null
        && line.Traits.Exists(t => group.Traits.Exists(o => o.Modifier == t.Modifier && SameName(t, o) && !SameValue(t, o)));

    private static bool SameName(Trait a, Trait b) => a.Match.Entry.Values.Any(v => b.Match.Entry.Values.Any(o => o.Name == v.Name));

    private static bool SameValue(Trait a, Trait b) => a.Match.Entry.Values.Any(b.Match.Entry.Values.Contains);

    /// <summary>Does the later wish speak of the earlier line, rather than ask for another?</summary>
    private static bool Completes(DraftLine line, Group group)
    {
        if (group.More)
            return false;
        if (group.Change || line.Quantity is null || group.Quantity is null or { Quantity.Article: true })
            return true;
        // The same number again is the same wish; a new number without a word of correction is another line.
        return line.Quantity.Value.Item.Quantity?.Pieces == group.Quantity.Quantity?.Pieces;
    }

    private void WithoutThing(Group group, bool wanted, List<Group> turn)
    {
        if (group.Old is { } old && Holding(old) is { } holder)
        {
            holder.SetQuantity(group);
            return;
        }

        if (group.Names.Count > 0 || (group.Unknown.Count > 0 && !group.LooksBack))
        {
            // Nothing of the catalogue, but asked for: kept with its words.
            if (wanted || _lines.Any(l => l.Group.Source == group.Source && group.Joined) || IsWholeTurn(group, turn))
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
        if (group.Traits.Count > 0 && last is not null && !group.Change && (last.Quantity is not null || last.Traits.Count > 0 || open.Count > 1))
            _lines.Add(Inherit(last, group)); // 30 in blue
        else if (group.Change && last is not null)
            Correct(group, last);
        else if (open.Count == 1)
        {
            open[0].SetQuantity(group);
            open[0].SetTraits(group);
        }
        else if (group.More && last is not null)
            _lines.Add(Inherit(last, group));
        else if (last is not null && earlier && group.Source.Turn != last.Group.Source.Turn)
            Questions.Add(new("quantity.which", $"\"{group.Source.Slice(group.Quantity!.From, group.Quantity.To)}\": which line is this for?", "quantity"));
        else if (last is null && _spokenOf is { } spoken && wanted)
            _lines.Add(Inherit(new DraftLine(spoken), group));
        else if (last is null && wanted && (group.Quantity is { Quantity.Each: false } q && q.Quantity!.Unit is not null || group.Traits.Count > 0))
            _lines.Add(new(group));
        else if (last is not null && earlier && wanted)
            _lines.Add(Inherit(last, group)); // "how much for 500? and for 1000?"
        else if (last is not null && group.Joined)
            _lines.Add(Inherit(last, group));
    }

    private void Correct(Group group, DraftLine last)
    {
        var holding = group.Old is { } old ? Holding(old) : null;
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

    private DraftLine? Holding(decimal number)
    {
        var holding = _lines.Where(l => l.Quantity?.Item.Quantity is { } q && (q.Number == number || q.Pieces == number)).ToList();
        return holding.Count == 1 ? holding[0] : null;
    }

    private static DraftLine Inherit(DraftLine from, Group group)
    {
        var line = new Group(group.Source, group.From) { To = group.To, Quantity = group.Quantity, Sentence = group.Sentence, Joined = group.Joined, Wanted = true };
        line.Names.AddRange(from.Names.Where(n => n.Head || !from.Traits.Exists(t => t.Match.From == n.Match.From)));
        line.Traits.AddRange(from.Traits.Where(t => !group.Traits.Exists(o => SameName(t, o) || t.Modifier is not null)));
        line.Traits.AddRange(group.Traits);
        return new(line) { Inherited = true };
    }

    /// <summary>Only values: they belong to the line that can be had so and does not say it yet, else to the last.</summary>
    private void Describe(Group group)
    {
        var fitting = _lines.Where(l => LinkOf(l) is var link && group.Traits.TrueForAll(t => link.Product is { } p
            ? t.Match.Entry.Values.Concat(t.Match.Entry.PartValues).Any(v => catalog.Offers(p, v)) : link.Others.Count > 0)).ToList();
        var unset = fitting.Where(l => !l.Traits.Exists(t => group.Traits.Exists(o => SameName(t, o)))).ToList();
        if (fitting.Count == 0)
            return;
        if (group.All)
            fitting.ForEach(l => l.SetTraits(group));
        else
            (group.Change ? fitting[^1] : unset.Count > 0 ? unset[^1] : fitting[^1]).SetTraits(group);
    }

    private void Remove(Group group)
    {
        var link = _linker.Link(group.Names, group.Traits, group.Unknown.Count, group.Compound);
        _lines.RemoveAll(l => LinkOf(l) is var other && (link.Product is { } p ? other.Product == p : link.Others.Count > 0 && other.Product is { } q && link.Others.Contains(q)));
    }

    // A list without a verb: "50 fidget spinners". A number in running talk is not one.
    private static bool IsWholeTurn(Group group, List<Group> turn) =>
        turn.Count > 0 && turn[0] == group && group.From == 0 && group.Source.Tokens.Count - group.To <= 3 && group.Source.Tokens.Count <= 8;
}
