using System.Globalization;

namespace PromoEngine.Extraction.Reading;

/// <summary>Days as people write them, counted from the message's own day. Without such a day only complete dates are read.</summary>
internal sealed class Dates(DateOnly? today, bool dayFirst, bool orderKnown)
{
    public readonly record struct Found(DateMention? Date, int End);

    /// <summary>The date that starts at <paramref name="at"/>; a recognised date that cannot be resolved has a null mention.</summary>
    public Found? Read(IReadOnlyList<Token> tokens, int at)
    {
        var token = tokens[at];
        if (token.Kind == TokenKind.Number)
            return Iso(tokens, at) ?? Slashed(tokens, at) ?? DayMonth(tokens, at) ?? Ordinal(tokens, at) ?? FromNow(tokens, at);
        if (token.Kind != TokenKind.Word)
            return null;
        return MonthDay(tokens, at) ?? DayMonth(tokens, at) ?? Weekday(tokens, at) ?? Near(tokens, at) ?? EndOf(tokens, at) ?? FromNow(tokens, at) ?? Ordinal(tokens, at) ?? Holiday(tokens, at);
    }

    private static Found? Iso(IReadOnlyList<Token> tokens, int at) =>
        at + 4 < tokens.Count && tokens[at].Norm.Length == 4 && tokens[at + 1].IsMark('-') && tokens[at + 3].IsMark('-') && tokens[at + 2].Glued && tokens[at + 4].Glued
            && Date(Int(tokens[at]), Int(tokens[at + 2]), Int(tokens[at + 4])) is { } day
            ? new Found(new(day) { Rule = "date.iso" }, at + 5)
            : null;

    private Found? Slashed(IReadOnlyList<Token> tokens, int at)
    {
        if (at + 2 >= tokens.Count || tokens[at + 1].Kind != TokenKind.Mark || tokens[at + 1].Norm is not ("/" or "." or "-") || !tokens[at + 1].Glued || !tokens[at + 2].Glued)
            return null;
        if (tokens[at + 2].Kind != TokenKind.Number || tokens[at].Norm.Length > 2 || tokens[at + 2].Norm.Length > 2)
            return null;

        var separator = tokens[at + 1].Norm;
        var year = at + 4 < tokens.Count && tokens[at + 3].Is(separator) && tokens[at + 4] is { Kind: TokenKind.Number, Glued: true } ? Int(tokens[at + 4]) : (int?)null;
        // 200-250 and 3.5 are numbers; only a slash makes a date without its year, and a half is a half unless a date word asks.
        if (year is null && (separator == "-" || (separator == "." && !(at + 3 < tokens.Count && tokens[at + 3].IsMark('.'))) || (IsFraction(tokens, at) && !Bounds.Asks(tokens, at))))
            return null;

        var end = year is null ? at + 3 : at + 5;
        var (first, second) = (Int(tokens[at]), Int(tokens[at + 2]));
        var asDayFirst = Resolve(year, second, first);
        var asMonthFirst = Resolve(year, first, second);
        var preferred = (dayFirst || separator == "." ? asDayFirst ?? asMonthFirst : asMonthFirst ?? asDayFirst);
        if (preferred is null)
            return today is null && first is > 0 and <= 31 && second is > 0 and <= 31 ? new Found(null, end) : null;
        var other = orderKnown || separator == "." || asDayFirst is null || asMonthFirst is null || asDayFirst == asMonthFirst ? null : preferred == asDayFirst ? asMonthFirst : asDayFirst;
        return new Found(new(preferred.Value) { Rule = "date.numeric", OtherReading = other }, end);
    }


    private static bool IsFraction(IReadOnlyList<Token> tokens, int at) => (tokens[at].Norm, tokens[at + 2].Norm) is ("1", "2") or ("1", "4") or ("3", "4");

