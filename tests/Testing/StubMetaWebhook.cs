using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PromoEngine.Testing;

/// <summary>Calls a webhook the way Meta does, signed with an implementation of its own. The shapes are those of its documentation, filled in by hand.</summary>
public static class StubMetaWebhook
{
    public static HttpRequestMessage Request(Uri webhook, object batch, string secret = StubMeta.AppSecret)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(batch);
        return new(HttpMethod.Post, webhook)
        {
            Content = new ByteArrayContent(body) { Headers = { { "Content-Type", "application/json" } } },
            Headers = { { "X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)) } },
        };
    }

    /// <summary>One change of one entry about our number.</summary>
    public static object WhatsApp(object[]? messages = null, object[]? statuses = null, object[]? echoes = null, string phoneNumberId = StubMeta.PhoneNumberId, string name = "Ann") => new
    {
        @object = "whatsapp_business_account",
        entry = new[]
        {
            new
            {
                id = StubMeta.Business,
                changes = new[]
                {
                    new
                    {
                        field = echoes is null ? "messages" : "smb_message_echoes",
                        value = new Dictionary<string, object?>
                        {
                            ["messaging_product"] = "whatsapp",
                            ["metadata"] = new { display_phone_number = StubMeta.DisplayNumber, phone_number_id = phoneNumberId },
                            ["contacts"] = (messages ?? []).OfType<Dictionary<string, object>>().Select(m => new { profile = new { name }, wa_id = m["from"] }),
                            ["messages"] = messages,
                            ["statuses"] = statuses,
                            ["message_echoes"] = echoes,
                        }.Where(field => field.Value is not null).ToDictionary(),
                    },
                },
            },
        },
    };

    public static Dictionary<string, object> Text(string from, string id, string body, DateTimeOffset at, string? replyTo = null)
    {
        var message = Message(from, id, at, "text", new { body });
        if (replyTo is not null)
            message["context"] = new { from = StubMeta.DisplayNumber, id = replyTo };
        return message;
    }

    public static Dictionary<string, object> Message(string from, string id, DateTimeOffset at, string type, object content) =>
        new() { ["from"] = from.TrimStart('+'), ["id"] = id, ["timestamp"] = Seconds(at), ["type"] = type, [type] = content };

    public static Dictionary<string, object> Echo(string to, string id, string body, DateTimeOffset at) =>
        new() { ["from"] = StubMeta.DisplayNumber, ["to"] = to.TrimStart('+'), ["id"] = id, ["timestamp"] = Seconds(at), ["type"] = "text", ["text"] = new { body } };

    public static Dictionary<string, object> Status(string id, string status, string to, DateTimeOffset at, string? tag = null, int? error = null)
    {
        var told = new Dictionary<string, object> { ["id"] = id, ["status"] = status, ["timestamp"] = Seconds(at), ["recipient_id"] = to.TrimStart('+') };
        if (tag is not null)
            told["biz_opaque_callback_data"] = tag;
        if (error is { } code)
            told["errors"] = new[] { new { code, title = "An error", message = "An error", error_data = new { details = "Said by Meta." } } };
        return told;
    }

    /// <summary>One entry about a page.</summary>
    public static object Page(string page, params object[] messaging) =>
        new { @object = "page", entry = new[] { new { id = page, time = 1, messaging } } };

    public static object PageMessage(string from, string to, DateTimeOffset at, object message) =>
        new { sender = new { id = from }, recipient = new { id = to }, timestamp = at.ToUnixTimeMilliseconds(), message };

    public static object PageEvent(string from, string to, DateTimeOffset at, string kind, object content) =>
        new Dictionary<string, object> { ["sender"] = new { id = from }, ["recipient"] = new { id = to }, ["timestamp"] = at.ToUnixTimeMilliseconds(), [kind] = content };

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
