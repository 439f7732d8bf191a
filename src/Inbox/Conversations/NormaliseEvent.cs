using System.Text.Json;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Contacts;

namespace PromoEngine.Inbox.Conversations;

/// <summary>
/// Makes contacts, conversations and messages of a stored event: all entries, all messages. Runs as a job; whatever it does happens in the unit that
/// ends the job, so a message is there once, however often the event is tried.
/// </summary>
internal sealed class NormaliseEvent(IInboxDb db, ChannelSecrets secrets, ChannelAdapters adapters, TimeProvider clock)
{
    /// <summary>A callback about a message that we do not know yet waits for our own commit this long; then it is about someone else's message.</summary>
    private static readonly TimeSpan CallbackPatience = TimeSpan.FromMinutes(10);

    internal sealed record Parsed(long EventId, Guid ChannelId, DateTime ReceivedAt, ParsedWebhook Content);

    public async Task<Parsed?> Prepare(long eventId, CancellationToken ct)
    {
        var stored = await db.InboundEvents.AsNoTracking().FirstOrDefaultAsync(e => e.Id == eventId && e.State == InboundEventState.Received, ct);
        if (stored is null)
            return null;
        var channel = await db.Channels.AsNoTracking().SingleAsync(c => c.Id == stored.ChannelId, ct);
        var headers = JsonSerializer.Deserialize<Dictionary<string, string>>(stored.Headers) ?? [];
        var call = new WebhookCall(stored.Url, headers.GetValueOrDefault("Content-Type", ""), "", stored.Body);
        return new(eventId, channel.Id, stored.ReceivedAt, adapters.Webhook(channel.Provider)!.Read(secrets.Account(channel), call));
    }

    /// <summary>Inside the unit; the contacts who wrote. Does not save.</summary>
    public async Task<IReadOnlyList<Guid>> Write(Parsed parsed, CancellationToken ct)
    {
        var wrote = new List<Guid>();
        foreach (var message in parsed.Content.Messages)
        {
            if (await Receive(parsed, message, ct) is { } contact)
                wrote.Add(contact);
        }

        foreach (var update in parsed.Content.Updates)
            await Apply(parsed, update, ct);

        var state = parsed.Content.IsNothing ? InboundEventState.Ignored : InboundEventState.Done;
        var now = clock.GetUtcNow().UtcDateTime;
        await db.InboundEvents.Where(e => e.Id == parsed.EventId).ExecuteUpdateAsync(set => set.SetProperty(e => e.State, state).SetProperty(e => e.ProcessedAt, now), ct);
        return wrote;
    }

    /// <summary>Inside the unit in which an operator gives the event up: its body goes like every other one, after its time.</summary>
    public Task Discard(long eventId, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return db.InboundEvents.Where(e => e.Id == eventId && e.State == InboundEventState.Received)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.State, InboundEventState.Discarded).SetProperty(e => e.ProcessedAt, now), ct);
    }

    private async Task<Guid?> Receive(Parsed parsed, InboundMessage inbound, CancellationToken ct)
    {
        if (await db.Messages.AnyAsync(m => m.ChannelId == parsed.ChannelId && m.ExternalId == inbound.ExternalId, ct))
            return null;

        var contact = await FindOrAddContact(inbound, ct);
        var conversation = await FindOrAddConversation(parsed, contact, ct);
        var message = new Message
        {
            ConversationId = conversation.Id,
            ContactId = contact.Id,
            ChannelId = parsed.ChannelId,
            Direction = Direction.Inbound,
            Text = Cut(inbound.Text, Message.LongestText),
            SentAt = inbound.SentAt ?? parsed.ReceivedAt,
            Status = DeliveryStatus.Received,
            ExternalId = inbound.ExternalId,
        };
        db.Messages.Add(message);
        db.Attachments.AddRange(inbound.Media.Select(media => new Attachment
        {
            MessageId = message.Id,
            Url = Cut(media.Url, 2000),
            ContentType = Cut(media.ContentType, 100),
            Name = Cut(media.Name, 200),
        }));
        conversation.Received(message.Text.Length > 0 || inbound.Media.Count == 0 ? message.Text : "📎 Attachment", message.SentAt);
        Hear(contact, conversation, message);
        return contact.Id;
    }

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
        var address = Cut(inbound.Sender, 200);
        var contact = db.Contacts.Local.FirstOrDefault(c => c.Address == address) ?? await db.Contacts.FirstOrDefaultAsync(c => c.Address == address, ct);
        if (contact is null)
        {
            contact = new Contact { Address = address, Name = Cut(inbound.SenderName ?? address, 200), CreatedAt = clock.GetUtcNow().UtcDateTime };
            db.Contacts.Add(contact);
        }

        return contact;
    }

    private async Task<Conversation> FindOrAddConversation(Parsed parsed, Contact contact, CancellationToken ct)
    {
        bool IsIt(Conversation c) => c.ChannelId == parsed.ChannelId && c.ThreadKey == contact.Address && c.Status == ConversationStatus.Open;
        var conversation = db.Conversations.Local.FirstOrDefault(IsIt)
            ?? await db.Conversations.FirstOrDefaultAsync(c => c.ChannelId == parsed.ChannelId && c.ThreadKey == contact.Address && c.Status == ConversationStatus.Open, ct);
        if (conversation is null)
        {
            conversation = new Conversation { ChannelId = parsed.ChannelId, ContactId = contact.Id, ThreadKey = contact.Address, CreatedAt = clock.GetUtcNow().UtcDateTime };
            db.Conversations.Add(conversation);
        }

        return conversation;
    }

    private async Task Apply(Parsed parsed, DeliveryUpdate update, CancellationToken ct)
    {
        var message = await db.Messages.FirstOrDefaultAsync(m => m.ChannelId == parsed.ChannelId && m.ExternalId == update.ExternalId, ct);
        if (message is not null)
            message.Learn(update);
        else if (clock.GetUtcNow().UtcDateTime - parsed.ReceivedAt < CallbackPatience)
            throw new NotYetException("The message of this callback is not committed yet.", TimeSpan.FromSeconds(2));
    }

    // A cut through an emoji leaves half of it, which cannot be stored.
    private static string Cut(string text, int most) => text.Length <= most ? text : WellFormed.Text(text[..most]);
}
