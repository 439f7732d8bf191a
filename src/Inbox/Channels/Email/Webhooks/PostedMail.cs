using System.Globalization;
using System.Text;
using System.Text.Json;

using PromoEngine.Inbox.Channels.Email.Mime;

namespace PromoEngine.Inbox.Channels.Email.Webhooks;

/// <summary>A mail that a mail service took in and posted to us.</summary>
/// <param name="Content">Null when the call is no mail but news about ones we sent.</param>
/// <param name="Recipient">The address it was really delivered to, which the mail itself need not name.</param>
internal sealed record PostedMail(Mail? Content, string Recipient, IReadOnlyList<DeliveryUpdate> Updates)
{
    public static readonly PostedMail Nothing = new(null, "", []);

    public static PostedMail Of(Mail mail, string recipient) => new(mail, recipient, []);

    public static PostedMail News(IEnumerable<DeliveryUpdate?> updates) => new(null, "", [.. updates.OfType<DeliveryUpdate>().Take(1000)]);

    /// <summary>A raw mail where the service sends one; else the same out of its fields.</summary>
    public static Mail FromFields(string headers, string from, string to, string cc, string subject, string text, string html, string? messageId, IReadOnlyList<MailAttachment> files)
    {
        var fields = MailReader.Read(Encoding.UTF8.GetBytes(headers.TrimEnd() + "\r\n\r\n"));
        return fields with
        {
            From = Addresses.Parse(from) is { Count: > 0 } sender ? sender : fields.From,
            To = Addresses.Parse(to) is { Count: > 0 } receivers ? receivers : fields.To,
            Cc = Addresses.Parse(cc) is { Count: > 0 } others ? others : fields.Cc,
            Subject = subject.Length > 0 ? subject : fields.Subject,
            Text = (string.IsNullOrWhiteSpace(text) ? HtmlText.Of(html) : text).ReplaceLineEndings("\n").Trim('\n'),
            Html = html.Length > 0 ? html : null,
            MessageId = fields.MessageIdIsDerived && messageId is { Length: > 0 } ? messageId.Trim('<', '>', ' ') : fields.MessageId,
            MessageIdIsDerived = fields.MessageIdIsDerived && string.IsNullOrEmpty(messageId),
            Attachments = files,
        };
    }
}

/// <summary>SendGrid: Inbound Parse (parsed or raw) and the Event Webhook (https://www.twilio.com/docs/sendgrid/for-developers/parsing-email/inbound-email).</summary>
internal static class SendGrid
{
    public static PostedMail Read(string contentType, ReadOnlyMemory<byte> body)
    {
        if (body.Span.TrimStart(" \r\n\t"u8) is [(byte)'[', ..])
        {
            using var events = LooseJson.Parse(body);
            return events is null ? PostedMail.Nothing : PostedMail.News(events.RootElement.EnumerateArray().Select(Event));
        }

        var form = PostedForm.Read(contentType, body);
        if (form["email"].Length > 0)
            return PostedMail.Of(MailReader.Read(Encoding.UTF8.GetBytes(form["email"])), Recipient(form));
        if (form["from"].Length == 0 && form["headers"].Length == 0)
            return PostedMail.Nothing;
        return PostedMail.Of(PostedMail.FromFields(form["headers"], form["from"], form["to"], form["cc"], form["subject"], form["text"], form["html"], null, form.Files), Recipient(form));
    }

    private static string Recipient(PostedForm form)
    {
        using var envelope = LooseJson.Parse(Encoding.UTF8.GetBytes(form["envelope"]));
        if (envelope is not null && LooseJson.At(envelope.RootElement, "to") is { ValueKind: JsonValueKind.Array } to && to.GetArrayLength() > 0 && to[0].ValueKind == JsonValueKind.String)
            return to[0].GetString()!;
        return Addresses.Parse(form["to"]) is [var first, ..] ? first.Address : "";
    }

