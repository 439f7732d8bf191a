using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Conversations;

namespace PromoEngine.Inbox;

/// <summary>Messages to customers. Queuing is part of the caller's unit of work; a job sends them, in order, conversation by conversation.</summary>
public sealed class Outbox
{
    private readonly IInboxDb db;
    private readonly TimeProvider clock;

    internal Outbox(IInboxDb db, TimeProvider clock) => (this.db, this.clock) = (db, clock);

    /// <summary>Puts a text into a conversation, to the address the customer has there. Does not save.</summary>
    /// <param name="conversationId">A conversation of this workspace.</param>
    /// <param name="text">What the customer reads.</param>
    /// <param name="author">"user:…", or null for the shop itself.</param>
    /// <param name="ct">Ends with the request.</param>
    /// <returns>The new message's id.</returns>
    /// <exception cref="RefusedException"><c>conversation.missing</c>: there is no such conversation.</exception>
    public async Task<Guid> Queue(Guid conversationId, string text, string? author, CancellationToken ct) => (await Write(conversationId, text, author, ct)).Id;

    internal async Task<Message> Write(Guid conversationId, string text, string? author, CancellationToken ct)
    {
        var conversation = await db.Conversations.FirstOrDefaultAsync(c => c.Id == conversationId, ct)
            ?? throw new RefusedException("conversation.missing", "This conversation does not exist.");
        var now = clock.GetUtcNow().UtcDateTime;
        var message = new Message
        {
            ConversationId = conversation.Id,
            ContactId = conversation.ContactId,
            ChannelId = conversation.ChannelId,
            Direction = Direction.Outbound,
            Text = text,
            SentAt = now,
            Status = DeliveryStatus.Queued,
            To = conversation.CustomerAddress,
            Author = author,
        };
        message.Queue(now);
        conversation.Answered(text, now);
        db.Messages.Add(message);
        db.Raise(new MessageQueued(message.Id, conversation.Id));
        return message;
    }
}
