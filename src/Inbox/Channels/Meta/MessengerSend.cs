using System.Text.Json;

namespace PromoEngine.Inbox.Channels.Meta;

/// <summary>One message through the Messenger Send API (https://developers.facebook.com/docs/messenger-platform/reference/send-api).</summary>
internal static class MessengerSend
{
    public const int LongestText = 2000;
    public const long LargestFile = 25_000_000;

    public static async Task<SendResult> Send(MetaGraph graph, MetaSettings settings, OutboundMessage message, CancellationToken ct)
    {
        // The echo of this message brings the metadata back, so that it is not taken for one that somebody wrote elsewhere.
        Dictionary<string, object> content = new() { ["metadata"] = MetaPayload.Tag(message.Id) };
        if (message.Files is [var file, ..])
        {
            if (message.Files.Count > 1 || message.Text.Length > 0)
                return new SendResult.Rejected(new("file", "Messenger takes one file a message, and no words beside it.", true));
            var type = file.ContentType.Split('/')[0] is "image" or "video" or "audio" ? file.ContentType.Split('/')[0] : "file";
            var described = JsonSerializer.Serialize(new { attachment = new { type, payload = new { is_reusable = false } } });
            var (id, failed) = await graph.Upload(settings, $"{settings.Node}/message_attachments", [("message", described)], "filedata", file, "attachment_id", ct);
            if (id is null)
                return failed!;
            content["attachment"] = new { type, payload = new { attachment_id = id } };
        }
        else
        {
            content["text"] = message.Text;
        }

        Dictionary<string, object> body = new() { ["recipient"] = new { id = message.To }, ["message"] = content, ["messaging_type"] = message.ByAgent ? "MESSAGE_TAG" : "RESPONSE" };
        if (message.ByAgent)
            body["tag"] = "HUMAN_AGENT";
        if (message.ReplyTo is { } answered)
            body["reply_to"] = new { mid = answered };
        return MetaGraph.Sent(await graph.Post(settings, $"{settings.Node}/messages", body, ct), answer => LooseJson.Text(answer, "message_id"));
    }
}
