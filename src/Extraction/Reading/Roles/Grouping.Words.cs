namespace PromoEngine.Extraction.Reading;

internal sealed partial class Grouping
{
    /// <summary>A turn of phrase changes how what follows is taken. True when its words are used up.</summary>
    private bool Heed(CueAt cue, int at)
    {
        switch (cue.Cue)
        {
            case Cue.Request or Cue.Firm or Cue.Quote or Cue.Ask or Cue.Reorder:
                _told = false;
                _asked = _sentenceAsks = true;
                return true;
            case Cue.Change or Cue.Amend:
                (_told, _change, _takesBack) = (false, true, TakesBack(cue));
                _old = _takesBack;
                return true;
            case Cue.Same:
                (_same, _preposition) = (true, "in");
                return true;
            case Cue.Status or Cue.Complaint or Cue.Past:
                (_told, _sentenceTells, _toldAt) = (true, true, cue.From);
                _complains |= cue.Cue == Cue.Complaint;
                return true;
            case Cue.Remove or Cue.Cancel:
                _denied = _fresh = LeadsToContent(at + (cue.To - cue.From) - 1) || LeadsToCounted(at + (cue.To - cue.From) - 1);
                return true;
            case Cue.NotDenial:
                _asked |= _source.Tokens[cue.To - 1].Is("forget");
                return true;
            case Cue.Vague:
                _vague = true;
                return true;
            case Cue.More:
                _more = true;
                if (_open is { Quantity: not null, HasThing: false })
                    _open.More = true;
                return !_source.Tokens[cue.From].Is("another") || !(LeadsToContent(at) || (at + 1 < _items.Count && _items[at + 1].Norm is "with" or "in" && LeadsToContent(at + 1)));
            case Cue.SameQuantity:
                _groups.ForEach(g => g.SameQuantity |= g.Sentence == _sentence);
                return true;
            case Cue.Artwork:
                _sentenceArt = true;
                return false;
            default:
                return false;
        }
    }

    // "instead of", "rather than": what follows is what is not wanted any more.
    private bool TakesBack(CueAt cue) =>
        _source.Tokens[cue.To - 1].Norm is "instead" or "rather" && cue.To < _source.Tokens.Count && _source.Tokens[cue.To].Norm is "of" or "than";

    private void TakeWord(Item item, int at)
    {
        if (TakeJoint(item, at) || TakeCount(item, at))
            return;
        if (item.IsUnknown && !_catalog.IsAttributeName(item.Norm))
            TakeUnknown(item, at);
        else if (!English.Neutral.Contains(item.Norm))
            (_gap, _talk) = (true, _talk || item.Norm is not ("the" or "a" or "an" or "please" or "pls" or "plz" or "um" or "uh" or "size"));
    }

