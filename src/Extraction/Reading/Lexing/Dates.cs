using System.Globalization;

namespace PromoEngine.Extraction.Reading;

/// <summary>Days as people write them, counted from the message's own day. Without such a day only complete dates are read.</summary>
internal sealed partial class Dates(DateOnly? today, bool dayFirst, bool orderKnown)
{
    public readonly record struct Found(DateMention? Date, int End);

    /// <summary>The date that starts at <paramref name="at"/>; a recognised date that cannot be resolved has a null mention.</summary>
    public Found? Read(IReadOnlyList<Token> tokens, int at) => One(tokens, at) is { } first ? Span(tokens, at, first) ?? first : null;

    private Found? One(IReadOnlyList<Token> tokens, int at)
    {
        var token = tokens[at];
        if (token.Kind == TokenKind.Number)
            return Iso(tokens, at) ?? Slashed(tokens, at) ?? Dotted(tokens, at) ?? DayMonth(tokens, at) ?? Ordinal(tokens, at) ?? FromNow(tokens, at);
        if (token.Kind != TokenKind.Word)
            return null;
        return MonthDay(tokens, at) ?? DayMonth(tokens, at) ?? Weekday(tokens, at) ?? Near(tokens, at) ?? EndOf(tokens, at) ?? FromNow(tokens, at) ?? Ago(tokens, at) ?? Week(tokens, at) ?? Ordinal(tokens, at) ?? Feast(tokens, at);
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
        // In other languages than English nobody puts the month first.
        var foreign = tokens[at].Language.Code != "en" && !orderKnown;
        var preferred = (dayFirst || foreign || separator == "." ? asDayFirst ?? asMonthFirst : asMonthFirst ?? asDayFirst);
        if (preferred is null)
            return today is null && first is > 0 and <= 31 && second is > 0 and <= 31 ? new Found(null, end) : null;
        var other = orderKnown || foreign || separator == "." || asDayFirst is null || asMonthFirst is null || asDayFirst == asMonthFirst ? null : preferred == asDayFirst ? asMonthFirst : asDayFirst;
        return new Found(new(preferred.Value) { Rule = "date.numeric", OtherReading = other }, end);
    }

