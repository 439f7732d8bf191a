using System.ComponentModel.DataAnnotations;

using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Inbox.Conversations;

/// <summary>A message to the customer, on the conversation's own channel.</summary>
/// <param name="Text">What the customer reads; what the provider takes at most is checked when it is sent.</param>
public sealed record ReplyRequest([property: Required, StringLength(1600, MinimumLength = 1)] string Text);

/// <summary>A person answers in a conversation.</summary>
internal sealed class Reply(IInboxDb db, Outbox outbox)
{
    public async Task<MessageView?> Handle(Guid conversationId, ReplyRequest request, CancellationToken ct)
    {
        var conversation = await db.Conversations.FirstOrDefaultAsync(c => c.Id == conversationId, ct);
        if (conversation is null)
            return null;
        if (conversation.Status == ConversationStatus.Closed)
            throw new RefusedException("conversation.closed", "This conversation is closed; reopen it to answer.");
        if (await db.Contacts.AnyAsync(c => c.Id == conversation.ContactId && c.OptedOutAt != null, ct))
            throw new RefusedException("contact.opted_out", "The customer has replied STOP. They must text START before you can write to them.");

        var message = await outbox.Write(conversationId, request.Text.Trim(), db.Actor, ct);
        conversation.MarkRead();
        // The message is the record of its own words; the audit says who wrote it.
        db.Audit("message.written", "conversation", conversation.Id, null, new { MessageId = message.Id });
        await db.SaveChangesAsync(ct);
        var kind = await db.Channels.Where(c => c.Id == conversation.ChannelId).Select(c => c.Kind).SingleAsync(ct);
        return MessageView.Of(message, kind, [], message.Author);
    }
}
