namespace PromoEngine.Extraction.Reading;

/// <summary>
/// Adds up a number's words as they come. Every language adds smaller to larger and multiplies by its scales; what differs is its lexicon's business: which word joins what,
/// whether ones may stand before tens, whether four twenties are eighty, whether "one fifty" is a hundred and fifty.
/// </summary>
internal sealed class NumberSum(Language language)
{
    private decimal _total;
    private decimal _group;
    private decimal _limit;
    private decimal _last;
    private decimal _lastScale = decimal.MaxValue;

    public bool IsEmpty { get; private set; } = true;

    /// <summary>"one fifty": hundreds left unsaid.</summary>
    public bool Spoken { get; private set; }

    public decimal First { get; private set; }

    /// <summary>What a half added to the number is half of.</summary>
    public decimal Unit { get; private set; } = 1;

    public decimal Value => _total + _group;

    public static NumberSum From(decimal digits, Language language)
    {
        var sum = new NumberSum(language) { IsEmpty = false, First = digits };
        sum._group = sum._last = digits;
        return sum;
    }

    public bool Add(decimal value, string? joined)
    {
        if (IsEmpty)
            First = _group = value;
        else if (value < 1 && Value > 0 && Value == decimal.Truncate(Value))
            _group += value;
        else if (joined is null ? value < _limit && !(_last == 10 && value < 7) : value < _limit && IsJoined(joined))
            _group += value;
        else if (joined is null && _last == 4 && value == 20 && language.Has("score"))
            (_group, value) = (_group - 4 + 80, 80);
        else if (value is >= 20 and < 100 && value % 10 == 0 && _last is > 0 and < 10 && (joined is not null && language.Joins("ones", joined)))
            _group += value;
        else if (joined is null && _total == 0 && _group is > 0 and < 10 && value is >= 10 and < 100 && _last == First && Unit == 1 && language.Has("spoken"))
            (_group, Spoken) = ((_group * 100) + value, true);
        else
            return false;
        IsEmpty = false;
        _last = value;
        _limit = value == decimal.Truncate(value) ? LimitAfter(value) : 0;
        Unit = 1;
        return true;
    }

    public bool Scale(decimal scale, string? joined)
    {
        if (scale == 100)
        {
            if (_group >= 100 || (joined is not null && _group > 0))
                return false;
            _group = (_group == 0 ? 1 : _group) * 100;
            _limit = 100;
        }
        else
        {
            // "mil millones".
            if (scale >= _lastScale && (_group != 0 || scale == _lastScale))
                return false;
            if (scale > _lastScale)
                (_total, _group) = (_total * scale, 0);
            else
                (_total, _group) = (_total + ((_group == 0 ? 1 : _group) * scale), 0);
            _limit = 1000;
            _lastScale = scale;
        }

        if (IsEmpty)
            First = scale;
        IsEmpty = false;
        _last = Unit = scale;
        return true;
    }

    private bool IsJoined(string word) => _limit >= 100 ? language.Joins("hundreds", word) : language.Joins("tens", word);

    /// <summary>What may still be added: ones behind tens, tens and ones behind hundreds; in French up to nineteen behind sixty and eighty.</summary>
    private decimal LimitAfter(decimal value) => value switch
    {
        >= 1000 when value % 1000 == 0 => 1000,
        >= 100 when value % 100 == 0 => 100,
        10 when language.Has("score") => 10, // dix-sept
        >= 20 when value % 10 == 0 => language.Has("score") && value is 60 or 80 ? 20 : 10,
        _ => 0,
    };
}