    private static DeliveryUpdate? Event(JsonElement told)
    {
        var id = (LooseJson.Text(told, "smtp-id") is { Length: > 0 } own ? own : LooseJson.Text(told, "sg_message_id")).Trim('<', '>');
        return id.Length == 0 ? null : LooseJson.Text(told, "event") switch
        {
            "processed" => new(id, DeliveryStatus.Sent, null),
            "delivered" => new(id, DeliveryStatus.Delivered, null),
            "open" => new(id, DeliveryStatus.Read, null),
            "bounce" or "dropped" or "blocked" => new(id, DeliveryStatus.Undelivered, MailErrors.Explain(LooseJson.Text(told, "status"), LooseJson.Text(told, "reason"))),
            _ => null,
        };
    }
}

/// <summary>Postmark: inbound mails and its bounce, delivery and open webhooks, all JSON (https://postmarkapp.com/developer/webhooks/inbound-webhook).</summary>
internal static class Postmark
{
    public static PostedMail Read(ReadOnlyMemory<byte> body)
    {
        using var document = LooseJson.Parse(body);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root)
            return PostedMail.Nothing;
        return LooseJson.Text(root, "RecordType") is { Length: > 0 } record && record != "Inbound" ? PostedMail.News([Record(record, root)]) : Inbound(root);
    }

    private static PostedMail Inbound(JsonElement root)
    {
        if (LooseJson.Text(root, "RawEmail") is { Length: > 0 } raw)
            return PostedMail.Of(MailReader.Read(Encoding.UTF8.GetBytes(raw)), Recipient(root));
        if (LooseJson.Text(root, "From").Length == 0)
            return PostedMail.Nothing;
        var headers = string.Concat(LooseJson.Items(root, "Headers").Select(h => $"{LooseJson.Text(h, "Name")}: {LooseJson.Text(h, "Value").ReplaceLineEndings(" ")}\r\n"));
        if (!headers.Contains("\nDate:", StringComparison.OrdinalIgnoreCase) && !headers.StartsWith("Date:", StringComparison.OrdinalIgnoreCase))
            headers += $"Date: {LooseJson.Text(root, "Date")}\r\n";
        var files = LooseJson.Items(root, "Attachments").Take(200).Select(a => new MailAttachment(
            LooseJson.Text(a, "Name") is { Length: > 0 } name ? name : null, LooseJson.Text(a, "ContentType"), LooseJson.Text(a, "ContentID") is { Length: > 0 } cid ? cid.Trim('<', '>') : null,
            LooseJson.Text(a, "ContentID").Length > 0, Encoding.Latin1.GetBytes(LooseJson.Text(a, "Content")), "base64")).ToList();
        var mail = PostedMail.FromFields(headers, Full(root, "FromFull", "From"), Full(root, "ToFull", "To"), Full(root, "CcFull", "Cc"), LooseJson.Text(root, "Subject"), LooseJson.Text(root, "TextBody"),
            LooseJson.Text(root, "HtmlBody"), LooseJson.Text(root, "MessageID"), files);
        return PostedMail.Of(mail, Recipient(root));
    }

    private static string Recipient(JsonElement root) =>
        LooseJson.Text(root, "OriginalRecipient") is { Length: > 0 } original ? original : Addresses.Parse(LooseJson.Text(root, "To")) is [var first, ..] ? first.Address : "";

    private static string Full(JsonElement root, string full, string plain)
    {
        var given = LooseJson.At(root, full);
        var people = given.ValueKind == JsonValueKind.Array ? given.EnumerateArray().ToList() : given.ValueKind == JsonValueKind.Object ? [given] : [];
        return people.Count == 0 ? LooseJson.Text(root, plain)
            : string.Join(", ", people.Select(p => LooseJson.Text(p, "Name") is { Length: > 0 } name ? $"\"{name.Replace("\"", "", StringComparison.Ordinal)}\" <{LooseJson.Text(p, "Email")}>" : LooseJson.Text(p, "Email")));
    }

    private static DeliveryUpdate? Record(string record, JsonElement root)
    {
        // What we gave it with the mail; its own id means nothing to us.
        var id = LooseJson.Text(LooseJson.At(root, "Metadata"), "message") is { Length: > 0 } ours ? ours : LooseJson.Text(root, "MessageID");
        return id.Length == 0 ? null : record switch
        {
            "Delivery" => new(id, DeliveryStatus.Delivered, null),
            "Open" => new(id, DeliveryStatus.Read, null),
            "Bounce" => new(id, DeliveryStatus.Undelivered, MailErrors.Explain(LooseJson.Text(root, "TypeCode"), LooseJson.Text(root, "Description") is { Length: > 0 } said ? said : LooseJson.Text(root, "Details"))),
            "SpamComplaint" => new(id, DeliveryStatus.Delivered, null),
            _ => null,
        };
    }
}

