using System.Text;

using PromoEngine.Inbox.Channels.Email.Mime;
using PromoEngine.Inbox.Channels.Email.Replies;

namespace PromoEngine.Inbox.Channels.Email;

/// <summary>A mail inside a mail: who wrote it, and what.</summary>
internal static class ForwardedMail
{
    private const int MostLines = 200;

    /// <summary>Who wrote what is forwarded; null: nothing is.</summary>
    public static string? Sender(Mail mail)
    {
        if (mail.Attachments.FirstOrDefault(f => f.ContentType == "message/rfc822") is { } file && mail.Kind == MailKind.Personal)
            return MailReader.Read(file.Content()).From is [var inner, ..] ? Person(inner) : null;
        var lines = mail.Text.Split('\n', MostLines);
        var forward = Array.FindIndex(lines, ReplyWords.Forward.IsMatch);
        for (var i = forward + 1; forward >= 0 && i < lines.Length && i <= forward + 8; i++)
        {
            if (ReplyWords.FromLine.IsMatch(lines[i]) && lines[i].IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                return lines[i][(colon + 1)..].Replace("*", "", StringComparison.Ordinal).Trim() is { Length: > 0 } sender ? sender : null;
        }

        return null;
    }

    /// <summary>As mailers write a forwarded mail into the text.</summary>
    public static string Words(Mail inner)
    {
        var words = new StringBuilder("\n\n---------- Forwarded message ----------\n");
        words.Append("From: ").Append(inner.From is [var from, ..] ? Person(from) : "").Append('\n');
        if (inner.Date is { } date)
            words.Append("Date: ").Append(date.ToString("r")).Append('\n');
        return words.Append("Subject: ").Append(inner.Subject).Append("\n\n").Append(inner.Text).ToString();
    }

    private static string Person(Mailbox mailbox) => mailbox.Name is { Length: > 0 } name ? $"{name} <{mailbox.Address}>" : mailbox.Address;
}
