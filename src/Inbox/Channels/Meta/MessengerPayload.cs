using System.Text.Json;

namespace PromoEngine.Inbox.Channels.Meta;

/// <summary>
/// What Messenger (and Instagram, in the same shape) tells: all entries and events of a batch, echoes of replies that were written elsewhere included
/// (https://developers.facebook.com/docs/messenger-platform/reference/webhook-events).
/// </summary>
internal static class MessengerPayload
{
    private const int Most = 1000;

    public static ParsedWebhook Read(JsonElement root, string? page)
    {
        bool IsForeign(JsonElement entry) => page is not null && LooseJson.Text(entry, "id") is { Length: > 0 } other && other != page;
        var foreign = LooseJson.Items(root, "entry").Where(IsForeign).Select(entry => LooseJson.Text(entry, "id")).FirstOrDefault();
        var (messages, updates, events) = (new List<InboundMessage>(), new List<DeliveryUpdate>(), new List<ThreadEvent>());
        foreach (var told in LooseJson.Items(root, "entry").Where(entry => !IsForeign(entry)).SelectMany(entry => LooseJson.Items(entry, "messaging").Concat(LooseJson.Items(entry, "standby"))).Take(Most))
        {
            var from = LooseJson.Text(LooseJson.At(told, "sender"), "id");
            var to = LooseJson.Text(LooseJson.At(told, "recipient"), "id");
            var at = MetaTime.Read(LooseJson.Text(told, "timestamp"));
            if (LooseJson.Has(told, "message"))
                Message(messages, events, LooseJson.At(told, "message"), from, to, at);
            else if (LooseJson.Has(told, "postback"))
                Postback(messages, LooseJson.At(told, "postback"), from, to, at);
            else if (LooseJson.Has(told, "message_edit"))
                events.Add(new(ThreadEventKind.Edited, from, LooseJson.Text(LooseJson.At(told, "message_edit"), "mid"), LooseJson.Text(LooseJson.At(told, "message_edit"), "text"), at));
            else if (LooseJson.Has(told, "reaction"))
                events.Add(Reaction(LooseJson.At(told, "reaction"), from, at));
            else if (LooseJson.Has(told, "delivery"))
                Delivered(updates, events, LooseJson.At(told, "delivery"), from);
            else if (LooseJson.Has(told, "read"))
                Seen(updates, events, LooseJson.At(told, "read"), from);
        }

        return new(messages, updates)
        {
            Events = events,
            PassedOver = foreign is null ? null : $"It is about the page {foreign}, which is not this channel's.",
        };
    }

    private static void Message(List<InboundMessage> messages, List<ThreadEvent> events, JsonElement message, string from, string to, DateTime? at)
    {
        var id = LooseJson.Text(message, "mid");
        if (id.Length == 0 || from.Length == 0 || to.Length == 0)
            return;
        var isEcho = LooseJson.Flag(message, "is_echo");
        if (LooseJson.Flag(message, "is_deleted"))
        {
            events.Add(new(ThreadEventKind.Deleted, isEcho ? to : from, id, "", at));
            return;
        }

        var attachments = LooseJson.Items(message, "attachments").Take(50).ToList();
        var words = string.Join('\n', attachments.Select(Words).Prepend(LooseJson.Text(message, "text")).Where(part => part.Length > 0));
        var media = attachments.Select(Media).OfType<InboundMedia>().ToList();
        if (words.Length == 0 && media.Count == 0)
            words = "[Message of a kind that Messenger does not pass on]";
        messages.Add(new(id, ChannelKind.Messenger, from, null, to, words, media, at)
        {
            IsEcho = isEcho,
            OurId = isEcho ? MetaPayload.OurId(LooseJson.Text(message, "metadata")) : null,
            ReplyTo = LooseJson.Text(LooseJson.At(message, "reply_to"), "mid") is { Length: > 0 } answered ? answered : null,
        });
    }

