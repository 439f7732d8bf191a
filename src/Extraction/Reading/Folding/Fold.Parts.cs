namespace PromoEngine.Extraction.Reading;

internal sealed partial class Fold
{
    // "and one with oat milk" is one more, not one of those before.
    private static bool Adds(Group group) => group.From > 0 && group.Source.Tokens[group.From - 1].Norm is "and" or "plus" or "also" or "&" or "+";

    /// <summary>"Four, two with this and one with that": every part is like the whole, not like the part before it.</summary>
    private WishLine Whole(WishLine last, Group part)
    {
        if (last.Origin is not { } whole || !_lines.Contains(whole))
            return last;
        var parts = _lines.Where(l => l.Origin == whole).Sum(Pieces) + (part.Quantity?.Quantity?.Pieces ?? 0);
        return parts <= Pieces(whole) ? whole : last;
    }

    // "same in black": as many again.
    private static WishLine Again(WishLine line, Group group)
    {
        var again = Inherit(line, group);
        again.SetQuantity(line);
        return again;
    }

    /// <summary>"100 caps: 60 navy, 40 black": the parts stand for the whole when they add up; when they do not, a person must say.</summary>
    private void BreakDown()
    {
        foreach (var whole in _lines.Where(l => l.Quantity is not null && !l.Inherited).ToList())
        {
            var parts = _lines.Where(l => l.Origin == whole && l.Quantity is not null).ToList();
            if (parts.TrueForAll(p => p.Group.Source == whole.Group.Source))
                ShareTail(parts);
            var (total, sum) = (Pieces(whole), parts.Sum(Pieces));
            if (parts.Count == 0 || !(parts.TrueForAll(p => p.Group.Subset || p.Traits.Exists(t => !whole.Traits.Exists(o => t.SharesName(o)))) || (sum == total && parts.Count > 1)))
                continue;
            if (sum < total && parts.TrueForAll(p => p.Group.Subset))
            {
                whole.Reduce(sum);
                continue;
            }

            var before = parts[0].Group.From > 0 ? whole.Group.Source.Tokens[parts[0].Group.From - 1].Norm : "";
            var listed = parts.Count > 1 && before is ":" or "-" or "(";
            if (total != sum && !(listed && parts[0].Group.Source == whole.Group.Source))
                continue;
            _lines.Remove(whole);
            if (total != sum)
                Questions.Add(new("quantity.sum", $"The parts add up to {sum:0.##}, not {total:0.##}. Which is right?", "quantity"));
        }
    }

    // "5 S / 10 M / 5 XL in grey": said once, behind the last.
    private void ShareTail(List<WishLine> parts)
    {
        if (parts.Count < 3)
            return;
        foreach (var tail in parts[^1].Traits.Where(t => t.Behind && parts.SkipLast(1).All(p => !p.Traits.Exists(o => o.SharesName(t)))).ToList())
            foreach (var part in parts.SkipLast(1).Concat(_lines.Where(l => l == parts[0].Origin && !l.Traits.Exists(o => o.SharesName(tail)))))
                part.Traits.Add(tail);
    }

    private static decimal Pieces(WishLine line) => line.Quantity?.Item.Quantity?.Pieces ?? 0;
}
