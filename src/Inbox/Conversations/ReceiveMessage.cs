using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Contacts;

namespace PromoEngine.Inbox.Conversations;

/// <summary>Puts a message that came in where it belongs: its contact, its conversation. Inside the unit of the job; does not save.</summary>
internal sealed class ReceiveMessage(IInboxDb db, ApplyNews news, MailThread thread, TimeProvider clock)
{
    /// <returns>The contact who wrote; null when the message is there already, or when it is one of ours that was written elsewhere.</returns>
    /// <param name="channelId">The account it came in on.</param>
    /// <param name="inbound">As the adapter read it.</param>
    /// <param name="files">What became of the files that came with the event itself.</param>
    /// <param name="receivedAt">When the event came.</param>
    /// <param name="ct">Ends with the job.</param>
    public async Task<Guid?> Handle(Guid channelId, InboundMessage inbound, IReadOnlyDictionary<InboundMedia, KeptMedia> files, DateTime receivedAt, CancellationToken ct)
    {
        if (await news.Find(channelId, inbound.ExternalId, inbound.OurId, ct) is { } known)
        {
            // An echo of a send of ours whose own answer is still to come, or never came.
            if (known.Direction == Direction.Outbound)
                known.Adopt(inbound.ExternalId);
            return null;
        }

        if (inbound.Mail is { } mail)
            return await Mail(channelId, inbound, mail, files, receivedAt, ct);

        var contact = await FindOrAddContact(inbound, ct);
        var conversation = await FindOrAddConversation(channelId, inbound, contact, ct);
        conversation.Reference = inbound.Reference is { } reference ? Cut(reference, Conversation.LongestReference) : conversation.Reference;
        var message = Message(channelId, conversation, inbound, receivedAt);
        db.Messages.Add(message);
        Attach(message, inbound.Media, files);

        var preview = message.Text.Length > 0 || inbound.Media.Count == 0 ? message.Text : "📎 Attachment";
        if (inbound.IsEcho)
        {
            conversation.Answered(preview, message.SentAt);
            message.Learn(conversation);
            return null;
        }

        conversation.Received(preview, message.SentAt);
        Hear(contact, conversation, message);
        return contact.Id;
    }

    /// <summary>A mail goes where its ids say, whoever of the people in the thread wrote it.</summary>
    private async Task<Guid?> Mail(Guid channelId, InboundMessage inbound, MailDetails mail, IReadOnlyDictionary<InboundMedia, KeptMedia> files, DateTime receivedAt, CancellationToken ct)
    {
        // A copy of what we sent ourselves, in the Sent folder.
        if (mail.OwnId is { } own && await db.Messages.AnyAsync(m => m.Id == own && m.ChannelId == channelId, ct))
            return null;
        var conversation = await thread.Find(channelId, mail, ct);
        // The shop writes mails to many people; of those that it wrote elsewhere, only the ones to its customers belong here.
        var address = Address(inbound);
        if (inbound.IsEcho && conversation is null && !await db.Contacts.AnyAsync(c => c.Address == address && c.ErasedAt == null, ct))
            return null;
        var sender = conversation is not null && (inbound.IsEcho || mail.IsAutomatic)
            ? await db.Contacts.SingleAsync(c => c.Id == conversation.ContactId, ct)
            : await FindOrAddContact(inbound, ct);
        conversation ??= await FindOrAddConversation(channelId, inbound with { Thread = MailThread.Root(mail) }, sender, ct);
        await thread.Remember(channelId, conversation.Id, [mail.MessageId, .. mail.Parents], ct);
        if (conversation.Status == ConversationStatus.Closed && !mail.IsAutomatic)
            conversation.Reopen();
        if (!inbound.IsEcho && !mail.IsAutomatic || conversation.Subject is null)
            conversation.Subject = WellFormed.Cut(mail.Subject, Conversations.Message.LongestSubject);

        var message = Message(channelId, conversation, inbound, receivedAt);
        db.Messages.Add(message);
        db.MailOriginals.Add(MailOriginal.Of(message.Id, mail, address, message.Text));
        Attach(message, inbound.Media, files);
        var preview = message.Text.Length > 0 ? message.Text : mail.Subject.Length > 0 ? mail.Subject : "📎 Attachment";
        if (inbound.IsEcho)
        {
            conversation.Answered(preview, message.SentAt);
            return null;
        }

        if (mail.IsAutomatic)
        {
            conversation.Noted(preview, message.SentAt);
            return null;
        }

        conversation.Received(preview, message.SentAt);
        Hear(sender, conversation, message);
        return message.ContactId;
    }

    private void Attach(Message message, IReadOnlyList<InboundMedia> media, IReadOnlyDictionary<InboundMedia, KeptMedia> files)
    {
        for (var place = 0; place < media.Count; place++)
            Attach(message, media[place], place, files.GetValueOrDefault(media[place]));
    }

