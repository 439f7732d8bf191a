namespace PromoEngine.Extraction.Reading;

internal sealed partial class Grouping
{
    private void TakeQuantity(Item item, int at)
    {
        var quantity = item.Quantity!;
        if (IsRepeated(item, at) || IsPronoun(item, at) || IsPortion(at) || TakeCorrection(ref item, at))
            return;
        if (_row && _open is { Quantity: not null })
            return; // a price or a total in another column
        if (_open is { Quantity: null } named && (named.HasThing || named.Traits.Count > 0) && IsBehind(item, at))
        {
            named.Quantity = item;
            named.Reach(item);
            _suffix = true;
            Content();
            return;
        }

        // "36 Gildan 5000": the number of an unknown name.
        if (_open is { HasThing: false, Quantity: not null, Unknown.Count: > 0 } unnamed && !_joint && at > 0 && _items[at - 1].IsUnknown && quantity is { Unit: null, Number: >= 100 })
        {
            unnamed.Unknown.Add(item.From);
            unnamed.Reach(item);
            return;
        }

        var unclear = !_gap && !_joint && at > 0 && _items[at - 1].Quantity is { Unit: null, Article: false } && _open is { Quantity: not null, HasThing: false, Traits.Count: 0 } && quantity is { Unit: null, Number: >= 100 };
        var joined = _open is not null && (_joint || !_gap);
        var except = _except;
        if (unclear)
            _groups.Remove(_open!);
        Open(item, joined);
        _open!.Quantity = item;
        _open.EachAt = quantity.Each ? item.From : _open.EachAt;
        _open.Change |= _change;
        _open.Removed = _denied && _fresh && !_old && !except && LeadsToContent(at);
        _open.Subset = except;
        _open.Unclear = unclear;
        _except = false;
        Content();
    }

    // "one hundred (100)".
    private bool IsRepeated(Item item, int at) =>
        at > 1 && _items[at - 1].Norm == "(" && _items[at - 2].Quantity is { } before && before.Pieces == item.Quantity!.Pieces;

    /// <summary>A number that replaces or takes back another.</summary>
    private bool TakeCorrection(ref Item item, int at)
    {
        var quantity = item.Quantity!;
        if (_old && _groups.Count > 0 && !LeadsToContent(at))
        {
            // "300 not 250", "from 250 to 300": which slot is meant.
            var target = _open ?? _groups[^1];
            target.Old = quantity;
            // "from 2 cases to 3" are three cases; said the other way round, the new number already stands.
            if (target.Quantity is { Quantity: { Unit: null } bare } said && quantity.Unit is not null)
                target.Quantity = new() { Kind = ItemKind.Quantity, From = said.From, To = said.To, Quantity = bare with { Unit = quantity.Unit, Size = quantity.Size } };
            _old = _denied = false;
            return true;
        }

        if (_change && quantity.Unit is null && _open is { Old: { Unit: not null } old, Quantity: null })
            item = new() { Kind = ItemKind.Quantity, From = item.From, To = item.To, Quantity = quantity with { Unit = old.Unit, Size = old.Size } };
        if (_change && _open is { Quantity: not null, HasThing: false, Unknown.Count: 0 } && !_joint)
        {
            // "forty, no wait, forty-five": the second number replaces the first.
            _open.Quantity = item;
            _open.Reach(item);
            return true;
        }

        return false;
    }

    /// <summary>Does the number follow its thing: "mugs: 50", "mugs x 50", "white mugs, 50 of them"?</summary>
    private bool IsBehind(Item item, int at)
    {
        if (item.Quantity!.Article)
            return false;
        if (_row)
            return true;
        var before = at > 0 ? _items[at - 1] : null;
        if (before is { Kind: ItemKind.Mark, Norm: ":" or "-" or "=" or "(" or "*" or "x" or "@" } or { Kind: ItemKind.Word, Norm: "x" or "qty" or "quantity" })
            return true;
        if (!LeadsToContent(at, acrossPrepositions: true))
            return true;
        return before?.Kind is ItemKind.Thing or ItemKind.Trait && NumbersComeLast();
    }