    /// <summary>May 5 · May 5th, 2026 · May 3-5 · by the end of May is elsewhere.</summary>
    private Found? MonthDay(IReadOnlyList<Token> tokens, int at)
    {
        if (!English.Months.TryGetValue(tokens[at].Norm, out var month))
            return null;
        var next = at + 1;
        if (next < tokens.Count && tokens[next].IsMark('.'))
            next++;
        if (next < tokens.Count && tokens[next].Is("the"))
            next++;
        if (Day(tokens, next) is not { } day)
            return MonthAlone(tokens, at, month);

        var year = Year(tokens, day.End);
        var end = year?.End ?? day.End;
        if (RangeEnd(tokens, day.End) is { } second)
            return Range(month, day.Value, second.Month ?? month, second.Day, second.End);
        return Resolved(year?.Value, month, day.Value, "date.month_day", end);
    }

    /// <summary>5 May · the 5th of May · 5-8 May.</summary>
    private Found? DayMonth(IReadOnlyList<Token> tokens, int at)
    {
        if (Day(tokens, at) is not { } day)
            return null;
        var next = day.End;
        int? until = null;
        if (next + 1 < tokens.Count && (tokens[next].IsMark('-') || tokens[next].Norm is "to" or "and") && Day(tokens, next + 1) is { } second)
        {
            until = second.Value;
            next = second.End;
        }

        if (next < tokens.Count && tokens[next].Norm is "of" or ".")
            next++;
        if (next >= tokens.Count || !English.Months.TryGetValue(tokens[next].Norm, out var month))
            return null;
        // "5 may be enough": the verb, not the month.
        if (tokens[next].Is("may") && !tokens[next].Capital && next + 1 < tokens.Count && tokens[next + 1].Norm is "be" or "not" or "need" or "have" or "do" or "also")
            return null;
        if (until is { } last)
            return Range(month, day.Value, month, last, next + 1);
        var year = Year(tokens, next + 1);
        return Resolved(year?.Value, month, day.Value, "date.day_month", year?.End ?? next + 1);
    }

    private static (int? Month, int Day, int End)? RangeEnd(IReadOnlyList<Token> tokens, int at)
    {
        if (at + 1 >= tokens.Count || !(tokens[at].IsMark('-') || tokens[at].Norm is "to" or "and" or "through" or "thru" or "until"))
            return null;
        int? month = English.Months.TryGetValue(tokens[at + 1].Norm, out var named) ? named : null;
        if (tokens[at].Is("and") && month is null)
            return null;
        return Day(tokens, month is null ? at + 1 : at + 2) is { } day ? (month, day.Value, day.End) : null;
    }

    private Found? Range(int month, int day, int untilMonth, int untilDay, int end)
    {
        if (Resolve(null, month, day) is not { } from || Date(untilMonth < month ? from.Year + 1 : from.Year, untilMonth, untilDay) is not { } until)
            return new Found(null, end);
        return new Found(new(from) { Until = until, Rule = "date.range" }, end);
    }

    private Found? MonthAlone(IReadOnlyList<Token> tokens, int at, int month)
    {
        if (at == 0)
            return null;
        var before = tokens[at - 1];
        if (before.Norm == "mid" || (before.Norm == "-" && at > 1 && tokens[at - 2].Is("mid")) || (before.Norm == "of" && at > 1 && tokens[at - 2].Is("middle")))
            return Resolve(null, month, 15) is { } mid ? new Found(new(mid) { Rule = "date.mid_month", Vague = true }, at + 1) : null;
        return before.Norm is "by" or "before" or "in" or "early" or "late" or "until" && (tokens[at].Norm.Length > 3 || tokens[at].Capital) && Resolve(null, month, 1) is { } first
            ? new Found(new(first) { Rule = "date.month", Vague = true }, at + 1)
            : null;
    }

    /// <summary>The 3rd: the next one. A street, a floor or a try is no date.</summary>
    private Found? Ordinal(IReadOnlyList<Token> tokens, int at)
    {
        if (at == 0 || tokens[at - 1].Norm is not ("the" or "by" or "on" or "before" or "until" or "till") || Day(tokens, at) is not { Ordinal: true } day)
            return null;
        if (tokens[at].Kind == TokenKind.Word && !Bounds.Asks(tokens, at))
            return null;
        if (day.End < tokens.Count && tokens[day.End] is { Kind: TokenKind.Word, Glued: false } after && !English.Function.Contains(after.Norm) && !English.Weekdays.ContainsKey(after.Norm))
            return null;
        if (today is not { } now)
            return new Found(null, day.End);
        for (var month = 0; month < 4; month++)
        {
            var first = new DateOnly(now.Year, now.Month, 1).AddMonths(month);
            if (Date(first.Year, first.Month, day.Value) is { } found && found >= now)
                return new Found(new(found) { Rule = "date.day" }, day.End);
        }

        return null;
    }