    private void Attach(Message message, InboundMedia media, int ordinal, KeptMedia? kept)
    {
        var attachment = new Attachment
        {
            MessageId = message.Id,
            Ordinal = ordinal,
            Url = kept is null ? Cut(media.Url, 2000) : "",
            ContentType = Cut(media.ContentType, 100),
            Name = Cut(media.Name, Attachment.LongestName),
            ContentId = media.ContentId is { } id ? Cut(id, 200) : null,
            IsInline = media.IsInline,
        };
        db.Attachments.Add(attachment);
        if (kept is null)
            db.Raise(new AttachmentWaiting(attachment.Id));
        else
            attachment.Take(kept.Result);
        if (kept?.Text is { } text)
            db.AttachmentTexts.Add(new() { AttachmentId = attachment.Id, Text = text });
    }

    private static Message Message(Guid channelId, Conversation conversation, InboundMessage inbound, DateTime receivedAt) => new()
    {
        ConversationId = conversation.Id,
        ContactId = conversation.ContactId,
        ChannelId = channelId,
        Direction = inbound.IsEcho ? Direction.Outbound : Direction.Inbound,
        Text = Cut(inbound.Text, Conversations.Message.LongestText),
        SentAt = inbound.SentAt ?? receivedAt,
        Status = inbound.IsEcho ? DeliveryStatus.Sent : DeliveryStatus.Received,
        ExternalId = inbound.ExternalId,
        Items = inbound.Items,
        To = inbound.IsEcho ? Cut(inbound.Recipient, 200) : null,
        Subject = inbound.Mail is { } mail ? Cut(mail.Subject, Conversations.Message.LongestSubject) : null,
        Marks = inbound.Mail?.Marks ?? MailMarks.None,
    };

    /// <summary>Opt words first: a YES that opts in accepts nothing.</summary>
    private void Hear(Contact contact, Conversation conversation, Message message)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        switch (OptWords.Read(message.Text, contact.OptedOut))
        {
            case OptWord.OptOut:
                db.Consents.Add(contact.OptOut(Word(message), message.Id, now));
                break;
            case OptWord.OptIn:
                db.Consents.Add(contact.OptIn(Word(message), message.Id, now));
                break;
            // Somebody else in the thread says yes: that is for a person to judge.
            case OptWord.None when contact.Id != message.ContactId && AcceptanceReply.Read(message.Text) is not AcceptanceReply.NotAReply:
                conversation.NeedsAttention("mail.other_sender", $"{contact.Name} answered in this thread, who is not the customer it belongs to.");
                break;
            case OptWord.None when !contact.OptedOut && AcceptanceReply.Read(message.Text) is not AcceptanceReply.NotAReply:
                db.Raise(new CustomerAnswered(message.Id, conversation.Id));
                break;
        }

        db.Raise(new MessageReceived(message.Id, conversation.Id, message.ContactId));
    }

    private static string Word(Message message) => Cut(message.Text.Trim().ToUpperInvariant(), 32);

    private async Task<Contact> FindOrAddContact(InboundMessage inbound, CancellationToken ct)
    {
        var address = Address(inbound);
        var contact = db.Contacts.Local.FirstOrDefault(c => c.Address == address) ?? await db.Contacts.FirstOrDefaultAsync(c => c.Address == address, ct);
        if (contact is null)
        {
            contact = new Contact { Address = address, Name = Cut(inbound.IsEcho ? address : inbound.SenderName ?? address, 200), CreatedAt = clock.GetUtcNow().UtcDateTime };
            db.Contacts.Add(contact);
        }

        return contact;
    }

    private async Task<Conversation> FindOrAddConversation(Guid channelId, InboundMessage inbound, Contact contact, CancellationToken ct)
    {
        var address = Address(inbound);
        var thread = inbound.Thread is { } named ? Cut(named, 200) : address;
        bool IsIt(Conversation c) => c.ChannelId == channelId && c.ThreadKey == thread && c.Status == ConversationStatus.Open;
        var conversation = db.Conversations.Local.FirstOrDefault(IsIt)
            ?? await db.Conversations.FirstOrDefaultAsync(c => c.ChannelId == channelId && c.ThreadKey == thread && c.Status == ConversationStatus.Open, ct);
        if (conversation is null)
        {
            conversation = new Conversation { ChannelId = channelId, ContactId = contact.Id, ThreadKey = thread, Address = address == thread ? null : address, CreatedAt = clock.GetUtcNow().UtcDateTime };
            db.Conversations.Add(conversation);
        }

        return conversation;
    }

    private static string Address(InboundMessage inbound) => Cut(inbound.IsEcho ? inbound.Recipient : inbound.Sender, 200);

    private static string Cut(string text, int most) => WellFormed.Cut(text, most);
}
