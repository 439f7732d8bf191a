using System.Globalization;
using System.Text.Json;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Calls;
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
        var read = provider switch
        {
            "twilio" => TwilioForm.Parse(body) is { } form ? TwilioPayload.Read(form) : ParsedWebhook.Nothing,
            "whatsapp" or "messenger" => MetaPayload.Read(body),
            var other => throw new InvalidOperationException($"No calls of {other} can be read."),
        };
        return new
        {
            id,
            messages = read.Messages.Select(m => new
            {
                externalId = m.ExternalId,
                sender = m.Sender,
                recipient = m.Recipient,
                text = m.Text,
                attachments = m.Media.Count,
                timestamp = m.SentAt?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                direction = m.IsEcho ? "outbound" : "inbound",
            }),
            statuses = read.Updates.Select(u => new
            {
                externalId = u.ExternalId,
                status = JsonNamingPolicy.SnakeCaseLower.ConvertName(u.Status.ToString()),
                errorCodes = u.Error is { Code.Length: > 0 } error ? new[] { error.Code } : [],
            }),
            events = read.Events.Select(e => new { kind = JsonNamingPolicy.SnakeCaseLower.ConvertName(e.Kind.ToString()), person = e.Person, target = e.Target, text = e.Text }),
        };
    }

    private static object Call(JsonElement id, Transcript call) => new
    {
        id,
        turns = call.Turns.Select(turn => new { speaker = turn.Speaker, startMs = turn.StartMs, endMs = turn.EndMs, text = turn.Text }),
    };
}
