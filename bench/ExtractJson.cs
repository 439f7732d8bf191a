using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PromoEngine.Extraction.Reading;

namespace PromoEngine.Bench;

/// <summary>The fixed file formats of <c>extract</c>.</summary>
internal static class ExtractJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string? Id(JsonElement message) => message.TryGetProperty("id", out var id) ? id.ToString() : null;

    public static ReadingRequest Request(JsonElement message)
    {
        var reference = Instant(message, "reference_time");
        var turns = new List<Turn>();
        if (message.TryGetProperty("turns", out var said) && said.ValueKind == JsonValueKind.Array)
            turns.AddRange(said.EnumerateArray().Select(t => new Turn(Text(t, "speaker") is "agent" or "rep" or "shop" ? Speaker.Agent : Speaker.Customer, Text(t, "text") ?? "", Instant(t, "at") ?? reference)));
        else
            turns.Add(new(Speaker.Customer, Text(message, "text") ?? throw new JsonException("Neither text nor turns."), reference));

        // The sender's clock: an offset in the time is the zone that "tomorrow" is counted in.
        var offset = (reference ?? turns.Find(t => t.At is not null)?.At)?.Offset ?? TimeSpan.Zero;
        var zone = offset == TimeSpan.Zero ? TimeZoneInfo.Utc : TimeZoneInfo.CreateCustomTimeZone("sender", offset, null, null);
        return new(turns, zone, Text(message, "currency") ?? "USD", Locale(message), History(message));
    }

    // "en" alone does not say whether 5/12 is in May.
    private static string? Locale(JsonElement message) =>
        Text(message, "locale") ?? (Text(message, "lang") is { } lang && !string.Equals(lang, "en", StringComparison.OrdinalIgnoreCase) ? lang : null);

    private static IReadOnlyList<PastOrder>? History(JsonElement message)
    {
        if (!message.TryGetProperty("history", out var history) || history.ValueKind != JsonValueKind.Array)
            return null;
        return [.. history.EnumerateArray().Select(o => new PastOrder(
            Text(o, "order") ?? "",
            DateOnly.TryParse(Text(o, "date")?.Split('T')[0], CultureInfo.InvariantCulture, out var date) ? date : DateOnly.MinValue,
            Text(o, "status") ?? "",
            o.TryGetProperty("lines", out var lines) && lines.ValueKind == JsonValueKind.Array ? [.. lines.EnumerateArray().Select(PastLine)] : []))];
    }

    private static PastLine PastLine(JsonElement line) => new(
        Text(line, "product") ?? "",
        line.TryGetProperty("quantity", out var quantity) && quantity.ValueKind == JsonValueKind.Number && quantity.TryGetInt64(out var pieces) ? pieces : null,
        line.TryGetProperty("attributes", out var attributes) && attributes.ValueKind == JsonValueKind.Object
            ? attributes.EnumerateObject().ToDictionary(a => a.Name, a => (IReadOnlyList<string>)(a.Value.ValueKind == JsonValueKind.Array ? [.. a.Value.EnumerateArray().Select(v => v.ToString())] : [a.Value.ToString()]))
            : new Dictionary<string, IReadOnlyList<string>>());

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? Instant(JsonElement element, string name) =>
        DateTimeOffset.TryParse(Text(element, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    public static string Write(string? id, ReadingResult result, int turns, double took)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("intent", JsonNamingPolicy.SnakeCaseLower.ConvertName(result.Intent.ToString()));
            json.WriteNumber("confidence", result.Confidence);
            json.WriteStartArray("lines");
            foreach (var line in result.Lines)
                Line(json, line, turns);
            json.WriteEndArray();
            Fields(json, result);
            Evidence(json, result.Evidence, turns);
            json.WriteBoolean("needs_clarification", result.NeedsClarification);
            json.WriteStartArray("questions");
            foreach (var question in result.Questions)
                WriteQuestion(json, question);
            json.WriteEndArray();
            json.WriteNumber("ms", Math.Round(took, 3));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Line(Utf8JsonWriter json, ReadLine line, int turns)
    {
        json.WriteStartObject();
        json.WriteString("product", line.Product);
        json.WriteString("description", line.Description);
        if (line.Quantity is { } quantity)
            json.WriteNumber("quantity", quantity);
        else
            json.WriteNull("quantity");
        if (line.Stated is { } stated)
        {
            json.WriteStartObject("stated");
            json.WriteNumber("quantity", stated.Quantity);
            json.WriteString("unit", stated.Unit);
            json.WriteEndObject();
        }

        json.WriteStartObject("attributes");
        foreach (var (name, values) in line.Attributes)
            Strings(json, name, values);
        json.WriteEndObject();
        json.WriteNumber("confidence", line.Confidence);
        Evidence(json, line.Evidence, turns);
        Strings(json, "alternatives", line.Alternatives);
        json.WriteStartArray("doubts");
        foreach (var doubt in line.Doubts)
        {
            json.WriteStartObject();
            json.WriteString("field", doubt.Field);
            json.WriteString("text", doubt.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Fields(Utf8JsonWriter json, ReadingResult result)
    {
        Day(json, "needed_by", result.NeededBy);
        Day(json, "needed_before", result.NeededBefore);
        if (result.DateRange is { } range)
            Strings(json, "date_range", [Iso(range.From), Iso(range.To)]);
        Day(json, "event_date", result.EventDate);
        Day(json, "not_before", result.NotBefore);
        if (result.Budget is { } budget)
        {
            json.WriteStartObject("budget");
            json.WriteNumber("amount", budget.Amount);
            json.WriteString("currency", budget.Currency);
            json.WriteString("scope", budget.Scope == BudgetScope.Each ? "each" : "total");
            json.WriteEndObject();
        }

        if (result.QuantityRange is { } quantities)
        {
            json.WriteStartObject("quantity_range");
            json.WriteNumber("min", quantities.Min);
            json.WriteNumber("max", quantities.Max);
            json.WriteEndObject();
        }

        json.WriteStartArray("numbers");
        foreach (var number in result.Numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
        if (result.DeliveryAddress is { } address)
            json.WriteString("delivery_address", address);
        if (result.PoNumber is { } po)
            json.WriteString("po_number", po);
    }

    private static void Evidence(Utf8JsonWriter json, IReadOnlyList<Evidence> evidence, int turns)
    {
        json.WriteStartArray("evidence");
        foreach (var e in evidence)
        {
            json.WriteStartObject();
            json.WriteString("field", e.Field);
            if (turns > 1)
                json.WriteNumber("turn", e.Turn);
            json.WriteNumber("start", e.Start);
            json.WriteNumber("end", e.End);
            json.WriteString("text", e.Text);
            json.WriteString("rule", e.Rule);
            json.WriteNumber("confidence", e.Confidence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteQuestion(Utf8JsonWriter json, Question question)
    {
        json.WriteStartObject();
        json.WriteString("code", question.Code);
        json.WriteString("text", question.Text);
        if (question.Field is not null)
            json.WriteString("field", question.Field);
        if (question.Line is { } line)
            json.WriteNumber("line", line);
        json.WriteEndObject();
    }

    private static void Day(Utf8JsonWriter json, string name, DateOnly? day)
    {
        if (day is { } value)
            json.WriteString(name, Iso(value));
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Strings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
