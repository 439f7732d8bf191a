using System.Globalization;

namespace PromoEngine.Inbox.Channels.Email.Mime;

/// <summary>`Tue, 3 Nov 2026 09:05:01 +0100 (CET)` (RFC 5322 3.3) and its worn forms: no weekday, no seconds, two-digit years, named zones.</summary>
internal static class MailDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly Dictionary<string, int> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = 0, ["UTC"] = 0, ["GMT"] = 0, ["Z"] = 0, ["EST"] = -300, ["EDT"] = -240, ["CST"] = -360, ["CDT"] = -300, ["MST"] = -420, ["MDT"] = -360,
        ["PST"] = -480, ["PDT"] = -420, ["CET"] = 60, ["CEST"] = 120, ["MET"] = 60, ["MEST"] = 120, ["BST"] = 60, ["IST"] = 330, ["JST"] = 540,
    };

    public static DateTimeOffset? Parse(string? field)
    {
        if (string.IsNullOrWhiteSpace(field) || field.Length > 200)
            return null;
        var words = WithoutComments(field).Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 0 && words[0].Length > 0 && char.IsLetter(words[0][0]))
            words = words[1..];
        if (words is [var first, ..] && first.Split('-') is [_, { Length: >= 3 }, _] dashed)
            words = [.. dashed, .. words[1..]];
        // Unix order: Nov 3 09:05:01 2026
        if (words is [var month, var day, var clock, var year] && Month(month) > 0 && clock.Contains(':'))
            words = [day, month, year, clock];

        if (words.Length >= 4 && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var d) && Month(words[1]) is > 0 and var m
            && int.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out var y) && Clock(words[3]) is { } time)
        {
            y += y < 50 ? 2000 : y < 1000 ? 1900 : 0;
            var offset = words.Length > 4 ? Offset(words[4], words.Length > 5 ? words[5] : null) : TimeSpan.Zero;
            if (y is > 1900 and < 9999 && d >= 1 && d <= DateTime.DaysInMonth(y, m))
                return new DateTimeOffset(y, m, d, 0, 0, 0, offset).Add(time);
        }

        return DateTimeOffset.TryParse(field, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var other) ? other : null;
    }

    private static int Month(string word) => word.Length < 3 ? 0 : Array.IndexOf(Months, word[..3].ToLowerInvariant()) + 1;

    private static TimeSpan? Clock(string word)
    {
        var parts = word.Split(':', '.');
        if (parts.Length is < 2 or > 4 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hour) || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minute))
            return null;
        var second = 0;
        if (parts.Length > 2 && !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out second))
            return null;
        return hour < 24 && minute < 60 && second <= 60 ? new TimeSpan(hour, minute, second) : null;
    }

    private static TimeSpan Offset(string word, string? after)
    {
        if (Zones.TryGetValue(word, out var minutes))
            // "GMT +0200"
            return after is ['+' or '-', ..] ? Offset(after, null) : TimeSpan.FromMinutes(minutes);
        var digits = word.TrimStart('+', '-').Replace(":", "", StringComparison.Ordinal);
        if (digits.Length is 3 or 4 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value % 100 < 60 && value < 1500)
            return (word[0] == '-' ? -1 : 1) * new TimeSpan(value / 100, value % 100, 0);
        return TimeSpan.Zero;
    }

    private static string WithoutComments(string field)
    {
        while (field.IndexOf('(', StringComparison.Ordinal) is >= 0 and var open)
        {
            var close = field.IndexOf(')', open);
            field = close < 0 ? field[..open] : field.Remove(open, close - open + 1);
        }

        return field;
    }
}
