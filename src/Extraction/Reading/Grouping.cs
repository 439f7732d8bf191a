namespace PromoEngine.Extraction.Reading;

/// <summary>
/// Gathers the items of a turn into wishes, left to right. It decides what belongs together by position, joints ("and", a comma, "with", "in") and by
/// whether words can name one product; it knows no product itself.
/// </summary>
internal sealed partial class Grouping
{
    private readonly Catalog _catalog;
    private readonly Source _source;
    private readonly List<Item> _items;
    private readonly Dictionary<int, CueAt> _cues;
    private readonly List<Group> _groups = [];

    private Group? _open;
    private int _sentence;
    private bool _joint;        // a comma or "and" since the last content
    private bool _gap;          // anything at all since the last content
    private string? _preposition;
    private bool _denied;
    private bool _told;
    private bool _asked;        // a request stands before, in this sentence
    private bool _change;
    private bool _vague;
    private bool _more;
    private bool _all;
    private bool _old;
    private bool _suffix;       // the open group took its number from behind
    private string? _modifier;
    private bool _sentenceAsks;
    private bool _sentenceTells;

    public Grouping(Catalog catalog, Source source, List<Item> items, List<CueAt> cues)
    {
        _catalog = catalog;
        _source = source;
        _items = items;
        _cues = cues.ToDictionary(c => c.From);
    }

    public List<Group> Groups()
    {
        for (var i = 0; i < _items.Count; i++)
        {
            var item = _items[i];
            if (item.Kind is ItemKind.Word or ItemKind.Negation && _cues.TryGetValue(item.From, out var cue) && Heed(cue, i))
            {
                while (i + 1 < _items.Count && _items[i + 1].To <= cue.To)
                    i++;
                _gap = true;
                continue;
            }

            Take(item, i);
        }

        EndSentence();
        Finish();
        return _groups;
    }

    private void Take(Item item, int at)
    {
        switch (item.Kind)
        {
            case ItemKind.Break:
                if (_open is not { Quantity: not null, HasThing: false, Unknown.Count: 0 } || at + 1 >= _items.Count || _items[at + 1].Kind is not (ItemKind.Thing or ItemKind.Trait))
                    EndSentence();
                break;
            case ItemKind.Mark:
                TakeMark(item, at);
                break;
            case ItemKind.Quantity:
                TakeQuantity(item, at);
                break;
            case ItemKind.Thing:
                TakeThing(item, at);
                break;
            case ItemKind.Trait:
                TakeTrait(item, at);
                break;
            case ItemKind.Modifier:
                if (item.Modifier is "not" && LeadsToContent(at))
                    _denied = true;
                else
                    _modifier = item.Modifier;
                break;
            case ItemKind.Negation:
                _denied = at + 1 < _items.Count && _items[at + 1].Kind is not (ItemKind.Mark or ItemKind.Break);
                _old = item.Norm == "not";
                _gap = true;
                break;
            case ItemKind.Word:
                TakeWord(item, at);
                break;
            default:
                _gap = true;
                _denied = _old = false;
                break;
        }
    }

    private void TakeMark(Item item, int at)
    {
        switch (item.Norm)
        {
            case "." or "!" or "?" or ";" or "•":
                EndSentence();
                break;
            case "," or "&" or "+" or "/" or "|":
                _joint = true;
                _gap = true;
                if (item.Norm == "," && !LeadsToTrait(at))
                    _denied = false;
                break;
            case "*" when at + 1 < _items.Count && (at == 0 || _items[at - 1].Kind == ItemKind.Break):
                _change = true;
                break;
            default:
                _gap = true;
                break;
        }
    }

