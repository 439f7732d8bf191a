using System.Globalization;
using System.Text.Json;

using PromoEngine.Inbox.Contacts;

namespace PromoEngine.Inbox.Channels.Meta;

/// <summary>
/// What the WhatsApp Cloud API tells: all entries, changes, messages, echoes and statuses of a batch
/// (https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/components). What has no words of its own gets a placeholder, so that nothing a
/// customer sends is invisible.
/// </summary>
internal static class WhatsAppPayload
{
    /// <summary>More than any batch holds; the numbers come from outside.</summary>
    private const int Most = 1000;

    public static ParsedWebhook Read(JsonElement root, string? number)
    {
        var batch = new Batch();
        foreach (var change in LooseJson.Items(root, "entry").SelectMany(entry => LooseJson.Items(entry, "changes")))
        {
            var value = LooseJson.At(change, "value");
            if (number is not null && LooseJson.Text(LooseJson.At(value, "metadata"), "phone_number_id") is { Length: > 0 } other && other != number)
            {
                batch.PassedOver = $"It is about the phone number id {other}, which is not this channel's.";
                continue;
            }

            var us = PhoneNumber.Normalise("+" + LooseJson.Text(LooseJson.At(value, "metadata"), "display_phone_number").TrimStart('+')).Value;
            var names = LooseJson.Items(value, "contacts").ToLookup(contact => LooseJson.Text(contact, "wa_id"), contact => LooseJson.Text(LooseJson.At(contact, "profile"), "name"));
            foreach (var message in LooseJson.Items(value, "messages"))
                Message(batch, message, Number(Person(message)), names[LooseJson.Text(message, "from")].FirstOrDefault(), us, isEcho: false);
            foreach (var echo in LooseJson.Items(value, "message_echoes"))
                Message(batch, echo, us, null, Number(LooseJson.Text(echo, "to")), isEcho: true);
            foreach (var status in LooseJson.Items(value, "statuses"))
                Status(batch, status);
        }

        return new(batch.Messages, batch.Updates) { Events = batch.Events, PassedOver = batch.PassedOver };
    }

    /// <summary>The number; of somebody who keeps it to themselves, the id under which this business knows them.</summary>
    public static string Person(JsonElement message) => LooseJson.Text(message, "from") is { Length: > 0 } number ? number : LooseJson.Text(message, "from_user_id");

    private sealed class Batch
    {
        public List<InboundMessage> Messages { get; } = [];
        public List<DeliveryUpdate> Updates { get; } = [];
        public List<ThreadEvent> Events { get; } = [];
        public string? PassedOver { get; set; }
        public bool IsFull => Messages.Count + Updates.Count + Events.Count >= Most;
    }

    private static string Number(string digits) => !digits.TrimStart('+').All(char.IsAsciiDigit) ? digits : digits.Length == 0 ? "" : PhoneNumber.Normalise("+" + digits.TrimStart('+')).Value;

    private static void Message(Batch batch, JsonElement message, string from, string? name, string to, bool isEcho)
    {
        var id = LooseJson.Text(message, "id");
        if (id.Length == 0 || from.Length == 0 || batch.IsFull)
            return;
        var type = LooseJson.Text(message, "type");
        var body = LooseJson.At(message, type);
        var at = MetaTime.Read(LooseJson.Text(message, "timestamp"));
        var person = isEcho ? to : from;
        if (Event(type, body, person, at) is { } happened)
        {
            batch.Events.Add(happened with { ByUs = isEcho });
            return;
        }

        batch.Messages.Add(new(id, ChannelKind.Whatsapp, from, string.IsNullOrEmpty(name) ? null : name, to, Words(type, body, message), Media(type, body), at)
        {
            IsEcho = isEcho,
            ReplyTo = LooseJson.Text(LooseJson.At(message, "context"), "id") is { Length: > 0 } answered ? answered : null,
            Items = type == "order" ? [.. Items(body)] : [],
        });
    }

    private static ThreadEvent? Event(string type, JsonElement body, string person, DateTime? at) => type switch
    {
        "reaction" => LooseJson.Text(body, "emoji") is { Length: > 0 } emoji
            ? new(ThreadEventKind.Reaction, person, LooseJson.Text(body, "message_id"), emoji, at)
            : new(ThreadEventKind.ReactionRemoved, person, LooseJson.Text(body, "message_id"), "", at),
        "edit" => new(ThreadEventKind.Edited, person, LooseJson.Text(body, "original_message_id"), EditedText(LooseJson.At(body, "message")), at),
        "revoke" => new(ThreadEventKind.Deleted, person, LooseJson.Text(body, "original_message_id"), "", at),
        "system" when LooseJson.Text(body, "wa_id") is { Length: > 0 } number => new(ThreadEventKind.NumberChanged, person, null, Number(number), at),
        "system" when LooseJson.Text(body, "new_wa_id") is { Length: > 0 } number => new(ThreadEventKind.NumberChanged, person, null, Number(number), at),
        _ => null,
    };

