namespace PromoEngine.Extraction.Reading;

/// <summary>
/// Lists of values with numbers, in every writing: "6S 14M 5XL" where the other entries say that 5XL is five of XL, and "S through XL" that names what lies between.
/// The values are the catalogue's, in the catalogue's order: sizes of shirts, lengths of cable, volumes of paint.
/// </summary>
internal sealed class Runs(Catalog catalog, Source source)
{
    private const int LongestRun = 24;

    public List<Item> Read(List<Item> items)
    {
        var read = new List<Item>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            if (Range(items, i) is { } range)
            {
                read.Add(range);
                i += 2;
            }
            else if (Counted(items, i) is { } counted)
                read.AddRange(counted);
            else
                read.Add(items[i]);
        }

        return read;
    }

    /// <summary>"S-XL", "small to large": all that the catalogue lists between the two.</summary>
    private Item? Range(List<Item> items, int at)
    {
        if (at + 2 >= items.Count || items[at] is not { Kind: ItemKind.Trait, Values.Count: 1 } low || items[at + 2] is not { Kind: ItemKind.Trait, Values.Count: 1 } high
            || items[at + 1].Norm is not ("-" or "to" or "through" or "thru" or "till" or "until"))
            return null;
        // "S-6 M-14" has numbers, and "black - XL" two attributes.
        foreach (var from in low.Values[0].Entry.Meanings)
        {
            foreach (var to in high.Values[0].Entry.Meanings.Where(v => v.Name == from.Name))
            {
                if (catalog.Between(from, to) is { Count: >= 2 and <= LongestRun } between)
                    return new() { Kind = ItemKind.Trait, From = low.From, To = high.To, Norm = low.Norm, Values = [.. between.Select(e => new Match(e, low.From, high.To))] };
            }
        }

        return null;
    }

    /// <summary>5XL among "6S 14M": five of XL.</summary>
    private Item[]? Counted(List<Item> items, int at)
    {
        var item = items[at];
        if (item.Kind != ItemKind.Trait || item.To - item.From < 2 || source.Tokens[item.From].Kind != TokenKind.Number || !source.Tokens[item.From + 1].Glued
            || item.Values.Count != 1 || NumberAt(items, at + 1) || !Neighbour(items, at))
            return null;
        var number = source.Tokens[item.From].Norm;
        var key = new Keys(catalog.Root);
        for (var i = item.From + 1; i < item.To; i++)
            key.Append(source.Tokens[i], anyMark: false);
        if (catalog.Find(key.ToString()) is not { } rest || !rest.Meanings.Any(v => item.Values[0].Entry.Meanings.Any(o => o.Name == v.Name))
            || !decimal.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out var count))
            return null;
        return
        [
            new() { Kind = ItemKind.Quantity, From = item.From, To = item.From + 1, Quantity = new() { Number = count } },
            new() { Kind = ItemKind.Trait, From = item.From + 1, To = item.To, Norm = source.Tokens[item.From + 1].Norm, Values = [new(rest, item.From + 1, item.To)] },
        ];
    }

    // "5XL x 1": the number comes behind.
    private static bool NumberAt(List<Item> items, int at)
    {
        while (at < items.Count && items[at].Norm is ":" or "-" or "=" or "x" or "(" or "*")
            at++;
        return at < items.Count && items[at].Quantity is { Article: false };
    }

    /// <summary>Do the entries beside it put the number first, without a blank or with one?</summary>
    private static bool Neighbour(List<Item> items, int at)
    {
        var i = at - 1;
        while (i >= 0 && (items[i].Kind == ItemKind.Mark || items[i].Norm is "and" or "&"))
            i--;
        if (i > 0 && items[i].Kind == ItemKind.Trait && items[i - 1].Quantity is { Article: false })
            return items[i].Values.Any(v => items[at].Values[0].Entry.Meanings.Any(m => v.Entry.Meanings.Any(o => o.Name == m.Name))) && !(i > 1 && items[i - 2].Kind == ItemKind.Trait && items[i - 1].From != items[i].From - 1);
        i = at + 1;
        while (i < items.Count && items[i].Kind == ItemKind.Mark)
            i++;
        return i + 1 < items.Count && items[i].Quantity is { Article: false } && items[i + 1].Kind == ItemKind.Trait && items[i + 1].From == items[i].To && i > at
            && items[i + 1].Values.Any(v => items[at].Values[0].Entry.Meanings.Any(m => v.Entry.Meanings.Any(o => o.Name == m.Name)));
    }
}
