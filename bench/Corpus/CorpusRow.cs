using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromoEngine.Bench;

/// <summary>One message or thread of the corpus and what a careful person would make of it. <c>Message</c> is the row as it stands, an input line of <c>extract</c>.</summary>
internal sealed record CorpusRow(
    string Id, string Catalog, string Channel, string Language, IReadOnlyList<int> Phenomena, bool Negative, bool Thread, JsonElement Message, DraftForm Expected,
    IReadOnlyList<string> Intents, IReadOnlyList<IReadOnlyList<LineForm>> Accepted, IReadOnlyList<string> Open)
{
    public static CorpusRow Parse(string line)
    {
        var message = JsonDocument.Parse(line).RootElement;
        var expect = message.GetProperty("expect");
        var form = DraftForm.Of(expect);
        IReadOnlyList<IReadOnlyList<LineForm>> accepted = [form.Lines, .. expect.TryGetProperty("accept", out var others)
            ? others.EnumerateArray().Select(LineForm.All) : []];
        var intent = expect.GetProperty("intent");
        return new(
            message.GetProperty("id").GetString()!, message.GetProperty("catalog").GetString()!, message.GetProperty("channel").GetString()!, message.GetProperty("lang").GetString()!,
            [.. message.GetProperty("phenomena").EnumerateArray().Select(p => p.GetInt32())], message.TryGetProperty("negative", out _), message.TryGetProperty("turns", out _), message, form,
            intent.ValueKind == JsonValueKind.Array ? [.. intent.EnumerateArray().Select(i => i.GetString()!)] : [intent.GetString()!], accepted,
            expect.TryGetProperty("open", out var open) ? [.. open.EnumerateArray().Select(o => o.GetString()!)] : []);
    }

    /// <summary>The same row with other words; <paramref name="message"/> is an input line of <c>extract</c> as well.</summary>
    public CorpusRow With(JsonObject message) => this with { Message = JsonSerializer.SerializeToElement(message), Thread = message.ContainsKey("turns") };

    /// <summary>All that was said, for a person who looks at a failing row.</summary>
    public string Words => Thread
        ? string.Join(" || ", Message.GetProperty("turns").EnumerateArray().Select(t => (t.GetProperty("speaker").GetString() == "agent" ? "A: " : "C: ") + t.GetProperty("text").GetString()))
        : Message.GetProperty("text").GetString()!;
}

/// <summary>A draft reduced to what is compared.</summary>
internal sealed record DraftForm(
    string? Intent, IReadOnlyList<LineForm> Lines, string? NeededBy, string? NeededBefore, string? DateRange, string? EventDate, string? NotBefore, string? Budget, string? Range, string? Address, string? PoNumber, bool? Asks)
{
    public static DraftForm Of(JsonElement draft) => new(
        Text(draft, "intent"), LineForm.All(draft.GetProperty("lines")), Text(draft, "needed_by"), Text(draft, "needed_before"),
        draft.TryGetProperty("date_range", out var range) && range.ValueKind == JsonValueKind.Array ? string.Join("..", range.EnumerateArray().Select(d => d.GetString())) : null,
        Text(draft, "event_date"), Text(draft, "not_before"), Money(draft), Ends(draft), Plain(Text(draft, "delivery_address")), Order(Text(draft, "po_number")),
        draft.TryGetProperty("needs_clarification", out var asks) ? asks.GetBoolean() : null);

    /// <summary>The fields beside the lines that a person would have to mend, by name.</summary>
    public IEnumerable<(string Name, string? Value)> Fields =>
    [
        ("needed_by", NeededBy), ("needed_before", NeededBefore), ("date_range", DateRange), ("event_date", EventDate), ("not_before", NotBefore), ("budget", Budget), ("quantity_range", Range), ("delivery_address", Address), ("po_number", PoNumber),
    ];

    /// <summary>When it is needed, in whichever of the two ways that was said.</summary>
    public string? Deadline => NeededBy ?? (NeededBefore is { } day ? "before " + day : null);

    private static string? Text(JsonElement draft, string name) => draft.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Money(JsonElement draft)
    {
        if (!draft.TryGetProperty("budget", out var budget) || budget.ValueKind != JsonValueKind.Object)
            return null;
        var currency = budget.TryGetProperty("currency", out var sign) && sign.ValueKind == JsonValueKind.String ? sign.GetString() : "?";
        return string.Create(CultureInfo.InvariantCulture, $"{budget.GetProperty("amount").GetDecimal() / 1.0000m:0.####} {currency} {budget.GetProperty("scope").GetString()}");
    }

    private static string? Ends(JsonElement draft) => draft.TryGetProperty("quantity_range", out var range) && range.ValueKind == JsonValueKind.Object
        ? string.Create(CultureInfo.InvariantCulture, $"{range.GetProperty("min").GetDecimal() / 1.0000m}–{range.GetProperty("max").GetDecimal() / 1.0000m}")
        : null;

    // "PO-20117" and "20117" are one number.
    private static string? Order(string? text) => Plain(text)?.Replace("po", "", StringComparison.Ordinal).Trim(' ', '-');

    // Commas, a full stop behind and line breaks do not make another address.
    private static string? Plain(string? text) =>
        text is null ? null : string.Join(' ', text.ToLowerInvariant().Split([' ', ',', '.', '\n', '\r', '\t', '#', ';'], StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>A line reduced to what is compared; attributes are sorted, so that two forms write the same.</summary>
internal sealed record LineForm(string? Product, decimal? Quantity, IReadOnlyList<(string Name, string[] Values)> Named)
{
    public string Attributes => string.Join(' ', Named.Select(a => $"{a.Name}={string.Join('+', a.Values)}"));
    public string ByProduct => Product ?? "-";
    public string ByQuantity => $"{Quantity?.ToString(CultureInfo.InvariantCulture) ?? "?"} {ByProduct}";

    public static IReadOnlyList<LineForm> All(JsonElement lines) => [.. lines.EnumerateArray().Select(Of)];

    public override string ToString() => Named.Count == 0 ? ByQuantity : $"{ByQuantity} {Attributes}";

    private static LineForm Of(JsonElement line)
    {
        var quantity = line.TryGetProperty("quantity", out var number) && number.ValueKind == JsonValueKind.Number ? number.GetDecimal() / 1.0000m : (decimal?)null;
        var product = line.TryGetProperty("product", out var sku) && sku.ValueKind == JsonValueKind.String ? sku.GetString() : null;
        IReadOnlyList<(string, string[])> attributes = line.TryGetProperty("attributes", out var named) && named.ValueKind == JsonValueKind.Object
            ? [.. named.EnumerateObject().Where(a => a.Value.GetArrayLength() > 0).OrderBy(a => a.Name, StringComparer.Ordinal)
                .Select(a => (a.Name, a.Value.EnumerateArray().Select(v => v.GetString()!.ToLowerInvariant()).Order(StringComparer.Ordinal).ToArray()))]
            : [];
        return new(product, quantity, attributes);
    }
}
