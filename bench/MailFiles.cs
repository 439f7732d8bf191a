using System.Text.Json;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Email.Mime;
using PromoEngine.Inbox.Channels.Email.Replies;

namespace PromoEngine.Bench;

/// <summary>The mail reader and the part that finds what was newly written, on files; one answer a line, in the order of the questions.</summary>
internal static class MailFiles
{
    /// <summary>`mail`: a list of paths, one raw mail each.</summary>
    public static Task Mails(string list, string output, CancellationToken ct) => AnsweredLines.Write(list, output, path => Mail(path.Trim(), File.ReadAllBytes(path.Trim())), ct);

    /// <summary>`reply`: {"id","contentType","body"}, the body in base64.</summary>
    public static Task Replies(string input, string output, CancellationToken ct) => AnsweredLines.Write(input, output, Reply, ct);

    internal static object Mail(string file, byte[] raw)
    {
        var mail = MailReader.Read(raw);
        var written = WrittenText.Of(mail.Text, Sender(mail));
        return new
        {
            file,
            subject = mail.Subject,
            from = mail.From.Select(m => m.Address),
            fromName = mail.From.Count > 0 ? mail.From[0].Name : null,
            to = mail.To.Select(m => m.Address),
            cc = mail.Cc.Select(m => m.Address),
            date = mail.Date?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            messageId = mail.MessageIdIsDerived ? null : mail.MessageId,
            inReplyTo = mail.InReplyTo,
            references = mail.References,
            text = mail.Text,
            html = mail.Html is not null,
            attachments = mail.Attachments.Select(a => new { name = a.Name, type = a.ContentType, size = a.Size }),
            isAutoReply = mail.Kind == MailKind.AutoReply,
            isBounce = mail.Kind == MailKind.Bounce,
            reply = written.Reply,
            signature = written.Signature,
        };
    }

    private static string? Sender(Mail mail) => mail.From.Count > 0 ? mail.From[0].Name : null;

    internal static object Reply(string line)
    {
        using var question = JsonDocument.Parse(line);
        var id = question.RootElement.GetProperty("id").Clone();
        var body = question.RootElement.GetProperty("body").GetBytesFromBase64();
        var type = question.RootElement.TryGetProperty("contentType", out var given) ? given.GetString() : "text/plain";
        var mail = type == "message/rfc822" ? MailReader.Read(body) : null;
        var text = mail?.Text ?? (type == "text/html" ? HtmlText.Of(Charsets.Decode(body, null)) : Charsets.Decode(body, null));
        var written = WrittenText.Of(text, mail is null ? null : Sender(mail));
        return new { id, reply = written.Reply, signature = written.Signature };
    }
}
