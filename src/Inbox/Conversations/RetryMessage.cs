using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Inbox.Conversations;

/// <summary>A person sends a failed message again: it goes back into the queue and to the provider as a new attempt.</summary>
internal sealed class RetryMessage(IInboxDb db, TimeProvider clock)
{
    public async Task<MessageView?> Handle(Guid id, CancellationToken ct)
    {
        var message = await db.Messages.FirstOrDefaultAsync(m => m.Id == id, ct);
        if (message is null)
            return null;
        var before = message.Status;
        message.Retry(clock.GetUtcNow().UtcDateTime);
        db.Raise(new MessageQueued(message.Id, message.ConversationId));
        db.Audit("message.retried", "conversation", message.ConversationId, new { MessageId = id, Status = before }, new { MessageId = id, message.Status });
        await db.SaveChangesAsync(ct);
        var kind = await db.Channels.Where(c => c.Id == message.ChannelId).Select(c => c.Kind).SingleAsync(ct);
        var attachments = await db.Attachments.AsNoTracking().Where(a => a.MessageId == id).Take(32).ToListAsync(ct);
        return MessageView.Of(message, kind, attachments, message.Author);
    }
}
