using System.Globalization;
using System.Text;

namespace PromoEngine.Web.Pages;

/// <summary>A page of a list, and where the next one begins.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Keyset paging over (time, id): each row once, however much is inserted meanwhile.</summary>
internal readonly record struct TimeCursor(DateTime At, Guid Id)
{
    public override string ToString() =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At.Ticks}|{Id}"))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>Null for none; a broken one is a broken request.</summary>
    public static TimeCursor? Read(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
            return null;
        try
        {
            var base64 = cursor.Replace('-', '+').Replace('_', '/');
            var parts = Encoding.ASCII.GetString(Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='))).Split('|');
            return new(new DateTime(long.Parse(parts[0], CultureInfo.InvariantCulture), DateTimeKind.Utc), Guid.Parse(parts[1]));
        }
        catch (Exception e) when (e is FormatException or IndexOutOfRangeException or OverflowException or ArgumentException)
        {
            throw new BadHttpRequestException("This cursor is not one that a list gave out.");
        }
    }
}
