using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Email.Threads;
using PromoEngine.Inbox.Conversations;

namespace PromoEngine.Inbox;

/// <summary>Messages to customers. Queuing is part of the caller's unit of work; a job sends them, in order, conversation by conversation.</summary>
public sealed class Outbox
{
    private readonly IInboxDb db;
    private readonly MailThread thread;
    private readonly TimeProvider clock;

    internal Outbox(IInboxDb db, MailThread thread, TimeProvider clock) => (this.db, this.thread, this.clock) = (db, thread, clock);

    /// <summary>Puts a text into a conversation, to the address the customer has there. Does not save.</summary>
    /// <param name="conversationId">A conversation of this workspace.</param>
    /// <param name="text">What the customer reads.</param>
    /// <param name="author">"user:…", or null for the shop itself.</param>
    /// <param name="ct">Ends with the request.</param>
    /// <returns>The new message's id.</returns>
    /// <exception cref="RefusedException"><c>conversation.missing</c>: there is no such conversation.</exception>
    public async Task<Guid> Queue(Guid conversationId, string text, string? author, CancellationToken ct) => (await Write(conversationId, text, author, wishes: null, ct)).Id;

    /// <param name="conversationId">A conversation of this workspace.</param>
    /// <param name="text">What the customer reads.</param>
    /// <param name="author">"user:…", or null for the shop itself.</param>
    /// <param name="wishes">Of a mail: what its writer wants beside the text; null: an answer to the customer alone.</param>
    /// <param name="ct">Ends with the request.</param>
    internal async Task<Message> Write(Guid conversationId, string text, string? author, MailWishes? wishes, CancellationToken ct)
    {
        var conversation = await db.Conversations.FirstOrDefaultAsync(c => c.Id == conversationId, ct)
            ?? throw new RefusedException("conversation.missing", "This conversation does not exist.");
        var now = clock.GetUtcNow().UtcDateTime;
        var mail = await Mail(conversation, wishes, ct);
        var message = new Message
        {
            ConversationId = conversation.Id,
            ContactId = conversation.ContactId,
            ChannelId = conversation.ChannelId,
            Direction = Direction.Outbound,
            Text = text,
            SentAt = now,
            Status = DeliveryStatus.Queued,
            To = mail?.To ?? conversation.CustomerAddress,
            Subject = mail?.Subject,
            Copies = mail?.Copies,
            Author = author,
        };
        if (mail is not null)
            await thread.Remember(conversation.ChannelId, conversation.Id, [MailId.Of(message.Id, mail.OurAddress), MailId.OfConversation(conversation.Id, mail.OurAddress)], ct);
        message.Queue(now);
        conversation.Answered(text, now);
        db.Messages.Add(message);
        db.Raise(new MessageQueued(message.Id, conversation.Id));
        return message;
    }

    /// <summary>Where a mail goes and what it is called, as of now; null on channels that have no such things.</summary>
    private async Task<Addressed?> Mail(Conversation conversation, MailWishes? wishes, CancellationToken ct)
    {
        var channel = await db.Channels.Where(c => c.Id == conversation.ChannelId).Select(c => new { c.Kind, c.Address }).SingleAsync(ct);
        if (channel.Kind != ChannelKind.Email)
            return null;
        var answered = await (from original in db.MailOriginals
                              join message in db.Messages on original.MessageId equals message.Id
                              where message.ConversationId == conversation.Id && (message.Marks & (MailMarks.AutoReply | MailMarks.Bounce)) == 0 && message.Direction == Direction.Inbound
                              orderby message.Position descending
                              select original.AnswerTo).FirstOrDefaultAsync(ct);
        var subject = wishes?.Subject ?? MailSubject.Answer(conversation.Subject);
        return new(answered ?? conversation.CustomerAddress, WellFormed.Cut(subject, Message.LongestSubject), wishes?.Cc is { Count: > 0 } copies ? string.Join('\n', copies) : null, channel.Address);
    }

    private sealed record Addressed(string To, string Subject, string? Copies, string OurAddress);
}
