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
    private bool _talk;         // other words than joints and articles since then
    private string? _preposition;
    private bool _denied;
    private bool _fresh;        // nothing was denied yet by the last denial
    private bool _told;
    private bool _asked;        // a request stands before, in this sentence
    private bool _change;
    private bool _vague;
    private bool _more;
    private bool _all;
    private bool _old;
    private bool _takesBack;    // "instead of" stands before
    private bool _suffix;       // the open group took its number from behind
    private string? _modifier;
    private bool _sentenceAsks;
    private bool _sentenceTells;
    private bool _same;
    private bool _except;
    private int _toldAt;
    private int _sentenceStart;
    private int _seen;
    private bool _sentenceArt;
    private bool _knowing;
    private bool _complains;
    private bool _row;          // the line is a row of a table
    private int _clause;        // where the clause begins: behind the last comma or "and"

    public Grouping(Catalog catalog, Source source, List<Item> items, List<CueAt> cues)
    {
        _catalog = catalog;
        _source = source;
        _items = items;
        _cues = cues.ToDictionary(c => c.From);
    }

    public List<Group> Groups()
    {
        EndRow(-1);
        for (var i = 0; i < _items.Count; i++)
        {
            var item = _items[i];
            if ((item.Kind is ItemKind.Word or ItemKind.Negation || (item.Kind is ItemKind.Modifier && !ModifiedAt(i))) && _cues.TryGetValue(item.From, out var cue) && Heed(cue, i))
            {
                while (i + 1 < _items.Count && _items[i + 1].To <= cue.To)
                    i++;
                _gap = true;
                _talk |= cue.Cue is not (Cue.Request or Cue.More or Cue.Vague);
                continue;
            }

            _seen = item.To;
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
            case ItemKind.Break when IsForm(at):
                _sentenceAsks = true;
                _gap = true;
                break;
            case ItemKind.Break:
                if (_row || _open is not { Quantity: not null, HasThing: false, Unknown.Count: 0 } || at + 1 >= _items.Count || _items[at + 1].Kind is not (ItemKind.Thing or ItemKind.Trait))
                    EndSentence();
                EndRow(at);
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
            case ItemKind.Modifier or ItemKind.Negation:
                TakeQualifier(item, at);
                break;
            case ItemKind.Word:
                TakeWord(item, at);
                break;
            default:
                // "6 gal of it": a measure the catalogue does not count in says how much, but not how many.
                _vague |= item.Skip == SkipKind.Measure && at + 1 < _items.Count && (LeadsToContent(at, acrossPrepositions: true) || _items[at + 1].Norm == "of");
                _gap = true;
                _denied = _old = false;
                break;
        }
    }

    private void TakeQualifier(Item item, int at)
    {
        if (item.Kind == ItemKind.Negation)
        {
            // "no, I'd like two": said to what was before, not to what follows.
            _denied = _fresh = at + 1 < _items.Count && _items[at + 1].Kind is not (ItemKind.Mark or ItemKind.Break) && (item.Norm is not "no" || LeadsToContent(at, acrossPrepositions: true) || _items[at + 1].Kind is ItemKind.Quantity or ItemKind.Modifier);
            _old = item.Norm == "not";
            _except |= item.Norm is "except" or "excluding";
            _gap = true;
        }
        else if (item.Modifier is "not" && LeadsToContent(at))
            (_denied, _fresh, _gap) = (true, true, true);
        else if (ModifiedAt(at))
            (_modifier, _denied) = (item.Modifier, false);
        else if (item.Modifier is not "not" && !item.ByLanguage && at > 0 && _items[at - 1].Kind == ItemKind.Trait && _open is { Traits.Count: > 0 } said && said.Traits[^1].Modifier is null)
            said.Traits[^1] = said.Traits[^1] with { Modifier = item.Modifier }; // "cheese extra"
        else
            _gap = true;
    }

    /// <summary>Does a value follow that "extra" or "light" may speak of?</summary>
    private bool ModifiedAt(int at)
    {
        // "20 extra black caps", "light blue": only what is put on a thing is extra or light, unless the catalogue says so.
        if (_items[at].ByLanguage && _items[at].Modifier is not "not" && (_open is not { } open || !(open.HasThing || open.Traits.Count > 0 || _preposition is "with" or "w") || _preposition is "in" || at > 0 && _items[at - 1].Kind == ItemKind.Quantity))
            return false;
        var i = at + 1;
        while (i < _items.Count && _items[i].Norm is "the" or "of" or "some" or "any" or "more" or "on" or "my")
            i++;
        return i < _items.Count && _items[i] is { Kind: ItemKind.Trait or ItemKind.Thing, Values.Count: > 0 };
    }

    private void TakeMark(Item item, int at)
    {
        switch (item.Norm)
        {
            case "." when at > 0 && English.Abbreviations.Contains(_source.Tokens[item.From - 1].Norm) && at + 1 < _items.Count && _items[at + 1].Kind != ItemKind.Break:
                break;
            case "." or "!" or "?" or ";" or "•":
                _knowing = item.Norm == "?" && !_sentenceAsks && AsksToKnow();
                EndSentence();
                break;
            case "," or "&" or "+" or "/" or "|":
                _clause = item.To;
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

    // "75 hats, 40 navy and the rest black": what the others leave of the whole.
    private Item? Rest()
    {
        var whole = _groups.FindLastIndex(g => g.Sentence == _sentence && g is { HasThing: true, Quantity.Quantity.Pieces: > 1 });
        if (whole < 0)
            return null;
        var said = _groups[whole].Quantity!;
        var left = said.Quantity!.Pieces!.Value - _groups.Skip(whole + 1).Where(g => !g.HasThing).Sum(g => g.Quantity?.Quantity?.Pieces ?? 0);
        return left > 0 ? new() { Kind = ItemKind.Quantity, From = said.From, To = said.To, Quantity = new() { Number = left } } : null;
    }

    // "30 caps, half navy half black": the number that is halved.
    private Item? Whole() => _groups.FindLast(g => g.Sentence == _sentence && g is { HasThing: true, Quantity.Quantity.Pieces: >= 2 and var pieces } && pieces % 2 == 0)?.Quantity;

    private void EndSentence()
    {
        Close();
        var fragment = IsFragment();
        foreach (var group in _groups)
        {
            if (group.Sentence != _sentence)
                continue;
            group.Fragment = fragment;
            group.Wanted |= _sentenceAsks;
            // "the 50 mugs arrived broken": told only afterwards.
            group.Told |= group.Quantity is null && (IsPlace(group) || _sentenceArt);
            group.Told |= _knowing || (_complains && !_sentenceAsks) || _sentenceTells && (!_sentenceAsks || (_toldAt > group.From && group.Quantity is null)) && (group.Quantity is null or { Quantity.Article: true } || IsDefinite(group));
        }

        var onlyCorrects = _change && _groups.All(g => g.Sentence != _sentence);
        _sentence++;
        _sentenceStart = _open is null ? NextStart() : _sentenceStart;
        _sentenceArt = _knowing = _complains = _except = false;
        _denied = _told = _asked = _vague = _more = _all = _old = _sentenceAsks = _sentenceTells = _joint = _same = false;
        _change = onlyCorrects;
        _modifier = _preposition = null;
        _takesBack = false;
        _gap = true;
    }

    private int NextStart() => _seen;

    // "how long does it take to make 100?" wants to know, not to have.
    private bool AsksToKnow()
    {
        var start = AfterGreeting();
        for (var i = start; i < Math.Min(_source.Tokens.Count, start + 4); i++)
        {
            if (_source.Tokens[i].Norm is "long" or "when" or "where" or "why" or "who" or "does" or "did" or "was" or "what" or "whats" or "which" or "big" or "heavy" or "old")
                return i == start || _source.Tokens[i].Norm is "long" or "big" or "heavy" or "old";
        }

        return false;
    }

    private int AfterGreeting()
    {
        var at = _sentenceStart;
        while (at < _source.Tokens.Count && (_source.Tokens[at].Kind != TokenKind.Number && (_source.Tokens[at].Kind != TokenKind.Word || English.Greetings.Contains(_source.Tokens[at].Norm))))
            at++;
        return at;
    }

    private bool IsFragment()
    {
        var start = AfterGreeting();
        if (_sentenceTells || _knowing || _groups.Find(g => g.Sentence == _sentence) is not { Removed: false } first || first.From > start + 1)
            return false;
        for (var i = start; i < Math.Min(_seen, _source.Tokens.Count); i++)
        {
            var word = _source.Tokens[i];
            if (word.IsMark('?') || (word.Kind == TokenKind.Word && English.Talk.Contains(word.Norm) && !(word.Norm == "you" && i > 0 && _source.Tokens[i - 1].Norm == "thank")))
                return false;
        }

        return true;
    }

    // "any onions in the burger?"
    private bool IsPlace(Group group) =>
        group.From > 1 && _source.Tokens[group.From - 1].Norm is "the" or "your" or "my" or "our" && _source.Tokens[group.From - 2].Norm is "in" or "from" or "about" or "inside";

    private bool IsDefinite(Group group) => IsDefinite(group.From);

    private bool IsDefinite(int from) =>
        from > 0 && _source.Tokens[from - 1].Norm is "the" or "my" or "our" or "those" or "these" or "of" or "your";

    private void Close()
    {
        _open = null;
        _suffix = false;
    }
}
