using System.Globalization;
using System.Text.Json;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Bot;
using PromoEngine.Inbox.Channels.Calls;
using PromoEngine.Inbox.Channels.Email.Mime;
using PromoEngine.Inbox.Channels.Email.Webhooks;
using PromoEngine.Inbox.Channels.Meta;
using PromoEngine.Inbox.Channels.Twilio;

namespace PromoEngine.Bench;

/// <summary>`webhook`: what the normalisers make of a provider's call. {"id","provider","contentType","body"}, the body in base64.</summary>
internal static class WebhookFiles
{
    internal static object Answer(string line)
    {
        using var question = JsonDocument.Parse(line);
        var id = question.RootElement.GetProperty("id").Clone();
        var body = question.RootElement.GetProperty("body").GetBytesFromBase64();
        var provider = question.RootElement.GetProperty("provider").GetString();
        if (provider == "transcripts")
            return Call(id, TranscriptReader.Read(body) ?? throw new InvalidOperationException("This is no transcript."));
        var type = question.RootElement.TryGetProperty("contentType", out var given) ? given.GetString() ?? "" : "";
        if (provider is "sendgrid" or "postmark" or "mailgun")
            return Mail(id, provider switch { "sendgrid" => SendGrid.Read(type, body), "postmark" => Postmark.Read(body), _ => Mailgun.Read(type, body) });
        var read = provider switch
        {
            "twilio" => TwilioForm.Parse(body) is { } form ? TwilioPayload.Read(form) : ParsedWebhook.Nothing,
            "whatsapp" or "messenger" => MetaPayload.Read(body),
            "botframework" => BotPayload.Read(body),
            var other => throw new InvalidOperationException($"No calls of {other} can be read."),
        };
        return Told(id, read);
    }

    private static object Told(JsonElement id, ParsedWebhook read) => new
    {
        id,
        messages = read.Messages.Select(m => new
        {
            externalId = m.ExternalId,
            sender = m.Sender,
            recipient = m.Recipient,
            text = m.Text,
            attachments = m.Media.Count,
            timestamp = Instant(m.SentAt),
            direction = m.IsEcho ? "outbound" : "inbound",
        }),
        statuses = Statuses(read.Updates),
        events = read.Events.Select(e => new { kind = Word(e.Kind), person = e.Person, target = e.Target, text = e.Text }),
    };

    private static object Mail(JsonElement id, PostedMail posted) => new
    {
        id,
        messages = from mail in posted.Content is { } content ? [content] : Array.Empty<Mail>()
                   select new
                   {
                       externalId = mail.MessageId,
                       sender = mail.From.Count > 0 ? mail.From[0].Address : "",
                       recipient = posted.Recipient,
                       text = mail.Text,
                       attachments = mail.Attachments.Count,
                       timestamp = Instant(mail.Date?.UtcDateTime),
                       direction = "inbound",
                   },
        statuses = Statuses(posted.Updates),
        events = Array.Empty<object>(),
    };

    private static IEnumerable<object> Statuses(IReadOnlyList<DeliveryUpdate> updates) => updates.Select(u => new
    {
        externalId = u.ExternalId,
        status = Word(u.Status),
        errorCodes = u.Error is { Code.Length: > 0 } error ? new[] { error.Code } : [],
    });

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static string? Instant(DateTime? at) => at?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static object Call(JsonElement id, Transcript call) => new
    {
        id,
        turns = call.Turns.Select(turn => new { speaker = turn.Speaker, startMs = turn.StartMs, endMs = turn.EndMs, text = turn.Text }),
    };
}
