using System.Text.Json;

namespace PromoEngine.Inbox.Channels;

/// <summary>Reads answers that may be anything: whatever is not there or of another type is empty.</summary>
internal static class LooseJson
{
    public static string Text(JsonElement from, string name)
    {
        if (from.ValueKind != JsonValueKind.Object || !from.TryGetProperty(name, out var value))
            return "";
        return value.ValueKind switch
        {
            JsonValueKind.String => String(value),
            JsonValueKind.Number => value.GetRawText(),
            _ => "",
        };
    }

    public static IEnumerable<JsonElement> Items(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray() : [];

    /// <summary>What lies at the end of a path of names; undefined where the path breaks off.</summary>
    public static JsonElement At(JsonElement from, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (from.ValueKind != JsonValueKind.Object || !from.TryGetProperty(name, out from))
                return default;
        }

        return from;
    }

    public static bool Has(JsonElement from, string name) => At(from, name).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public static bool Flag(JsonElement from, string name) => At(from, name).ValueKind == JsonValueKind.True;

    /// <summary>A body as JSON; null when it is none. Deep nesting is refused by the framework's limit of 64.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string String(JsonElement value)
    {
        try
        {
            return WellFormed.Text(value.GetString() ?? "");
        }
        catch (InvalidOperationException)
        {
            return ""; // an escaped half of a surrogate pair
        }
    }
}
