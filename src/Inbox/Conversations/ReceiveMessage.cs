using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Contacts;

namespace PromoEngine.Inbox.Conversations;

/// <summary>Puts a message that came in where it belongs: its contact, its conversation. Inside the unit of the job; does not save.</summary>
internal sealed class ReceiveMessage(IInboxDb db, ApplyNews news, TimeProvider clock)
{
    /// <returns>The contact who wrote; null when the message is there already, or when it is one of ours that was written elsewhere.</returns>
    public async Task<Guid?> Handle(Guid channelId, InboundMessage inbound, DateTime receivedAt, CancellationToken ct)
    {
        if (await news.Find(channelId, inbound.ExternalId, inbound.OurId, ct) is { } known)
        {
            // An echo of a send of ours whose own answer is still to come, or never came.
            if (known.Direction == Direction.Outbound)
                known.Adopt(inbound.ExternalId);
            return null;
        }

        var contact = await FindOrAddContact(inbound, ct);
        var conversation = await FindOrAddConversation(channelId, inbound, contact, ct);
        conversation.Reference = inbound.Reference is { } reference ? Cut(reference, Conversation.LongestReference) : conversation.Reference;
        var message = Message(channelId, conversation, inbound, receivedAt);
        db.Messages.Add(message);
        db.Attachments.AddRange(inbound.Media.Select(media => new Attachment
        {
            MessageId = message.Id,
            Url = Cut(media.Url, 2000),
            ContentType = Cut(media.ContentType, 100),
            Name = Cut(media.Name, 200),
        }));

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
            case OptWord.None when !contact.OptedOut && AcceptanceReply.Read(message.Text) is not AcceptanceReply.NotAReply:
                db.Raise(new CustomerAnswered(message.Id, conversation.Id));
                break;
        }

        db.Raise(new MessageReceived(message.Id, conversation.Id, contact.Id));
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

    // A cut through an emoji leaves half of it, which cannot be stored.
    private static string Cut(string text, int most) => text.Length <= most ? text : WellFormed.Text(text[..most]);
}