    private static string EditedText(JsonElement message)
    {
        var type = LooseJson.Text(message, "type");
        return Words(type, LooseJson.At(message, type), message);
    }

    private static string Words(string type, JsonElement body, JsonElement message) => type switch
    {
        "text" => LooseJson.Text(body, "body"),
        "image" or "video" or "document" or "audio" or "voice" or "sticker" => LooseJson.Text(body, "caption"),
        "button" => LooseJson.Text(body, "text"),
        "interactive" => Interactive(body),
        "location" => Location(body),
        "contacts" => string.Join('\n', LooseJson.Items(message, "contacts").Select(Card)),
        "order" => Order(body),
        "system" => LooseJson.Text(body, "body"),
        _ => Unsupported(type, message),
    };

    private static string Interactive(JsonElement body)
    {
        var kind = LooseJson.Text(body, "type");
        var chosen = LooseJson.At(body, kind);
        return LooseJson.Text(chosen, "title") is { Length: > 0 } title ? title : LooseJson.Text(chosen, "body") is { Length: > 0 } text ? text : "[Form]";
    }

    private static string Location(JsonElement place)
    {
        var named = string.Join(", ", new[] { LooseJson.Text(place, "name"), LooseJson.Text(place, "address") }.Where(part => part.Length > 0));
        var point = $"{LooseJson.Text(place, "latitude")}, {LooseJson.Text(place, "longitude")}";
        return named.Length > 0 ? $"📍 {named} ({point})" : $"📍 {point}";
    }

    private static string Card(JsonElement contact)
    {
        var phones = LooseJson.Items(contact, "phones").Select(phone => LooseJson.Text(phone, "phone"));
        var mails = LooseJson.Items(contact, "emails").Select(mail => LooseJson.Text(mail, "email"));
        return string.Join(", ", phones.Concat(mails).Where(part => part.Length > 0).Prepend("👤 " + LooseJson.Text(LooseJson.At(contact, "name"), "formatted_name")));
    }

    private static string Order(JsonElement order)
    {
        var items = Items(order).Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Quantity} × {item.Code}"));
        var said = LooseJson.Text(order, "text");
        return string.Join('\n', said.Length > 0 ? items.Prepend(said) : items);
    }

    private static IEnumerable<OrderedItem> Items(JsonElement order) =>
        from item in LooseJson.Items(order, "product_items").Take(200)
        let code = LooseJson.Text(item, "product_retailer_id")
        where code.Length > 0 && long.TryParse(LooseJson.Text(item, "quantity"), NumberStyles.None, CultureInfo.InvariantCulture, out _)
        select new OrderedItem(code, long.Parse(LooseJson.Text(item, "quantity"), NumberStyles.None, CultureInfo.InvariantCulture));

    private static string Unsupported(string type, JsonElement message)
    {
        var said = LooseJson.Items(message, "errors").Select(error => LooseJson.Text(error, "title")).FirstOrDefault(title => title.Length > 0);
        return type is "" or "unknown" or "unsupported" ? $"[Message of a kind that WhatsApp does not pass on{(said is null ? "" : $": {said}")}]" : $"[WhatsApp message of the kind \"{type}\"]";
    }

    private static List<InboundMedia> Media(string type, JsonElement body)
    {
        if (type is not ("image" or "video" or "document" or "audio" or "voice" or "sticker") || LooseJson.Text(body, "id") is not { Length: > 0 } id)
            return [];
        var mime = LooseJson.Text(body, "mime_type") is { Length: > 0 } given ? given.Split(';')[0] : "application/octet-stream";
        return [new($"media:{id}", mime, LooseJson.Text(body, "filename") is { Length: > 0 } name ? name : type)];
    }

    private static void Status(Batch batch, JsonElement status)
    {
        var id = LooseJson.Text(status, "id");
        DeliveryStatus? known = LooseJson.Text(status, "status") switch
        {
            "accepted" or "sent" => DeliveryStatus.Sent,
            "delivered" => DeliveryStatus.Delivered,
            "read" or "played" => DeliveryStatus.Read,
            "failed" => DeliveryStatus.Undelivered,
            _ => null,
        };
        if (id.Length == 0 || known is not { } news || batch.IsFull)
            return;
        var error = LooseJson.Items(status, "errors").FirstOrDefault();
        batch.Updates.Add(new(id, news, news == DeliveryStatus.Undelivered ? MetaErrors.Explain(LooseJson.Text(error, "code"), Said(error)) : null)
        {
            OurId = MetaPayload.OurId(LooseJson.Text(status, "biz_opaque_callback_data")),
        });
    }

    private static string Said(JsonElement error) =>
        LooseJson.Text(LooseJson.At(error, "error_data"), "details") is { Length: > 0 } details ? details
        : LooseJson.Text(error, "message") is { Length: > 0 } message ? message : LooseJson.Text(error, "title");
}