    /// <summary>A turn of phrase changes how what follows is taken. True when its words are used up.</summary>
    private bool Heed(CueAt cue, int at)
    {
        switch (cue.Cue)
        {
            case Cue.Request or Cue.Firm or Cue.Quote or Cue.Ask or Cue.Reorder:
                _told = false;
                _asked = _sentenceAsks = true;
                return true;
            case Cue.Change:
                _told = false;
                _change = true;
                _old = _source.Tokens[cue.To - 1].Is("instead") || _source.Tokens[cue.To - 1].Is("rather");
                return true;
            case Cue.Status or Cue.Complaint or Cue.Past:
                _told = _sentenceTells = true;
                return true;
            case Cue.Remove or Cue.Cancel:
                _denied = LeadsToContent(at + (cue.To - cue.From) - 1);
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
                return !_source.Tokens[cue.From].Is("another") || !LeadsToContent(at);
            case Cue.SameQuantity:
                return true;
            default:
                return false;
        }
    }

    private void TakeWord(Item item, int at)
    {
        switch (item.Norm)
        {
            case "and" or "n" or "or" or "plus" or "nor" or "y" or "und" or "et":
                _joint = _gap = true;
                return;
            case "but" or "then" or "also":
                _denied = _old = false;
                _joint = _gap = true;
                return;
            case "with" or "w" or "in" or "on" or "of" or "for" or "from" or "to" or "at" or "de":
                _preposition = item.Norm;
                _gap = true;
                if (item.Norm == "from" && _change)
                    _old = true;
                if (item.Norm == "to")
                    _old = false;
                return;
            case "both" or "all":
                _all = true;
                return;
            case "each" when _open?.Quantity is { Quantity: { Each: false } q } && _preposition == "of" && !_open.HasThing:
                Replace(_open, q with { Each = true }, item);
                return;
            case "a" or "an" or "another" when LeadsToContent(at):
                TakeQuantity(new() { Kind = ItemKind.Quantity, From = item.From, To = item.To, Norm = item.Norm, Quantity = new() { Number = 1, Article = true } }, at);
                return;
            case "ones" or "one" when _open is { HasThing: false }:
                _open.LooksBack = true;
                _open.Reach(item);
                return;
        }

        if (item.IsUnknown && !_catalog.IsAttributeName(item.Norm))
            TakeUnknown(item, at);
        else if (!English.Neutral.Contains(item.Norm))
            _gap = true;
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
        else if (_open is { HasThing: false } && (_open.Quantity is not null || _open.Vague) && !_joint && _preposition is null or "of" && _open.Unknown.Count < 6)
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

        _gap = true;
        _denied = false;
    }

    // "50 mug warmers": a singular before an unknown plural is only the beginning of another thing's name.
    private bool Compounds(Item thing, Item next)
    {
        var last = _source.Tokens[thing.To - 1].Norm;
        return next.Norm.Length > 3 && next.Norm[^1] == 's' && !next.Norm.EndsWith("ss", StringComparison.Ordinal) && !_catalog.IsPlural(last) && last[^1] != 's';
    }

    private static void Replace(Group group, Quantity quantity, Item until)
    {
        group.Quantity = new() { Kind = ItemKind.Quantity, From = group.Quantity!.From, To = until.To, Quantity = quantity };
        group.Reach(until);
    }

    private void EndSentence()
    {
        Close();
        foreach (var group in _groups)
        {
            if (group.Sentence != _sentence)
                continue;
            group.Wanted |= _sentenceAsks;
            // "the 50 mugs arrived broken": told only afterwards.
            group.Told |= _sentenceTells && !_sentenceAsks && (group.Quantity is null or { Quantity.Article: true } || IsDefinite(group));
        }

        var onlyCorrects = _change && _groups.All(g => g.Sentence != _sentence);
        _sentence++;
        _denied = _told = _asked = _vague = _more = _all = _old = _sentenceAsks = _sentenceTells = _joint = false;
        _change = onlyCorrects;
        _modifier = _preposition = null;
        _gap = true;
    }

    private bool IsDefinite(Group group) =>
        group.From > 0 && _source.Tokens[group.From - 1].Norm is "the" or "my" or "our" or "those" or "these" or "of" or "your";

    private void Close()
    {
        _open = null;
        _suffix = false;
    }
}
