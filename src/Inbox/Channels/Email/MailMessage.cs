using System.Security.Cryptography;
using System.Text;

using PromoEngine.Inbox.Channels.Email.Mime;
using PromoEngine.Inbox.Channels.Email.Replies;
using PromoEngine.Inbox.Channels.Email.Threads;

namespace PromoEngine.Inbox.Channels.Email;

/// <summary>What a mail means for us: a message, and news about a mail of ours when it is a bounce.</summary>
internal static class MailMessage
{
    private const int MostForwarded = 5;

    /// <param name="mail">As it was read; its bytes must stay as they are.</param>
    /// <param name="account">Whose mailbox.</param>
    /// <param name="sent">It lay in the Sent folder: our own side wrote it.</param>
    /// <param name="name">By which its files can be asked for again.</param>
    public static ParsedWebhook Of(Mail mail, ChannelAccount account, bool sent, string name)
    {
        var own = MailId.Message(mail.MessageId, account.Address);
        var customer = mail.To.Concat(mail.Cc).FirstOrDefault(m => !IsOurs(m.Address, account));
        if (sent && customer is null)
            return ParsedWebhook.Nothing;
        // A mailer that gives no sender still sent something.
        var from = mail.From is [var first, ..] && first.Address.Length > 0 ? first : new Mailbox(null, "unknown@sender.invalid");
        // A form on the shop's own site writes in its name and says who filled it in.
        if (!sent && IsOurs(from.Address, account) && mail.ReplyTo.FirstOrDefault(m => m.Address.Contains('@')) is { } asking)
            from = asking;
        // What we sent to ourselves, or a copy of our own that a rule put into the inbox, is not a customer's.
        if (!sent && own is not null)
            return ParsedWebhook.Nothing;
        var forwarded = Forwarded(mail);
        var text = WellFormed.Cut(WrittenText.Of(mail.Text, from.Name).Reply + forwarded, Conversations.Message.LongestText);
        var message = new InboundMessage(
            MailId.Key(mail.MessageId), ChannelKind.Email, sent ? account.Address : Lower(from.Address), sent ? null : from.Name, sent ? Lower(customer!.Address) : account.Address, text,
            [.. mail.Attachments.Select((file, index) => Media(file, index, name))], mail.Date?.UtcDateTime)
        {
            IsEcho = sent,
            Mail = Details(mail, account, own) with { Text = mail.Text + forwarded },
        };
        return new([message], Bounced(mail, account));
    }

    /// <summary>Whose mail it is, as far as its header says, without reading more of it: mails of one person are understood one after the other.</summary>
    public static string Person(ReadOnlyMemory<byte> raw, bool sent)
    {
        var headers = HeaderBlock.Read(raw.Span, out _);
        var address = Addresses.Parse(headers[sent ? "To" : "From"]) is [var first, ..] ? Lower(first.Address) : "";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)))[..16];
    }

    private static MailDetails Details(Mail mail, ChannelAccount account, Guid? own)
    {
        var people = mail.From.Concat(mail.To).Concat(mail.Cc).ToList();
        var author = mail.From is [var first, ..] ? first : new Mailbox(null, "");
        var answer = mail.ReplyTo.FirstOrDefault(m => m.Address.Contains('@'))?.Address;
        return new(mail.Subject, Person(author), [.. mail.To.Select(Person)], [.. mail.Cc.Select(Person)])
        {
            MessageId = mail.MessageId,
            OwnId = own,
            ReplyTo = answer is null ? null : Lower(answer),
            Others = [.. mail.To.Concat(mail.Cc).Select(m => Lower(m.Address)).Where(a => a.Contains('@') && !IsOurs(a, account) && a != answer && a != Lower(author.Address)).Distinct().Take(20)],
            Parents = [.. Parents(mail, people, account).Where(id => id.Length <= MailId.Longest).Distinct()],
            Marks = Marks(mail),
            Limit = mail.Limit,
            ForwardedFrom = ForwardedMail.Sender(mail),
            Html = mail.Html,
        };
    }

    /// <summary>Nearest first. A report's subject is the mail that failed, whatever its own header says.</summary>
    private static IEnumerable<string> Parents(Mail mail, IEnumerable<Mailbox> people, ChannelAccount account)
    {
        if (mail.Bounce?.OriginalMessageId is { Length: > 0 } failed)
            yield return failed;
        if (mail.InReplyTo is { Length: > 0 } parent)
            yield return parent;
        foreach (var conversation in people.Select(p => MailId.Conversation(p.Address, account.Address)).OfType<Guid>())
            yield return MailId.OfConversation(conversation, account.Address);
        foreach (var id in mail.References.Reverse())
            yield return id;
    }

    private static IReadOnlyList<DeliveryUpdate> Bounced(Mail mail, ChannelAccount account)
    {
        if (mail.Bounce is not { OriginalMessageId: { } failed } bounce || MailId.Message(failed, account.Address) is null)
            return [];
        return [new(MailId.Key(failed), DeliveryStatus.Undelivered, MailErrors.Explain(bounce.Status ?? "", bounce.Reason ?? ""))];
    }

    private static MailMarks Marks(Mail mail) =>
        mail.Kind switch { MailKind.AutoReply => MailMarks.AutoReply, MailKind.Bounce => MailMarks.Bounce, MailKind.List => MailMarks.List, _ => MailMarks.None }
        | (mail.IsMarkedSpam ? MailMarks.Spam : MailMarks.None) | (mail.Limit is null ? MailMarks.None : MailMarks.Cut);

    private static InboundMedia Media(MailAttachment file, int index, string name) =>
        new($"mail:{name}#{index}", file.ContentType, file.Name ?? FallbackName(file, index)) { Content = file.Content, ContentId = file.ContentId, IsInline = file.IsInline };

    private static string FallbackName(MailAttachment file, int index) => file.ContentType switch
    {
        "message/rfc822" => $"mail-{index + 1}.eml",
        "text/calendar" => "invitation.ics",
        "application/ms-tnef" => "winmail.dat",
        var type => $"file-{index + 1}{(type.StartsWith("image/", StringComparison.Ordinal) && type.Length < 12 ? "." + type[6..] : "")}",
    };

    /// <summary>An order that was forwarded as a file is an order all the same: its words are read with the others.</summary>
    private static string Forwarded(Mail mail) => mail.Kind is MailKind.Bounce or MailKind.AutoReply ? "" : string.Concat(
        mail.Attachments.Where(f => f.ContentType == "message/rfc822").Take(MostForwarded).Select(f => ForwardedMail.Words(MailReader.Read(f.Content()))));

    private static bool IsOurs(string address, ChannelAccount account) =>
        address.Equals(account.Address, StringComparison.OrdinalIgnoreCase) || MailId.Conversation(address, account.Address) is not null;

    private static string Person(Mailbox mailbox) => mailbox.Name is { Length: > 0 } name ? $"{name} <{mailbox.Address}>" : mailbox.Address;

    /// <summary>Two spellings of one address are one person; servers that tell them apart are not met any more.</summary>
    private static string Lower(string address) => address.Trim().ToLowerInvariant();
}