    /// <summary>Words that join or part: and, with, but, both.</summary>
    private bool TakeJoint(Item item, int at)
    {
        switch (item.Norm)
        {
            case "and" or "n" or "or" or "plus" or "nor" or "y" or "und" or "et":
                _clause = item.To;
                _joint = _gap = true;
                return true;
            case "but" when at > 0 && _items[at - 1].Norm is "everything" or "anything" or "all":
                _denied = _fresh = _gap = true;
                return true;
            case "but" or "then" or "also":
                _denied = _old = false;
                _joint = _gap = true;
                return true;
            case "with" or "w" or "in" or "on" or "of" or "for" or "from" or "to" or "at" or "de":
                _preposition = item.Norm;
                _gap = true;
                if (item.Norm == "from" && _change)
                    _old = true;
                if (item.Norm == "to")
                    _old = false;
                return true;
            case "make" when at + 2 < _items.Count && _items[at + 1].Kind == ItemKind.Quantity && _items[at + 2].Norm == "of":
                _change = _gap = true; // "make one of them large"
                return true;
            case "just" or "only":
                _denied = _old = false;
                return false;
            case "both" or "all":
                _all = true;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Words that count: half, each, of them, a.</summary>
    private bool TakeCount(Item item, int at)
    {
        switch (item.Norm)
        {
            case "half" when LeadsToContent(at, acrossPrepositions: true) && Whole() is { } whole:
                Part(item, new() { Kind = ItemKind.Quantity, From = whole.From, To = whole.To, Quantity = new() { Number = whole.Quantity!.Pieces!.Value / 2 } });
                return true;
            case "rest" or "remainder" or "other" or "others" or "second" when at > 0 && _source.Tokens[item.From - 1].Is("the") && Rest() is { } rest:
                TakeRest(item, at, rest);
                return true;
            case "each" when _open?.Quantity is { Quantity: { Each: false } q } counted:
                _open.EachAt = item.From;
                _open.Quantity = new() { Kind = ItemKind.Quantity, From = counted.From, To = counted.To, Quantity = q with { Each = true } };
                _open.Reach(item);
                return true;
            case "them" or "those" or "these" or "which" when _preposition == "of" && _open is { Quantity: not null, HasThing: false }:
                _open.Subset = _open.LooksBack = true;
                return true;
            case "a" or "an" when _open is { HasThing: true } described && !_joint && _preposition is "with" or "on" or "in" or "w" && at + 1 < _items.Count && _items[at + 1].Kind == ItemKind.Trait
                && !IsForeign(described, _items[at + 1]) && !LeadsToThing(at, out _):
                return true; // "with a gold ribbon"
            case "a" or "an" or "another" when LeadsToContent(at) || (item.Norm == "another" && at + 1 < _items.Count && _items[at + 1].Norm is "with" or "in" && LeadsToContent(at + 1)):
                TakeQuantity(new() { Kind = ItemKind.Quantity, From = item.From, To = item.To, Norm = item.Norm, Quantity = new() { Number = 1, Article = true } }, at);
                return true;
            case "ones" or "one" when _open is { HasThing: false }:
                _open.LooksBack = true;
                _open.Reach(item);
                return true;
            default:
                return false;
        }
    }

    private void Part(Item item, Item quantity)
    {
        Open(item, joined: true);
        _open!.Quantity = quantity;
        _joint = _gap = false;
    }

    /// <summary>"the other with ham" begins another part; "no mushrooms on the other" gives it what the clause said.</summary>
    private void TakeRest(Item item, int at, Item rest)
    {
        var behind = _open is { HasThing: false, Quantity: not null } && _preposition is "on" or "for" or "in" && !LeadsToContent(at, acrossPrepositions: true) ? _open : null;
        var clause = behind?.Traits.Where(t => t.Match.From >= _clause).ToList() ?? [];
        behind?.Traits.RemoveAll(clause.Contains);
        Part(item, rest);
        _open!.Traits.AddRange(clause);
    }

    private void TakeUnknown(Item item, int at)
    {
        var before = at > 0 ? _items[at - 1] : null;
        if (_open is { Quantity: { } counted, HasThing: false } && before == counted && English.NotGoods.Contains(item.Norm))
        {
            // Thirty people, two weeks: the number counts no goods.
            _open.Quantity = null;
            if (_open.IsEmpty)
                _groups.Remove(_open);
            _open = _open.IsEmpty ? null : _open;
        }
        else if (_open is { HasThing: false } && (_open.Quantity is not null || _open.Vague) && !_joint && (!_talk || _preposition == "of") && _preposition is null or "of" && _open.Unknown.Count < 6)
        {
            _open.Unknown.Add(item.From);
            _open.Reach(item);
            return;
        }
        else if (_open is { HasThing: true, Unknown.Count: < 6 } && before is { Kind: ItemKind.Thing } thing && _open.Quantity?.Quantity is not null && Compounds(thing, item))
        {
            _open.Compound = true;
            _open.Unknown.Add(item.From);
            _open.Reach(item);
        }

        _gap = _talk = true;
        _denied = false;
    }

    // "50 mug warmers": a singular before an unknown plural is only the beginning of another thing's name.
    private bool Compounds(Item thing, Item next)
    {
        var last = _source.Tokens[thing.To - 1].Norm;
        return next.Norm.Length > 3 && next.Norm[^1] == 's' && !next.Norm.EndsWith("ss", StringComparison.Ordinal) && !_catalog.IsPlural(last) && last[^1] != 's';
    }
}