    // 05.06. and, where a date is asked for, 5.6: cut as one number.
    private Found? Dotted(IReadOnlyList<Token> tokens, int at)
    {
        var parts = tokens[at].Norm.Split('.');
        var point = at + 1 < tokens.Count && tokens[at + 1] is { Glued: true } mark && mark.IsMark('.');
        if (parts.Length != 2 || parts[0].Length > 2 || parts[1].Length > 2 || tokens[at].Language.Code == "en" || !(point || Bounds.Asks(tokens, at)))
            return null;
        return Resolve(null, int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[0], CultureInfo.InvariantCulture)) is { } day
            ? new Found(new(day) { Rule = "date.numeric" }, point ? at + 2 : at + 1)
            : null;
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
        if (RangeEnd(tokens, day.End) is { Month: null } second)
            return Range(month, day.Value, second.Month ?? month, second.Day, second.End);
        return Resolved(year?.Value, month, day.Value, "date.month_day", end);
    }

    /// <summary>5 May · the 5th of May · 5-8 May.</summary>
    private Found? DayMonth(IReadOnlyList<Token> tokens, int at)
    {
        if (Day(tokens, at) is not { } day)
            return null;
        var next = Point(tokens, day.End);
        int? until = null;
        if (Connects(tokens, at, next) && Day(tokens, Articles(tokens, next + 1)) is { } second)
        {
            until = second.Value;
            next = Point(tokens, second.End);
        }

        if (next < tokens.Count && tokens[next].Is("of"))
            next++;
        if (next >= tokens.Count || !English.Months.TryGetValue(tokens[next].Norm, out var month))
            return null;
        // "5 may be enough": the verb, not the month.
        if (tokens[next].Is("may") && !tokens[next].Capital && next + 1 < tokens.Count && tokens[next + 1].Norm is "be" or "not" or "need" or "have" or "do" or "also")
            return null;
        var year = Year(tokens, next + 1);
        if (until is { } last)
            return Range(month, day.Value, month, last, year?.End ?? next + 1, year?.Value);
        return Resolved(year?.Value, month, day.Value, "date.day_month", year?.End ?? next + 1);
    }

    private static int Point(IReadOnlyList<Token> tokens, int at) => at < tokens.Count && tokens[at].IsMark('.') && tokens[at].Glued ? at + 1 : at;

    private static (int? Month, int Day, int End)? RangeEnd(IReadOnlyList<Token> tokens, int at)
    {
        if (at + 1 >= tokens.Count || !(tokens[at].IsMark('-') || tokens[at].Norm is "to" or "and" or "through" or "thru" or "until"))
            return null;
        int? month = English.Months.TryGetValue(tokens[at + 1].Norm, out var named) ? named : null;
        if (tokens[at].Is("and") && month is null)
            return null;
        return Day(tokens, month is null ? at + 1 : at + 2) is { } day ? (month, day.Value, day.End) : null;
    }

    private Found? Range(int month, int day, int untilMonth, int untilDay, int end, int? year = null)
    {
        if (Resolve(year, month, day) is not { } from || Date(untilMonth < month ? from.Year + 1 : from.Year, untilMonth, untilDay) is not { } until)
            return new Found(null, end);
        return new Found(new(from) { Until = until, Rule = "date.range" }, end);
    }

    private Found? MonthAlone(IReadOnlyList<Token> tokens, int at, int month)
    {
        if (at == 0)
            return null;
        var before = tokens[at - 1];
        if (before.Norm == "mid" || (before.Norm is "-" or "of" && at > 1 && tokens[at - 2].Norm is "mid" or "middle"))
            return Resolve(null, month, 15) is { } mid ? new Found(new(mid) { Rule = "date.mid_month", Rough = true }, at + 1) : null;
        return before.Norm is "by" or "before" or "in" or "early" or "late" or "until" && (tokens[at].Norm.Length > 3 || tokens[at].Capital) && Resolve(null, month, 1) is { } first
            ? new Found(new(first) { Rule = "date.month", Vague = true }, at + 1)
            : null;
    }

    /// <summary>The 3rd: the next one. A street, a floor or a try is no date.</summary>
    private Found? Ordinal(IReadOnlyList<Token> tokens, int at)
    {
        if (at == 0 || tokens[at - 1].Norm is not ("the" or "by" or "on" or "before" or "until" or "till" or "day" or "starting" or "") || Day(tokens, at) is not { } day || !(day.Ordinal || IsBareDay(tokens, at, ref day)))
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

    // "para el 5", "bis zum 5.", "entro il 5", "dia 5": a number where only a day can stand.
    private static bool IsBareDay(IReadOnlyList<Token> tokens, int at, ref (int Value, int End, bool Ordinal) day)
    {
        if (tokens[at].Language.Code == "en" || tokens[at].Kind != TokenKind.Number || !(tokens[at - 1].Is("day") || Bounds.Asks(tokens, at)))
            return false;
        day.End = Point(tokens, day.End);
        if (tokens[at].Language.Code == "de")
            return day.End > at + 1;
        return day.End >= tokens.Count || tokens[day.End].Kind is TokenKind.Break or TokenKind.Mark || (tokens[day.End].Kind == TokenKind.Word && English.Function.Contains(tokens[day.End].Norm));
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
            return Spoken(tokens, at);
        if (tokens[at].Kind != TokenKind.Number || tokens[at].Norm.Length > 2 || Int(tokens[at]) is not (>= 1 and <= 31) || (at > 0 && tokens[at].Glued && tokens[at - 1].Kind == TokenKind.Word))
            return null;
        var ordinal = at + 1 < tokens.Count && tokens[at + 1].Glued && tokens[at + 1].Raw is "st" or "nd" or "rd" or "th" or "er" or "e" or "eme" or "de" or "ste" or "º" or "ª" or "o" or "°";
        return (Int(tokens[at]), ordinal ? at + 2 : at + 1, ordinal);
    }

    /// <summary>fifth, twenty-first, veinticinco.</summary>
    private static (int Value, int End, bool Ordinal)? Spoken(IReadOnlyList<Token> tokens, int at)
    {
        if (English.Ordinals.TryGetValue(tokens[at].Norm, out var ordinal))
            return (ordinal, at + 1, true);
        if (Numbers.Read(tokens, at) is not { Value: >= 1 and <= 31 } number || number.Value != decimal.Truncate(number.Value))
            return null;
        var next = number.End < tokens.Count && tokens[number.End].IsMark('-') && tokens[number.End].Glued ? number.End + 1 : number.End;
        if (number.Value is 20 or 30 && next < tokens.Count && English.Ordinals.TryGetValue(tokens[next].Norm, out var ones) && ones < 10)
            return ((int)number.Value + ones, next + 1, true);
        return tokens[at].Language.Code == "en" ? null : ((int)number.Value, number.End, false);
    }

    private static (int Value, int End)? Year(IReadOnlyList<Token> tokens, int at)
    {
        if (at < tokens.Count && (tokens[at].IsMark(',') || tokens[at].Is("of")))
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