    // In "mugs 50 pens 100" the sentence begins with a thing and ends with a number.
    private bool NumbersComeLast()
    {
        var first = _groups.FindIndex(g => g.Sentence == _sentence);
        if (first < 0 || _groups[first].Quantity is { } q && q.From < (_groups[first].Names.Count > 0 ? _groups[first].Names[0].Match.From : int.MaxValue))
            return false;
        var last = ItemKind.Mark;
        var seen = false;
        foreach (var item in _items)
        {
            if (item.From < _groups[first].From)
                continue;
            if (item.Kind == ItemKind.Break || item.Norm is "." or "!" or "?" or ";")
                break;
            if (item.Kind is ItemKind.Quantity or ItemKind.Thing or ItemKind.Trait)
                (last, seen) = (item.Kind, true);
        }

        return seen && last == ItemKind.Quantity;
    }

    private void TakeThing(Item item, int at)
    {
        if (_open is { HasThing: true } group)
        {
            if (item.Values.Count > 0 && IsTraitHere(group, item, at))
            {
                AddTraits(group, item);
                return;
            }

            if (_preposition is "for" or "on" or "to" or "at" or "from" && !_joint && !_asked)
            {
                _gap = true;
                return;
            }

            var continues = !_joint && (!_gap || _preposition == "of") && !_suffix && CanBeOne(group, item);
            if (!continues)
                Open(item, _joint || _preposition == "with");
        }
        else if (_open is { Quantity: not null, Unknown.Count: 0 } part && item.Values.Count > 0 && _preposition is "with" or "in" or "w" && Before() is { } whole && item.Values.Any(v => v.Entry.Meanings.Any(m => Offered(whole, m))))
        {
            part.LooksBack = true;
            AddTraits(part, item);
            return;
        }
        else if (_preposition == "of" && _open is { Quantity.Quantity.Unit: null, Names.Count: 0, Traits.Count: 0, Unknown.Count: 0 } some && IsDefinite(item.From) && (_change || Before() is not null))
        {
            // "one of the pizzas": some of what was said.
            some.Subset = some.LooksBack = true;
            some.Reach(item);
            Content();
            return;
        }
        else if (_open is null || (_talk && _open.Quantity is null) || (_open.Unknown.Count > 0 && _joint) || (_suffix && _open.Quantity is not null && !_gap && NextIsNumber(at)))
        {
            Open(item, _joint);
        }

        var target = _open!;
        Name(target, item, head: true);
        AddValues(target, item, behind: false);
        target.Removed |= _denied || _old;
        target.Vague |= _vague;
        target.More |= _more;
        target.Reach(item);
        _denied = false;
        Content();
    }

    /// <summary>The last group with a thing before the open one.</summary>
    private Group? Before() => _groups.FindLast(g => g != _open && g.HasThing && g.Sentence == _sentence);

    private bool NextIsNumber(int at) => at + 1 < _items.Count && (_items[at + 1].Kind == ItemKind.Quantity || (at + 2 < _items.Count && _items[at + 1].Kind == ItemKind.Mark && _items[at + 2].Kind == ItemKind.Quantity));

    // A word that is both thing and value ("chocolate") is a value behind "with", in a list of values, or denied; with its own article or number it is a thing.
    private bool IsTraitHere(Group group, Item item, int at)
    {
        if (at > 0 && _items[at - 1] is { Kind: ItemKind.Quantity } or { Norm: "a" or "an" })
            return false;
        if (!item.Values.Any(v => v.Entry.Meanings.Any(value => Offered(group, value))))
            return false;
        return _denied || _modifier is not null || _preposition is "with" or "in" or "w" or "of" || (!_joint && !_gap);
    }

