namespace PromoEngine.Inbox.Channels.Meta;

/// <summary>One message through the WhatsApp Cloud API (https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages).</summary>
internal static class WhatsAppSend
{
    public const int LongestText = 4096;
    public const int LongestCaption = 1024;
    public const long LargestFile = 100_000_000;

    private const long LargestPicture = 5_000_000;
    private const long LargestClip = 16_000_000;

    public static async Task<SendResult> Send(MetaGraph graph, MetaSettings settings, OutboundMessage message, CancellationToken ct)
    {
        Dictionary<string, object> body = new()
        {
            ["messaging_product"] = "whatsapp",
            ["recipient_type"] = "individual",
            // Comes back with every status: it finds the message when its send broke off before its id was known.
            ["biz_opaque_callback_data"] = MetaPayload.Tag(message.Id),
        };
        if (message.To.StartsWith('+'))
            body["to"] = message.To[1..];
        else
            body["recipient"] = message.To;
        if (message.ReplyTo is { } answered)
            body["context"] = new { message_id = answered };

        if (message.Template is { } template)
        {
            Add(body, "template", MetaTemplates.Sent(template));
        }
        else if (message.Files is [var file, ..])
        {
            if (message.Files.Count > 1 || message.Text.Length > LongestCaption)
                return new SendResult.Rejected(new("file", $"WhatsApp takes one file a message, with at most {LongestCaption:n0} characters beside it.", true));
            var kind = Kind(file, message.Text);
            var (id, failed) = await graph.Upload(settings, $"{settings.Node}/media", [("messaging_product", "whatsapp"), ("type", file.ContentType)], "file", file, "id", ct);
            if (id is null)
                return failed!;
            Add(body, kind, Media(kind, id, file.Name, message.Text));
        }
        else
        {
            Add(body, "text", new { preview_url = false, body = message.Text });
        }

        return MetaGraph.Sent(await graph.Post(settings, $"{settings.Node}/messages", body, ct), answer => LooseJson.Items(answer, "messages").Select(sent => LooseJson.Text(sent, "id")).FirstOrDefault() ?? "");
    }

    private static void Add(Dictionary<string, object> body, string type, object content) => (body["type"], body[type]) = (type, content);

    private static Dictionary<string, string> Media(string kind, string id, string name, string caption)
    {
        Dictionary<string, string> media = new() { ["id"] = id };
        if (kind == "document")
            media["filename"] = name;
        if (caption.Length > 0)
            media["caption"] = caption;
        return media;
    }

    /// <summary>What WhatsApp does not show as what it is, or without the words beside it, goes as a document.</summary>
    private static string Kind(OutboundFile file, string caption) => file.ContentType switch
    {
        "image/jpeg" or "image/png" when file.Size <= LargestPicture => "image",
        "video/mp4" or "video/3gpp" when file.Size <= LargestClip => "video",
        "audio/aac" or "audio/amr" or "audio/mpeg" or "audio/mp4" or "audio/ogg" when file.Size <= LargestClip && caption.Length == 0 => "audio",
        _ => "document",
    };
}
