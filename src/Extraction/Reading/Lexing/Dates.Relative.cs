namespace PromoEngine.Extraction.Reading;

/// <summary>Days that only mean something beside the message's own: tomorrow, next Friday, in two weeks, the end of the month.</summary>
internal sealed partial class Dates
{
    private Found? Weekday(IReadOnlyList<Token> tokens, int at)
    {
        if (at >= tokens.Count || tokens[at].Kind != TokenKind.Word)
            return null;
        var name = at;
        var which = tokens[at].Norm is "next" or "this" or "coming" or "following" or "last" or "past" ? tokens[name++].Norm : null;
        if (name < tokens.Count && tokens[name].Norm is "coming" or "upcoming")
            name++;
        // "next week tuesday", "next week on tuesday".
        if (which == "next" && name < tokens.Count && tokens[name].Is("week"))
            (which, name) = ("next week", name + (name + 1 < tokens.Count && tokens[name + 1].Is("on") ? 2 : 1));
        if (name >= tokens.Count || !(English.Weekdays.TryGetValue(tokens[name].Norm, out var weekday) || (IsPossessive(tokens[name]) && English.Weekdays.TryGetValue(tokens[name].Norm.TrimEnd('s'), out weekday))))
            return null;
        if (which is null && tokens[name].Norm is "sun" or "sat" or "mon" or "wed" && !Bounds.Asks(tokens, at))
            return null;
        var end = name + 1;
        // "viernes próximo", "Freitag nächster Woche", "lundi de la semaine prochaine".
        if (which is null && NextWeek(tokens, end) is { } later)
            (which, end) = ("next week", later);
        else if (which is null && end < tokens.Count && tokens[end].Norm is "next" or "last" or "coming" or "past" && tokens[end].Language.Code != "en")
            which = tokens[end++].Norm;
        while (end < tokens.Count && tokens[end] is { Kind: TokenKind.Word, Norm: "" })
            end++;
        // "Friday, May 5th" and "Friday the 14th" are the date itself.
        var detail = end < tokens.Count && tokens[end].IsMark(',') ? end + 1 : end;
        detail += detail < tokens.Count && tokens[detail].Is("the") ? 1 : 0;
        if (detail < tokens.Count && (MonthDay(tokens, detail) ?? DayMonth(tokens, detail) ?? Ordinal(tokens, detail) ?? (tokens[detail].Kind == TokenKind.Number ? Slashed(tokens, detail) : null)) is { } exact)
            return exact;
        if (today is not { } now)
            return new Found(null, end);
        return new Found(OnWeekday(now, weekday, which), end);
    }

    // "Wednesday's meeting": one day, not every Wednesday.
    private static bool IsPossessive(in Token token) => token.End - token.Start > token.Raw.Length;

    private static int? NextWeek(IReadOnlyList<Token> tokens, int at)
    {
        var (next, week) = (false, false);
        var i = at;
        for (; i < Math.Min(tokens.Count, at + 6) && tokens[i].Norm is "of" or "the" or "next" or "coming" or "week" or "in" or ""; i++)
        {
            if (tokens[i].Norm is not ("week" or "next" or "coming") && next && week)
                break;
            next |= tokens[i].Norm is "next" or "coming";
            week |= tokens[i].Is("week");
        }

        return next && week ? i : null;
    }

    private static DateMention OnWeekday(DateOnly now, int weekday, string? which)
    {
        var ahead = ((weekday - (int)now.DayOfWeek) + 7) % 7;
        var coming = now.AddDays(ahead == 0 ? 7 : ahead);
        if (which is "last" or "past")
            return new(coming.AddDays(-7)) { Rule = "date.weekday", Bound = DateBound.Past };
        if (which is not ("next" or "following" or "next week"))
            return new(which == "this" && ahead == 0 ? now : coming) { Rule = "date.weekday" };

        // Policy: the day in next week, Monday first. Ask while the nearer reading is still possible.
        var monday = now.AddDays(7 - (((int)now.DayOfWeek + 6) % 7));
        var policy = monday.AddDays((weekday + 6) % 7);
        return new(policy) { Rule = "date.next_weekday", OtherReading = which != "next week" && coming != policy && coming.DayNumber - now.DayNumber < 9 ? coming : null };
    }

    private Found? Near(IReadOnlyList<Token> tokens, int at)
    {
        // "EOD Friday" is Friday.
        if (tokens[at].Norm is "eod" or "cob" or "eob" && at + 1 < tokens.Count && (Weekday(tokens, tokens[at + 1].Norm is "on" or "of" ? at + 2 : at + 1) ?? Near(tokens, at + 1)) is { } named)
            return named;
        (int Days, int Words)? near = tokens[at].Norm switch
        {
            "today" or "tonight" or "eod" or "cob" or "eob" => (0, 1),
            "overmorrow" => (2, 1),
            "tomorrow" or "tmrw" or "tmr" or "tmw" or "tomorow" or "tommorow" or "tommorrow" => (1, 1),
            "yesterday" => (-1, 1),
            "day" when Follows(tokens, at, "after", "tomorrow") => (2, 3),
            _ => null,
        };
        if (near is not { } found)
            return null;
        if (today is not { } now)
            return new Found(null, at + found.Words);
        return new Found(new(now.AddDays(found.Days)) { Rule = "date.near", Bound = found.Days < 0 ? DateBound.Past : DateBound.None }, at + found.Words);
    }
}
