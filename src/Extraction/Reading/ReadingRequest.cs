namespace PromoEngine.Extraction.Reading;

internal enum Speaker { Customer, Agent }

/// <summary>One message of a conversation. <c>At</c> is when it was sent: relative dates count from there, never from now.</summary>
internal sealed record Turn(Speaker Speaker, string Text, DateTimeOffset? At = null);

/// <summary>A confirmed order of the same customer, newest first; what "same as last time" may point at.</summary>
internal sealed record PastOrder(string Order, DateOnly Date, string Status, IReadOnlyList<PastLine> Lines);

internal sealed record PastLine(string Product, long? Quantity, IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes);

/// <summary>Everything the reader may know. The whole conversation is read anew each time, so nothing wrong is inherited.</summary>
/// <remarks>Turns in order of arrival. TimeZone: the customer's or the workspace's; "tomorrow" is a day in this zone. Currency: of the workspace, for amounts
/// without a sign or word. Locale decides 5/12 and 1.000; null reads like en-US.</remarks>
internal sealed record ReadingRequest(
    IReadOnlyList<Turn> Turns,
    TimeZoneInfo TimeZone,
    string Currency,
    string? Locale = null,
    IReadOnlyList<PastOrder>? History = null)
{
    /// <summary>Things were ordered beside the words, by code: the words are about an order even where they name nothing.</summary>
    public bool HasCart { get; init; }
}