    private void TakeTrait(Item item, int at)
    {
        if (IsDecoration(at))
        {
            _gap = true;
            return;
        }

        if (_open is { HasThing: true } && (_row || (at > 0 && _items[at - 1].Norm == "(")))
        {
            // in brackets, or in the same row: of what stands before
        }
        else if (_open is { HasThing: true } group)
        {
            Item? thing = null;
            var leads = !_denied && LeadsToThing(at, out thing);
            if (leads && ((_joint && _preposition is null) || (thing is not null && !CanBeOne(group, thing))))
                Open(item, _joint);
            else if (_suffix || (_joint && IsForeign(group, item)))
                Open(item, joined: true);
            else if (!leads && ModifiesUnknown(at))
            {
                _gap = true;
                return;
            }
        }
        else if (_suffix && _open is { Quantity: not null })
            Open(item, joined: true);
        else if (_open is null)
            Open(item, _joint && _groups.Count > 0 && _groups[^1].Sentence == _sentence);

        AddTraits(_open!, item);
    }

    // "a pizza and coke": a value of an attribute that the thing does not have begins another wish.
    private bool IsForeign(Group group, Item item)
    {
        var candidates = new Linker(_catalog).Candidates(group.Names);
        return !_denied && item.Values.Any(v => v.Entry.Meanings.Any()) && candidates.Count > 0
            && item.Values.All(v => v.Entry.Meanings.All(m => !candidates.Exists(p => _catalog.HasAttribute(p, m.Name))))
            && item.Values.Any(v => v.Entry.Meanings.Any(m => _catalog.Offering(m).Count > 0));
    }

    private void AddTraits(Group group, Item item)
    {
        if (item.Thing is not null && !group.HasThing)
            Name(group, item, head: false);
        else if (item.Thing is not null && item.Values.Count == 0)
            Name(group, item, head: false);
        group.LooksBack |= !group.HasThing && group.Traits.Count == 0 && _preposition is "in" or "with";
        AddValues(group, item, behind: _preposition is not null || group.HasThing);
        group.Reach(item);
        Content(keepDenial: true);
    }

    private void AddValues(Group group, Item item, bool behind)
    {
        foreach (var value in item.Values)
        {
            group.All |= _all;
            var modifier = _denied && item.Kind == ItemKind.Trait || _denied && behind ? "not" : _modifier;
            var trait = new Trait(_source, value, modifier) { Behind = behind || _all };
            _modifier = null;
            var before = group.Traits.FindLastIndex(t => t.Modifier is null && !t.Contrast && t.SharesName(trait) && !t.SharesValue(trait));
            if (before >= 0 && _old && (_takesBack || IsNext(group.Traits[before].Match.To, item.From)))
                trait = trait with { Modifier = null, Contrast = true };
            else if (before >= 0 && _change && trait.Modifier is null)
                group.Traits[before] = group.Traits[before] with { Contrast = true };
            else if (_takesBack)
                trait = trait with { Modifier = null, Contrast = true };
            group.Traits.Add(trait);
        }
    }

    // "chocolate not vanilla": nothing but the denial lies between.
    private bool IsNext(int to, int from) => from - to <= 3 && _source.Tokens.GetRange(to, from - to).TrueForAll(t => t.Kind == TokenKind.Mark || English.Function.Contains(t.Norm));

    private void Name(Group group, Item item, bool head) =>
        group.Names.Add(new(_source, new(item.Thing!, item.From, item.To), head));

    private void Open(Item item, bool joined)
    {
        Close();
        _open = new(_source, item.From) { Sentence = _sentence, Joined = joined, Told = _told, Change = _change, Wanted = _asked, More = _more, Vague = _vague && item.Kind != ItemKind.Quantity, Same = _same };
        _groups.Add(_open);
        _same = false;
        _preposition = null;
    }

    private void Content(bool keepDenial = false)
    {
        _joint = _gap = _talk = _vague = _more = _fresh = false;
        if (!keepDenial)
            _preposition = null;
        if (!keepDenial)
            _denied = _old = _takesBack = false;
    }
}
