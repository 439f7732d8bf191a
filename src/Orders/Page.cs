using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace PromoEngine.Orders;

/// <summary>One page of a list; <see cref="Next"/> fetches the following one and is null at the end.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>From one item more than was asked for.</summary>
    public static Page<T> Of(IReadOnlyList<T> found, int take, Func<T, string> cursor) => found.Count > take
        ? new([.. found.Take(take)], cursor(found[take - 1]))
        : new(found, null);
}

/// <summary>Where a page ended: the sort keys of its last row. Rows that come or go meanwhile neither repeat nor hide others.</summary>
internal static class PageCursor
{
    public static string Write(params string[] keys) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(keys));

    /// <summary>The keys; none for the first page.</summary>
    public static string[] Read(string? cursor, int keys)
    {
        if (string.IsNullOrEmpty(cursor))
            return [];
        try
        {
            if (JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(cursor)) is { } read && read.Length == keys && read.All(key => key is not null && !key.Contains('\0')))
                return read;
        }
        catch (Exception e) when (e is FormatException or JsonException or DecoderFallbackException)
        {
        }

        throw Unknown();
    }

    /// <summary>A broken cursor is a broken request.</summary>
    public static BadHttpRequestException Unknown() => new("This cursor is not one that a list gave out.");
}

/// <summary>What people type, taken literally inside LIKE.</summary>
internal static class LikePattern
{
    public const string Escape = "\\";

    public static string Containing(string text) => $"%{Literal(text)}%";

    private static string Literal(string text) => text.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_").Replace("[", @"\[");
}
