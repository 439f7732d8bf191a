namespace PromoEngine.Extraction.Reading;

internal sealed partial class Grouping
{
    /// <summary>Does the line after the break go on with a form ("Qty: 60", then "Item: …"), naming what this one has not yet?</summary>
    private bool IsForm(int at)
    {
        if (Label(at + 1) is not { } next)
            return false;
        var start = at;
        var labels = 0;
        while (start > 0)
        {
            start--;
            if (_items[start].Kind != ItemKind.Break && start > 0)
                continue;
            if (Label(_items[start].Kind == ItemKind.Break ? start + 1 : start) is not { } label)
                break;
            if (label == next)
                return false;
            labels++;
        }

        return labels > 0;
    }

    private string? Label(int at) =>
        at + 1 < _items.Count && _items[at].From + 1 == _items[at + 1].From && _items[at + 1].Norm == ":"
            && (English.FormLabels.Contains(_source.Tokens[_items[at].From].Norm) || _catalog.IsAttributeName(_source.Tokens[_items[at].From].Norm))
            ? _source.Tokens[_items[at].From].Norm
            : null;

    /// <summary>Looks whether the next line is a row of a table: cells parted by tabs or bars, one of them a number.</summary>
    private void EndRow(int at)
    {
        var cells = 0;
        var number = false;
        for (var i = at + 1; i < _items.Count && _items[i].Kind != ItemKind.Break; i++)
        {
            var item = _items[i];
            number |= item.Kind == ItemKind.Quantity;
            var parted = item.Norm == "|" || (i > at + 1 && _source.Text.AsSpan(_source.Tokens[item.From - 1].End, _source.Tokens[item.From].Start - _source.Tokens[item.From - 1].End).Contains('\t'));
            cells += parted ? 1 : 0;
        }

        _row = cells > 0 && number;
        _sentenceAsks |= _row;
    }
}
