namespace PromoEngine.Extraction.Reading;

/// <summary>Days that only mean something beside the message's own: tomorrow, next Friday, in two weeks, the end of the month.</summary>
internal sealed partial class Dates
{
    private Found? Weekday(IReadOnlyList<Token> tokens, int at)
    {
        var name = at;
        var which = tokens[at].Norm is "next" or "this" or "coming" or "following" or "last" or "past" ? tokens[name++].Norm : null;
        if (name < tokens.Count && tokens[name].Norm is "coming" or "upcoming")
            name++;
        // "next week tuesday", "next week on tuesday".
        if (which == "next" && name < tokens.Count && tokens[name].Is("week"))
            (which, name) = ("next week", name + (name + 1 < tokens.Count && tokens[name + 1].Is("on") ? 2 : 1));
        if (name >= tokens.Count || !English.Weekdays.TryGetValue(tokens[name].Norm, out var weekday))
            return null;
        if (which is null && tokens[name].Norm is "sun" or "sat" or "mon" or "wed" && !Bounds.Asks(tokens, at))
            return null;
        var end = name + 1;
        if (end < tokens.Count && tokens[end].Norm == "next" && end + 1 < tokens.Count && tokens[end + 1].Norm == "week")
            (which, end) = ("next week", end + 2);
        // "Friday, May 5th" and "Friday the 14th" are the date itself.
        var detail = end < tokens.Count && tokens[end].IsMark(',') ? end + 1 : end;
        detail += detail < tokens.Count && tokens[detail].Is("the") ? 1 : 0;
        if (detail < tokens.Count && (MonthDay(tokens, detail) ?? DayMonth(tokens, detail) ?? Ordinal(tokens, detail) ?? (tokens[detail].Kind == TokenKind.Number ? Slashed(tokens, detail) : null)) is { } exact)
            return exact;
        if (today is not { } now)
            return new Found(null, end);
        return new Found(OnWeekday(now, weekday, which), end);
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
        (int Days, int Words)? near = tokens[at].Norm switch
        {
            "today" or "tonight" or "eod" or "cob" => (0, 1),
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

    private Found? EndOf(IReadOnlyList<Token> tokens, int at)
    {
        var next = tokens[at].Norm switch
        {
            "end" when at + 1 < tokens.Count => tokens[at + 1].Is("of") ? at + 2 : at + 1,
            "eom" or "eow" or "eoy" => at,
            "next" or "this" or "last" or "weekend" => at,
            _ => -1,
        };
        if (next < 0 || today is not { } now)
            return null;
        var ends = next != at;
        var which = "";
        while (next < tokens.Count && tokens[next].Norm is "the" or "this" or "next" or "last" or "coming")
            which = tokens[next++].Norm;
        if (next >= tokens.Count)
            return null;
        var later = which == "next" ? 1 : 0;
        var bound = which == "last" ? DateBound.Past : DateBound.None;
        DateMention? day = tokens[next].Norm switch
        {
            "month" or "eom" => new(new DateOnly(now.Year, now.Month, 1).AddMonths(later + 1).AddDays(-1)) { Rule = "date.end_of_month", Vague = !ends && tokens[next].Norm != "eom", Bound = bound },
            "week" or "eow" => new(now.AddDays(((5 - (int)now.DayOfWeek + 7) % 7) + (7 * later))) { Rule = "date.end_of_week", Vague = !ends && tokens[next].Norm != "eow", Bound = bound },
            "year" or "eoy" => new(new DateOnly(now.Year + later, 12, 31)) { Rule = "date.end_of_year", Vague = !ends && tokens[next].Norm != "eoy", Bound = bound },
            "weekend" => new(now.AddDays((6 - (int)now.DayOfWeek + 7) % 7).AddDays(7 * later)) { Rule = "date.weekend", Vague = true, Bound = bound },
            "day" when ends => new(now) { Rule = "date.near" },
            _ => null,
        };
        if (day is null && ends && English.Months.TryGetValue(tokens[next].Norm, out var month) && Resolve(null, month, DateTime.DaysInMonth(now.Year, month)) is { } last)
            day = new(last) { Rule = "date.end_of_month" };
        return day is null ? null : new Found(day, next + 1);
    }

    /// <summary>In two weeks · within 10 days · 3 weeks from now · two weeks ago.</summary>
    private Found? FromNow(IReadOnlyList<Token> tokens, int at)
    {
        var cue = tokens[at].Norm is "in" or "within" ? 1 : 0;
        var number = at + cue;
        if (number < tokens.Count && tokens[number].Norm is "the" or "about" or "around" or "next")
            number++;
        (decimal Value, int End)? count = number < tokens.Count && tokens[number].Norm is "a" or "an" or "one" ? (1, number + 1) : Numbers.Read(tokens, number);
        if (count is not { Value: > 0 and < 400 } found || found.End >= tokens.Count)
            return null;
        var unit = found.End;
        if (tokens[unit].Norm == "couple")
            (found, unit) = ((2, unit), tokens.Count > unit + 1 && tokens[unit + 1].Is("of") ? unit + 2 : unit + 1);
        var working = unit < tokens.Count && tokens[unit].Norm is "business" or "working";
        unit += working ? 1 : 0;
        if (unit >= tokens.Count || Length(tokens[unit].Norm) is not { } length)
            return null;
        var end = unit + 1;
        var ago = end < tokens.Count && tokens[end].Norm is "ago" or "back";
        var from = end + 1 < tokens.Count && tokens[end].Norm == "from" && tokens[end + 1].Norm is "now" or "today";
        if (cue == 0 && !ago && !from)
            return null;
        end += from ? 2 : ago ? 1 : 0;
        if (today is not { } now)
            return new Found(null, end);
        var days = (int)found.Value;
        var day = working ? Working(now, days) : length == 30 ? now.AddMonths(days) : now.AddDays(days * length);
        return new Found(new(day) { Rule = "date.from_now", Bound = ago ? DateBound.Past : DateBound.By }, end);
    }

    private static int? Length(string unit) => unit switch { "day" or "days" => 1, "week" or "weeks" or "wk" or "wks" => 7, "month" or "months" => 30, _ => null };

    private static DateOnly Working(DateOnly day, int count)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                count--;
        }

        return day;
    }

    private Found? Holiday(IReadOnlyList<Token> tokens, int at)
    {
        (int Month, int Day, int Words)? fixedDay = tokens[at].Norm switch
        {
            "christmas" or "xmas" => (12, 25, 1),
            "halloween" => (10, 31, 1),
            "valentines" => (2, 14, Follows(tokens, at, "day") ? 2 : 1),
            "new" when Follows(tokens, at, "years") || Follows(tokens, at, "year") && at > 0 && Bounds.Asks(tokens, at) => (1, 1, Follows(tokens, at, "years", "day") ? 3 : 2),
            _ => null,
        };
        if (fixedDay is not { } found || !Bounds.Asks(tokens, at))
            return null;
        var end = at + found.Words;
        return new Found(Resolve(null, found.Month, found.Day) is { } day ? new(day) { Rule = "date.holiday" } : null, end);
    }
}
