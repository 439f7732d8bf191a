using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PromoEngine.Web.Audit;

/// <summary>
/// A link of the chain: SHA-256 over the previous hash and the row as canonical JSON. It covers the ciphertext of personal values, so erasing a person's
/// key leaves every hash right. The form is the same on every database and must never change: old rows would not verify any more.
/// </summary>
internal static class AuditHash
{
    public const int Length = SHA256.HashSizeInBytes;

    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";
    private static readonly JsonWriterOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What the first row of a chain follows.</summary>
    public static byte[] Beginning => new byte[Length];

    public static byte[] Of(byte[] previous, Guid workspace, long seq, AuditRow row)
    {
        using var buffer = new MemoryStream(1024);
        buffer.Write(previous);
        using (var json = new Utf8JsonWriter(buffer, Canonical))
        {
            json.WriteStartObject();
            json.WriteString("workspace", workspace);
            json.WriteNumber("seq", seq);
            json.WriteNumber("id", row.Id);
            json.WriteString("at", row.At.ToString(Instant, CultureInfo.InvariantCulture));
            Text(json, "actor", row.Actor);
            Text(json, "onBehalfOf", row.OnBehalfOf?.ToString());
            json.WriteString("action", row.Action);
            json.WriteString("entity", row.Entity);
            json.WriteString("entityId", row.EntityId);
            Text(json, "before", row.Before);
            Text(json, "after", row.After);
            Text(json, "subject", row.Subject?.ToString());
            Bytes(json, "personalBefore", row.PersonalBefore);
            Bytes(json, "personalAfter", row.PersonalAfter);
            Text(json, "ip", row.Ip);
            Text(json, "requestId", row.RequestId);
            json.WriteEndObject();
        }

        return SHA256.HashData(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void Bytes(Utf8JsonWriter json, string name, byte[]? value)
    {
        if (value is not null)
            json.WriteBase64String(name, value);
    }
}
