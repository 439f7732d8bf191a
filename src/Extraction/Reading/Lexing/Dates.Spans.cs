using System.Globalization;

namespace PromoEngine.Extraction.Reading;

/// <summary>Stretches of time: two ends, weeks, the end of a month, so many days from now or ago.</summary>
internal sealed partial class Dates
{
    /// <summary>A second date behind "to", "-", "until": Monday to Wednesday, 5/3 - 5/8, May 28 to June 2.</summary>
    private Found? Span(IReadOnlyList<Token> tokens, int at, Found first)
    {
        if (first.Date is not { Until: null, Bound: not DateBound.Past } start || start.Rule == "date.from_now" || !Connects(tokens, at, first.End))
            return null;
        var next = Articles(tokens, first.End + 1);
        if (next >= tokens.Count || One(tokens, next) is not { Date: { Until: null } until } second)
            return null;
        var last = until.Day;
        if (last < start.Day)
            last = until.Rule == "date.weekday" ? last.AddDays(7) : last.AddYears(1);
        return new Found(start with { Until = last, Rule = "date.range", OtherReading = null }, second.End);
    }

    private static bool Connects(IReadOnlyList<Token> tokens, int first, int at)
    {
        if (at + 1 >= tokens.Count)
            return false;
        if (tokens[at].IsMark('-') || tokens[at].Norm is "to" or "until" or "through" or "thru")
            return true;
        return tokens[at].Is("and") && Enumerable.Range(1, 4).Any(back => first >= back && tokens[first - back].Norm is "between" or "from");
    }

    private static int Articles(IReadOnlyList<Token> tokens, int at)
    {
        while (at < tokens.Count && tokens[at].Norm is "the" or "day" or "")
            at++;
        return at;
    }

    /// <summary>End of May · fin de mes · Ende nächster Woche · EOM · next week · la semaine prochaine.</summary>
    private Found? EndOf(IReadOnlyList<Token> tokens, int at)
    {
        var next = at;
        var ends = tokens[at].Is("end");
        while (ends && next + 1 < tokens.Count && tokens[next + 1].Norm is "of" or "the" or "" && next < at + 4)
            next++;
        next += ends ? 1 : 0;
        if (today is not { } now || !(ends || tokens[at].Norm is "eom" or "eow" or "eoy" or "next" or "this" or "last" or "weekend" or "week" or "month"))
            return null;
        var which = "";
        while (next < tokens.Count && tokens[next].Norm is "the" or "this" or "next" or "last" or "coming")
            which = tokens[next++].Norm;
        if (next >= tokens.Count)
            return null;
        var end = next + 1;
        if (which.Length == 0 && tokens[next].Norm is "week" or "month" or "year" && end < tokens.Count && tokens[end].Norm is "next" or "last" or "coming")
            which = tokens[end++].Norm;
        if (!ends && which.Length == 0 && tokens[at].Norm is "week" or "month")
            return null;
        while (end < tokens.Count && tokens[end] is { Kind: TokenKind.Word, Norm: "" })
            end++;
        return Ending(now, tokens[next].Norm, ends, which) is { } day ? new Found(day, end) : null;
    }

    private DateMention? Ending(DateOnly now, string what, bool ends, string which)
    {
        var later = which == "next" ? 1 : 0;
        var bound = which == "last" ? DateBound.Past : DateBound.None;
        DateMention? day = what switch
        {
            "month" or "eom" => new(new DateOnly(now.Year, now.Month, 1).AddMonths(later + 1).AddDays(-1)) { Rule = "date.end_of_month", Vague = !ends && what != "eom", Bound = bound },
            "week" or "eow" => new(now.AddDays(((5 - (int)now.DayOfWeek + 7) % 7) + (7 * later))) { Rule = "date.end_of_week", Vague = !ends && what != "eow", Bound = bound },
            "year" or "eoy" => new(new DateOnly(now.Year + later, 12, 31)) { Rule = "date.end_of_year", Vague = !ends && what != "eoy", Bound = bound },
            "weekend" => new(now.AddDays((6 - (int)now.DayOfWeek + 7) % 7).AddDays(7 * later)) { Rule = "date.weekend", Vague = true, Bound = bound },
            "day" or "today" when ends => new(now) { Rule = "date.near" },
            _ => null,
        };
        return day is null && ends && English.Months.TryGetValue(what, out var month) && Resolve(null, month, DateTime.DaysInMonth(now.Year, month)) is { } last
            ? new(last) { Rule = "date.end_of_month" }
            : day;
    }

