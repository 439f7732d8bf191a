using System.Globalization;

namespace PromoEngine.Extraction.Reading;

/// <summary>Feasts, fixed and movable. When they are stands in the lexicons (<c>12-25</c>, <c>easter+49</c>, <c>11-thu-4</c>), since a mother's day is another one elsewhere.</summary>
internal static class Feasts
{
    private static readonly string[] Weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static bool Knows(string name) => Rule(name, Languages.English) is not null;

    /// <summary>The next one, today included.</summary>
    public static DateOnly? Next(string name, Language language, DateOnly today)
    {
        if ((Rule(name, language) ?? Rule(name, Languages.English)) is not { } rule)
            return null;
        var day = In(rule, today.Year);
        return day < today ? In(rule, today.Year + 1) : day;
    }

    private static string? Rule(string name, Language language)
    {
        foreach (var (key, words) in language.Lines("feastdays"))
        {
            if (key == name)
                return words[0];
        }

        return null;
    }

    private static DateOnly In(string rule, int year)
    {
        if (rule.StartsWith("easter", StringComparison.Ordinal))
            return Easter(year).AddDays(rule.Length > 6 ? int.Parse(rule[6..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0);
        var parts = rule.Split('-', 3);
        var month = int.Parse(parts[0], CultureInfo.InvariantCulture);
        return parts.Length == 2 ? new(year, month, int.Parse(parts[1], CultureInfo.InvariantCulture)) : Weekday(year, month, Array.IndexOf(Weekdays, parts[1]), parts[2]);
    }

    // "11-thu-4" is the fourth Thursday of November, "5-mon-last" the last Monday of May; "11-thu-4+1" the day after.
    private static DateOnly Weekday(int year, int month, int weekday, string which)
    {
        var plus = which.Split('+');
        var first = new DateOnly(year, month, 1);
        var day = first.AddDays((weekday - (int)first.DayOfWeek + 7) % 7);
        day = plus[0] == "last" ? Last(day, month) : day.AddDays(7 * (int.Parse(plus[0], CultureInfo.InvariantCulture) - 1));
        return plus.Length > 1 ? day.AddDays(int.Parse(plus[1], CultureInfo.InvariantCulture)) : day;
    }

    private static DateOnly Last(DateOnly day, int month)
    {
        while (day.AddDays(7).Month == month)
            day = day.AddDays(7);
        return day;
    }

    /// <summary>Gregorian Easter Sunday, after the anonymous computus that Meeus prints.</summary>
    private static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var day = h + l - (7 * m) + 114;
        return new(year, day / 31, (day % 31) + 1);
    }
}
