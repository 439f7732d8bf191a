using System.Globalization;
using System.Text;

namespace PromoEngine.Inbox.Channels.Email.Writing;

/// <summary>A mail of ours before it is bytes.</summary>
/// <param name="MessageId">Without brackets.</param>
/// <param name="References">The thread before it, oldest first, without brackets.</param>
internal sealed record NewMail(string FromName, string From, string To, IReadOnlyList<string> Cc, string? ReplyTo, string Subject, string Text, string MessageId, string? InReplyTo, IReadOnlyList<string> References, DateTimeOffset Date)
{
    public IReadOnlyList<OutboundFile> Files { get; init; } = [];

    /// <summary>Further fields, already fit for the wire.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields { get; init; } = [];

    /// <summary>A program wrote it: other programs must not answer (RFC 3834).</summary>
    public bool IsAutomatic { get; init; }
}

/// <summary>Writes a mail as bytes (RFC 5322, 2045, 2047, 2231): ASCII only, so that it survives every server on the way.</summary>
internal static class MailWriter
{
    private const int Base64Line = 57;

    public static byte[] Write(NewMail mail)
    {
        using var bytes = new MemoryStream();
        var header = new StringBuilder();
        header.Append("Date: ").Append(mail.Date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture)).Append(mail.Date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal)).Append("\r\n");
        header.Append(HeaderText.Mailboxes("From", [(mail.FromName, mail.From)]));
        header.Append(HeaderText.Mailboxes("To", [("", mail.To)]));
        if (mail.Cc.Count > 0)
            header.Append(HeaderText.Mailboxes("Cc", [.. mail.Cc.Select(address => ("", address))]));
        if (mail.ReplyTo is { } replyTo)
            header.Append(HeaderText.Mailboxes("Reply-To", [("", replyTo)]));
        header.Append(HeaderText.Words("Subject", mail.Subject));
        header.Append(HeaderText.Ids("Message-ID", [mail.MessageId]));
        if (mail.InReplyTo is { } parent)
            header.Append(HeaderText.Ids("In-Reply-To", [parent]));
        if (mail.References.Count > 0)
            header.Append(HeaderText.Ids("References", mail.References));
        if (mail.IsAutomatic)
            header.Append("Auto-Submitted: auto-generated\r\n");
        foreach (var (name, value) in mail.Fields)
            header.Append(name).Append(": ").Append(value).Append("\r\n");
        header.Append("MIME-Version: 1.0\r\n");
        Put(bytes, header.ToString());
        if (mail.Files.Count == 0)
            Text(bytes, mail.Text);
        else
            Mixed(bytes, mail);
        return bytes.ToArray();
    }

    private static void Mixed(MemoryStream bytes, NewMail mail)
    {
        // Long and random: it cannot stand in the text or in base64.
        var boundary = $"=_{Guid.CreateVersion7():N}";
        Put(bytes, $"Content-Type: multipart/mixed; boundary=\"{boundary}\"\r\n\r\n--{boundary}\r\n");
        Text(bytes, mail.Text);
        foreach (var file in mail.Files)
        {
            Put(bytes, $"\r\n--{boundary}\r\nContent-Type: {SafeType(file.ContentType)}\r\nContent-Disposition: attachment;{HeaderText.FileName(file.Name)}\r\nContent-Transfer-Encoding: base64\r\n\r\n");
            using var content = file.Open();
            Base64(bytes, content);
        }

        Put(bytes, $"\r\n--{boundary}--\r\n");
    }

    private static void Text(MemoryStream bytes, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (Ascii.IsValid(text) && lines.All(line => line.Length <= 998) && !text.Contains('\0', StringComparison.Ordinal))
        {
            Put(bytes, "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 7bit\r\n\r\n");
            Put(bytes, string.Join("\r\n", lines) + "\r\n");
            return;
        }

        Put(bytes, "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
        foreach (var line in lines)
            QuotedPrintable(bytes, Encoding.UTF8.GetBytes(line));
    }

    private static void QuotedPrintable(MemoryStream bytes, byte[] line)
    {
        const int Longest = 72;
        var length = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var isPlain = line[i] is (>= 33 and <= 126 and not (byte)'=') || (line[i] is (byte)' ' or (byte)'\t' && i < line.Length - 1);
            if (length + (isPlain ? 1 : 3) > Longest)
            {
                Put(bytes, "=\r\n");
                length = 0;
            }

            if (isPlain)
                bytes.WriteByte(line[i]);
            else
                Put(bytes, $"={line[i]:X2}");
            length += isPlain ? 1 : 3;
        }

        Put(bytes, "\r\n");
    }

    private static void Base64(MemoryStream bytes, Stream content)
    {
        var piece = new byte[Base64Line * 1024];
        for (int read; (read = content.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false)) > 0;)
        {
            for (var at = 0; at < read; at += Base64Line)
                Put(bytes, Convert.ToBase64String(piece, at, Math.Min(Base64Line, read - at)) + "\r\n");
        }
    }

    private static string SafeType(string type) =>
        type.Length is > 2 and < 100 && type.Count(letter => letter == '/') == 1 && type.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '-' or '.' or '+') ? type : "application/octet-stream";

    private static void Put(MemoryStream bytes, string text) => bytes.Write(Encoding.ASCII.GetBytes(text));
}
