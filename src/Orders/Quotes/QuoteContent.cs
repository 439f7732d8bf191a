using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PromoEngine.Orders.Quotes;

/// <summary>Everything that a customer is offered and says yes to; the content hash covers exactly this.</summary>
internal sealed record QuoteContent(
    string Number,
    Guid CustomerId,
    string Currency,
    DateOnly? NeededBy,
    string? ShipTo,
    IReadOnlyList<QuoteLineContent> Lines)
{
    // Letters stay as they are, so that anybody can write the same bytes with another tool.
    private static readonly JsonWriterOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public long Total => Lines.Sum(line => line.Total);

    /// <summary>
    /// SHA-256 of the canonical form: one line of JSON with named fields in a fixed order and attributes sorted by name.
    /// A field that is added later must be left out where it is null, else the hash of every old quote changes.
    /// </summary>
    public string Hash(int revisionNo, DateTime? validUntil)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Canonical))
        {
            json.WriteStartObject();
            json.WriteString("number", Number);
            json.WriteNumber("revision", revisionNo);
            json.WriteString("customer", CustomerId);
            json.WriteString("currency", Currency);
            if (validUntil is { } until)
                json.WriteString("validUntil", until.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            if (NeededBy is { } day)
                json.WriteString("neededBy", day.ToString("O", CultureInfo.InvariantCulture));
            if (ShipTo is not null)
                json.WriteString("shipTo", ShipTo);
            json.WriteStartArray("lines");
            foreach (var line in Lines)
                line.WriteTo(json);
            json.WriteEndArray();
            json.WriteNumber("total", Total);
            json.WriteEndObject();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }
}

internal sealed record QuoteLineContent(
    Guid ProductId,
    Guid? VariantId,
    string Sku,
    string Name,
    string Description,
    AttributeValues Attributes,
    long Quantity,
    long UnitPriceMicros,
    long Total)
{
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("product", ProductId);
        if (VariantId is { } variant)
            json.WriteString("variant", variant);
        json.WriteString("sku", Sku);
        json.WriteString("name", Name);
        json.WriteString("description", Description);
        json.WriteStartObject("attributes");
        foreach (var (name, values) in Attributes.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            json.WriteStartArray(name);
            foreach (var value in values)
                json.WriteStringValue(value);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteNumber("quantity", Quantity);
        json.WriteNumber("unitPriceMicros", UnitPriceMicros);
        json.WriteNumber("total", Total);
        json.WriteEndObject();
    }
}