    /// <summary>What an attachment says in words: places and links. Files say nothing.</summary>
    private static string Words(JsonElement attachment)
    {
        var payload = LooseJson.At(attachment, "payload");
        return LooseJson.Text(attachment, "type") switch
        {
            "location" => $"📍 {LooseJson.Text(LooseJson.At(payload, "coordinates"), "lat")}, {LooseJson.Text(LooseJson.At(payload, "coordinates"), "long")}",
            "fallback" or "share" => string.Join(' ', new[] { LooseJson.Text(attachment, "title"), LooseJson.Text(payload, "title"), Link(attachment), Link(payload) }.Where(part => part.Length > 0).Distinct()),
            "template" => LooseJson.Text(attachment, "title"),
            _ => "",
        };
    }

    private static string Link(JsonElement from) => LooseJson.Text(from, "url") is { Length: > 0 } url && Uri.TryCreate(url, UriKind.Absolute, out var link) && link.Scheme is "https" or "http" ? url : "";

    private static InboundMedia? Media(JsonElement attachment)
    {
        var type = LooseJson.Text(attachment, "type");
        var url = Link(LooseJson.At(attachment, "payload"));
        if (url.Length == 0 || type is not ("image" or "video" or "audio" or "file" or "reel" or "ig_reel" or "story_mention"))
            return null;
        var name = Path.GetFileName(new Uri(url).AbsolutePath);
        return new(url, type switch { "image" => "image/jpeg", "video" or "reel" or "ig_reel" => "video/mp4", "audio" => "audio/mp4", _ => "application/octet-stream" }, name.Length is > 0 and < 200 ? name : type);
    }

    /// <summary>A pressed button is what the person says.</summary>
    private static void Postback(List<InboundMessage> messages, JsonElement postback, string from, string to, DateTime? at)
    {
        var words = LooseJson.Text(postback, "title") is { Length: > 0 } title ? title : LooseJson.Text(postback, "payload");
        var id = LooseJson.Text(postback, "mid") is { Length: > 0 } mid ? mid : $"postback:{from}:{at:O}:{words}";
        if (from.Length > 0 && words.Length > 0)
            messages.Add(new(id, ChannelKind.Messenger, from, null, to, words, [], at));
    }

    private static ThreadEvent Reaction(JsonElement reaction, string from, DateTime? at) => LooseJson.Text(reaction, "action") == "unreact"
        ? new(ThreadEventKind.ReactionRemoved, from, LooseJson.Text(reaction, "mid"), "", at)
        : new(ThreadEventKind.Reaction, from, LooseJson.Text(reaction, "mid"), LooseJson.Text(reaction, "emoji") is { Length: > 0 } emoji ? emoji : LooseJson.Text(reaction, "reaction"), at);

    private static void Delivered(List<DeliveryUpdate> updates, List<ThreadEvent> events, JsonElement delivery, string person)
    {
        var ids = LooseJson.At(delivery, "mids") is { ValueKind: JsonValueKind.Array } mids ? mids.EnumerateArray().Where(mid => mid.ValueKind == JsonValueKind.String).Select(mid => mid.GetString()!).Take(Most).ToList() : [];
        updates.AddRange(ids.Select(id => new DeliveryUpdate(id, DeliveryStatus.Delivered, null)));
        if (ids.Count == 0)
            events.Add(new(ThreadEventKind.DeliveredUpTo, person, null, "", MetaTime.Read(LooseJson.Text(delivery, "watermark"))));
    }

    /// <summary>Messenger tells a time up to which all was read; Instagram names the message.</summary>
    private static void Seen(List<DeliveryUpdate> updates, List<ThreadEvent> events, JsonElement read, string person)
    {
        if (LooseJson.Text(read, "mid") is { Length: > 0 } id)
            updates.Add(new(id, DeliveryStatus.Read, null));
        else
            events.Add(new(ThreadEventKind.ReadUpTo, person, null, "", MetaTime.Read(LooseJson.Text(read, "watermark"))));
    }
}
