using System.Globalization;
using System.Security.Cryptography;

namespace PromoEngine.Inbox.Channels.Twilio;

/// <summary>
/// What a Twilio webhook means. One call carries one message or one status
/// (https://www.twilio.com/docs/messaging/guides/webhook-request, …/outbound-message-status-in-status-callbacks).
/// </summary>
internal static class TwilioPayload
{
    /// <summary>More attachments than any carrier passes on; NumMedia is a number from outside.</summary>
    private const int MostMedia = 32;

    private const int LongestId = 64;

    public static ParsedWebhook Read(TwilioForm form)
    {
        var id = MessageId(form);
        if (!IsId(id))
            return ParsedWebhook.Nothing;

        var status = Status(form);
        if (IsArrival(status))
            return Message(form, id) is { } message ? new([message], []) : ParsedWebhook.Nothing;

        return TwilioStatus.Read(status) is { } known
            ? new([], [new(id, known, TwilioErrors.OfStatus(known, form.Text("ErrorCode"u8)))])
            : ParsedWebhook.Nothing;
    }

    /// <summary>
    /// The name under which the event is stored once: of a message its id, of a callback the id, the status and the error,
    /// of anything else its bytes. Parts that could not be what they claim (length, characters) count as anything else.
    /// </summary>
    public static string EventKey(TwilioForm form, ReadOnlySpan<byte> body)
    {
        var id = MessageId(form);
        var status = Status(form);
        if (IsId(id) && IsArrival(status))
            return form.Text("From"u8).Length > 0 ? $"in:{id}" : KeyOfBytes(body);

        var error = form.Text("ErrorCode"u8);
        return IsId(id) && IsId(status) && (error.Length == 0 || IsId(error)) ? $"st:{id}:{status}:{error}" : KeyOfBytes(body);
    }

    /// <summary>Who wrote; callbacks have no order of their own, because a status only moves forward.</summary>
    public static string? Thread(TwilioForm form) =>
        IsArrival(Status(form)) && form.Text("From"u8) is { Length: > 0 and <= LongestId } sender ? sender : null;

    public static string KeyOfBytes(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return Convert.ToHexStringLower(hash);
    }

    private static InboundMessage? Message(TwilioForm form, string id)
    {
        var (kind, sender) = TwilioAddress.Read(form.Text("From"u8));
        if (sender.Length == 0)
            return null;

        var name = form.Text("ProfileName"u8);
        return new(id, kind, sender, name.Length > 0 ? name : null, TwilioAddress.Read(form.Text("To"u8)).Address,
            form.Text("Body"u8), Media(form), SentAt: null); // Twilio names no time; the moment of arrival has to do
    }

    private static List<InboundMedia> Media(TwilioForm form)
    {
        var media = new List<InboundMedia>();
        if (!int.TryParse(form.Text("NumMedia"u8), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return media;

        Span<byte> url = stackalloc byte[32];
        Span<byte> type = stackalloc byte[32];
        for (var i = 0; i < Math.Min(count, MostMedia); i++)
        {
            System.Text.Unicode.Utf8.TryWrite(url, CultureInfo.InvariantCulture, $"MediaUrl{i}", out var urlLength);
            System.Text.Unicode.Utf8.TryWrite(type, CultureInfo.InvariantCulture, $"MediaContentType{i}", out var typeLength);
            var address = form.Text(url[..urlLength]);
            // Nothing else can be fetched later, and a file: or javascript: address must never reach a screen.
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
                continue;

            var contentType = form.Text(type[..typeLength]);
            media.Add(new(address, contentType.Length > 0 ? contentType : "application/octet-stream", $"attachment-{i + 1}"));
        }
        return media;
    }

    private static string MessageId(TwilioForm form)
    {
        var id = form.Text("MessageSid"u8);
        return id.Length > 0 ? id : form.Text("SmsSid"u8); // the older name, still sent beside the newer one
    }

    private static string Status(TwilioForm form)
    {
        var status = form.Text("MessageStatus"u8);
        return status.Length > 0 ? status : form.Text("SmsStatus"u8);
    }

    private static bool IsArrival(string status) => status is "" or "received" or "receiving";

    private static bool IsId(string text)
    {
        if (text.Length is 0 or > LongestId)
            return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))
                return false;
        }
        return true;
    }
}
