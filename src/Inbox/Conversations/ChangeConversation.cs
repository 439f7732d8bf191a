using System.ComponentModel.DataAnnotations;

using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Inbox.Conversations;

/// <summary>Names the version that the person saw.</summary>
public sealed record ChangeConversationRequest([property: Range(0, int.MaxValue)] int Version);

/// <summary>Reading, closing and reopening.</summary>
internal sealed class ChangeConversation(IInboxDb db)
{
    public async Task<bool> MarkRead(Guid id, CancellationToken ct)
    {
        var conversation = await db.Conversations.FirstOrDefaultAsync(c => c.Id == id, ct);
        if (conversation is null)
            return false;
        if (conversation.Unread > 0)
        {
            db.Audit("conversation.read", "conversation", id, new { conversation.Unread }, null);
            conversation.MarkRead();
            await db.SaveChangesAsync(ct);
        }

        return true;
    }

    public Task<bool> Close(Guid id, ChangeConversationRequest request, CancellationToken ct) => Change(id, request, "conversation.closed", c => c.Close(), ct);

    public async Task<bool> Reopen(Guid id, ChangeConversationRequest request, CancellationToken ct)
    {
        var other = await (
            from closed in db.Conversations
            join open in db.Conversations on new { closed.ChannelId, closed.ThreadKey } equals new { open.ChannelId, open.ThreadKey }
            where closed.Id == id && open.Id != id && open.Status == ConversationStatus.Open
            select open.Id).AnyAsync(ct);
        if (other)
            throw new RefusedException("conversation.newer_open", "The customer has an open conversation on this channel already; answer there.");
        return await Change(id, request, "conversation.reopened", c => c.Reopen(), ct);
    }

    private async Task<bool> Change(Guid id, ChangeConversationRequest request, string action, Action<Conversation> change, CancellationToken ct)
    {
        var conversation = await db.Conversations.FirstOrDefaultAsync(c => c.Id == id, ct);
        if (conversation is null)
            return false;
        if (conversation.Version != request.Version)
            throw new RefusedException("conversation.stale", "Something happened in this conversation since you opened it; look again.");
        var before = conversation.Status;
        change(conversation);
        db.Audit(action, "conversation", id, new { Status = before }, new { conversation.Status });
        await db.SaveChangesAsync(ct);
        return true;
    }
}