    /// <summary>In two weeks · within 10 days · 3 weeks from now · a week from Friday · two weeks ago.</summary>
    private Found? FromNow(IReadOnlyList<Token> tokens, int at)
    {
        var cue = tokens[at].Norm is "in" or "within" || (tokens[at].Is("by") && tokens[at].Language.Code != "en");
        var number = cue ? at + 1 : at;
        while (number < tokens.Count && (tokens[number].Norm is "the" or "about" or "around" or "next" or "from" or "" || (cue && tokens[number].Norm is "to" or "of")))
            number++;
        if (Stretch(tokens, number) is not { } stretch)
            return null;
        var end = stretch.End;
        var ago = end < tokens.Count && tokens[end].Norm is "ago" or "back";
        if (ago)
            return new Found(today is null ? null : new(stretch.From(today.Value, -1)) { Rule = "date.from_now", Bound = DateBound.Past }, end + 1);
        if (end + 1 < tokens.Count && tokens[end].Is("from") && tokens[end + 1].Norm is "now" or "today")
            return In(stretch, today, end + 2);
        if (end + 1 < tokens.Count && tokens[end].Is("from") && One(tokens, end + 1) is { Date: { } base_ } start)
            return In(stretch, base_.Day, start.End);
        return cue ? In(stretch, today, end) : null;
    }

    /// <summary>hace dos semanas · il y a deux semaines · vor zwei Wochen.</summary>
    private Found? Ago(IReadOnlyList<Token> tokens, int at)
    {
        var german = tokens[at].Is("before") && tokens[at].Language.Code == "de";
        if (!german && tokens[at].Norm is not ("ago" or "since"))
            return null;
        var number = at + 1;
        while (number < tokens.Count && tokens[number].Norm.Length == 0)
            number++;
        return Stretch(tokens, number) is { } stretch ? new Found(today is null ? null : new(stretch.From(today.Value, -1)) { Rule = "date.from_now", Bound = DateBound.Past }, stretch.End) : null;
    }

    private static Found In(Stretched stretch, DateOnly? start, int end) => new(start is { } day ? new(stretch.From(day, 1)) { Rule = "date.from_now", Bound = DateBound.By } : null, end);

    private readonly record struct Stretched(int Count, int Days, bool Working, int End)
    {
        public DateOnly From(DateOnly day, int direction) => Working && direction > 0 ? Dates.Working(day, Count) : Days == 30 ? day.AddMonths(direction * Count) : day.AddDays(direction * Count * Days);
    }

    /// <summary>Two weeks · a couple of days · 10 business days · zehn Werktage · a fortnight.</summary>
    private static Stretched? Stretch(IReadOnlyList<Token> tokens, int at)
    {
        if (at >= tokens.Count)
            return null;
        (decimal Value, int End)? count = tokens[at].Norm is "a" or "an" or "one" ? (1, at + 1) : tokens[at].Is("couple") ? (2, at + 1) : Numbers.Read(tokens, at);
        if (count is not { Value: > 0 and < 400 } found || found.End >= tokens.Count)
            return null;
        var unit = found.End;
        if (tokens[unit].Is("couple"))
            (found, unit) = ((2, unit), unit + 1);
        while (unit < tokens.Count && tokens[unit].Is("of"))
            unit++;
        var working = unit < tokens.Count && tokens[unit].Norm is "business" or "working" or "work";
        if (working && !(unit + 1 < tokens.Count && Length(tokens[unit + 1].Norm) is not null))
            return tokens[unit].Language.Code == "en" ? null : new((int)found.Value, 1, true, unit + 1);
        unit += working ? 1 : 0;
        if (unit >= tokens.Count || Length(tokens[unit].Norm) is not { } length)
            return null;
        working |= unit + 1 < tokens.Count && tokens[unit + 1].Is("business");
        return new((int)found.Value, length, working, unit + (working && tokens[unit + 1 < tokens.Count ? unit + 1 : unit].Is("business") ? 2 : 1));
    }

    private static int? Length(string unit) => unit switch { "day" or "days" => 1, "week" or "weeks" or "wk" or "wks" => 7, "fortnight" => 14, "month" or "months" => 30, _ => null };

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

    /// <summary>KW 23: by the Friday of that week.</summary>
    private Found? Week(IReadOnlyList<Token> tokens, int at)
    {
        if (!tokens[at].Is("calendarweek") || at + 1 >= tokens.Count || Int(tokens[at + 1]) is not (>= 1 and <= 53) || today is not { } now)
            return null;
        var friday = DateOnly.FromDateTime(ISOWeek.ToDateTime(now.Year, Int(tokens[at + 1]), DayOfWeek.Friday));
        return new Found(new(friday < now ? DateOnly.FromDateTime(ISOWeek.ToDateTime(now.Year + 1, Int(tokens[at + 1]), DayOfWeek.Friday)) : friday) { Rule = "date.calendar_week" }, at + 2);
    }

    // "for Christmas", "vor Weihnachten"; but Christmas mugs are mugs and a Christmas party has a day of its own.
    private Found? Feast(IReadOnlyList<Token> tokens, int at)
    {
        if (!Feasts.Knows(tokens[at].Norm) || !Bounds.Asks(tokens, at))
            return null;
        var end = at + 1;
        while (end < tokens.Count && tokens[end] is { Kind: TokenKind.Word, Norm: "" })
            end++;
        if (end < tokens.Count && tokens[end].Norm is "day" or "eve")
            end++;
        if (end < tokens.Count && tokens[end].Kind == TokenKind.Word && !English.Function.Contains(tokens[end].Norm))
            return null;
        return new Found(today is { } now && Feasts.Next(tokens[at].Norm, tokens[at].Language, now) is { } day ? new(day) { Rule = "date.feast" } : null, end);
    }
}