/// <summary>Mailgun: routes that post parsed or raw mails, and its event webhooks (https://documentation.mailgun.com/docs/mailgun/user-manual/receive-forward-store).</summary>
internal static class Mailgun
{
    public static PostedMail Read(string contentType, ReadOnlyMemory<byte> body)
    {
        if (body.Span.TrimStart(" \r\n\t"u8) is [(byte)'{', ..])
        {
            using var document = LooseJson.Parse(body);
            return document is null ? PostedMail.Nothing : PostedMail.News([Event(LooseJson.At(document.RootElement, "event-data"))]);
        }

        var form = PostedForm.Read(contentType, body);
        if (form["body-mime"].Length > 0)
            return PostedMail.Of(MailReader.Read(Encoding.UTF8.GetBytes(form["body-mime"])), form["recipient"]);
        if (form["from"].Length + form["sender"].Length == 0)
            return PostedMail.Nothing;
        var mail = PostedMail.FromFields(Headers(form), form["from"].Length > 0 ? form["from"] : form["sender"], form["To"], form["Cc"], form["subject"], form["body-plain"], form["body-html"], form["Message-Id"], form.Files);
        return PostedMail.Of(mail, form["recipient"]);
    }

    /// <summary>`message-headers` is a list of pairs in JSON.</summary>
    private static string Headers(PostedForm form)
    {
        using var document = LooseJson.Parse(Encoding.UTF8.GetBytes(form["message-headers"]));
        var pairs = document?.RootElement is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Where(p => p.ValueKind == JsonValueKind.Array && p.GetArrayLength() == 2).ToList() : [];
        var headers = string.Concat(pairs.Select(p => $"{p[0]}: {p[1].ToString().ReplaceLineEndings(" ")}\r\n"));
        return headers.Length > 0 || form["timestamp"].Length == 0 || !long.TryParse(form["timestamp"], NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at > 4_102_444_800
            ? headers : $"Date: {DateTimeOffset.FromUnixTimeSeconds(at):r}\r\n";
    }

    private static DeliveryUpdate? Event(JsonElement told)
    {
        var id = LooseJson.Text(LooseJson.At(told, "message", "headers"), "message-id").Trim('<', '>');
        var status = LooseJson.At(told, "delivery-status");
        return id.Length == 0 ? null : LooseJson.Text(told, "event") switch
        {
            "accepted" => new(id, DeliveryStatus.Sent, null),
            "delivered" => new(id, DeliveryStatus.Delivered, null),
            "opened" => new(id, DeliveryStatus.Read, null),
            // A temporary failure is tried again by Mailgun itself.
            "failed" or "rejected" when LooseJson.Text(told, "severity") != "temporary" => new(id, DeliveryStatus.Undelivered,
                MailErrors.Explain(LooseJson.Text(status, "code"), LooseJson.Text(status, "message") is { Length: > 0 } said ? said : LooseJson.Text(status, "description"))),
            _ => null,
        };
    }
}