    private Found? Weekday(IReadOnlyList<Token> tokens, int at)
    {
        var name = at;
        var which = tokens[at].Norm is "next" or "this" or "coming" or "following" or "last" or "past" ? tokens[name++].Norm : null;
        if (name < tokens.Count && tokens[name].Norm is "coming" or "upcoming")
            name++;
        if (name >= tokens.Count || !English.Weekdays.TryGetValue(tokens[name].Norm, out var weekday))
            return null;
        if (which is null && tokens[name].Norm is "sun" or "sat" or "mon" or "wed" && !Bounds.Asks(tokens, at))
            return null;
        var end = name + 1;
        if (end < tokens.Count && tokens[end].Norm == "next" && end + 1 < tokens.Count && tokens[end + 1].Norm == "week")
            (which, end) = ("next", end + 2);
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
        if (which is not ("next" or "following"))
            return new(which == "this" && ahead == 0 ? now : coming) { Rule = "date.weekday" };

        // Policy: the day in next week, Monday first. Ask while the nearer reading is still possible.
        var monday = now.AddDays(7 - (((int)now.DayOfWeek + 6) % 7));
        var policy = monday.AddDays((weekday + 6) % 7);
        return new(policy) { Rule = "date.next_weekday", OtherReading = coming != policy && coming.DayNumber - now.DayNumber < 9 ? coming : null };
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

    private Found Resolved(int? year, int month, int day, string rule, int end) =>
        new(Resolve(year, month, day) is { } date ? new(date) { Rule = rule } : null, end);

    // A day and month that has passed is next year's.
    private DateOnly? Resolve(int? year, int month, int day)
    {
        if (year is { } said)
            return Date(said < 100 ? 2000 + said : said, month, day);
        if (today is not { } now)
            return null;
        return Date(now.Year, month, day) is { } date && date >= now ? date : Date(now.Year + 1, month, day) ?? Date(now.Year, month, day);
    }

    private static DateOnly? Date(int year, int month, int day) =>
        year is >= 1990 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static (int Value, int End, bool Ordinal)? Day(IReadOnlyList<Token> tokens, int at)
    {
        if (at >= tokens.Count)
            return null;
        if (tokens[at].Kind == TokenKind.Word)
            return English.Ordinals.TryGetValue(tokens[at].Norm, out var word) ? (word, at + 1, true) : null;
        if (tokens[at].Kind != TokenKind.Number || tokens[at].Norm.Length > 2 || Int(tokens[at]) is not (>= 1 and <= 31) || (at > 0 && tokens[at].Glued && tokens[at - 1].Kind == TokenKind.Word))
            return null;
        var ordinal = at + 1 < tokens.Count && tokens[at + 1].Glued && tokens[at + 1].Norm is "st" or "nd" or "rd" or "th";
        return (Int(tokens[at]), ordinal ? at + 2 : at + 1, ordinal);
    }

    private static (int Value, int End)? Year(IReadOnlyList<Token> tokens, int at)
    {
        if (at < tokens.Count && tokens[at].IsMark(','))
            at++;
        return at < tokens.Count && tokens[at].Kind == TokenKind.Number && tokens[at].Norm.Length == 4 && Int(tokens[at]) is >= 2000 and <= 2100 ? (Int(tokens[at]), at + 1) : null;
    }

    private static bool Follows(IReadOnlyList<Token> tokens, int at, params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (at + 1 + i >= tokens.Count || !tokens[at + 1 + i].Is(words[i]))
                return false;
        }

        return true;
    }

    private static int Int(in Token token) => int.TryParse(token.Norm, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1;
}
