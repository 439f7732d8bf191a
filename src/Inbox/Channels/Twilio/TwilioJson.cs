using System.Text.Json;

namespace PromoEngine.Inbox.Channels.Twilio;

/// <summary>Reads answers that may be anything: whatever is not there or of another type is empty.</summary>
internal static class TwilioJson
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
