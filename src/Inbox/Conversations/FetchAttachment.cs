using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Files;

namespace PromoEngine.Inbox.Conversations;

/// <summary>Fetches a file that lies at the provider. A step of its own, so that a text never waits for a picture or is lost with it.</summary>
internal sealed class FetchAttachment(IInboxDb db, ChannelSecrets secrets, ChannelAdapters adapters, FileStore files)
{
    /// <param name="Text">The words in it; null when it has none.</param>
    internal sealed record Fetched(Guid AttachmentId, StoreResult? Result, string? Gone, string? Text);

    /// <summary>Outside any unit. Null: there is nothing to fetch (any more).</summary>
    public async Task<Fetched?> Prepare(Guid attachmentId, CancellationToken ct)
    {
        var found = await (
            from attachment in db.Attachments.AsNoTracking()
            join message in db.Messages on attachment.MessageId equals message.Id
            join channel in db.Channels on message.ChannelId equals channel.Id
            where attachment.Id == attachmentId && attachment.State == AttachmentState.Waiting && message.ErasedAt == null
            select new { attachment, channel }).FirstOrDefaultAsync(ct);
        if (found is null)
            return null;

        switch (await adapters.Channel(found.channel.Provider)!.Fetch(secrets.Account(found.channel), found.attachment.Url, ct))
        {
            case MediaResult.TryLater later:
                throw new NotYetException(later.Reason, later.After);
            case MediaResult.Gone gone:
                return new(attachmentId, null, gone.Reason, null);
            case MediaResult.Found { Content: var content } media:
                await using (content)
                {
                    var result = await files.Put(db.Workspace, content, media.ContentType ?? found.attachment.ContentType, ct);
                    return new(attachmentId, result, null, await files.Words(db.Workspace, result, ct));
                }

            case var other:
                throw new InvalidOperationException($"Unknown answer {other.GetType().Name}.");
        }
    }

    /// <summary>Inside the unit that ends the job. Does not save.</summary>
    public async Task Write(Fetched fetched, CancellationToken ct)
    {
        var attachment = await db.Attachments.FirstOrDefaultAsync(a => a.Id == fetched.AttachmentId, ct);
        var message = attachment is null ? null : await db.Messages.FirstOrDefaultAsync(m => m.Id == attachment.MessageId && m.ErasedAt == null, ct);
        if (attachment is null || message is null)
            return;
        if (fetched.Result is { } result)
            attachment.Take(result);
        else
            attachment.Fail(fetched.Gone!);
        db.Announce("conversations", message.ConversationId);
        if (fetched.Text is not { } text)
            return;
        db.AttachmentTexts.Add(new() { AttachmentId = attachment.Id, Text = text });
        if (message.Direction == Direction.Inbound)
            db.Raise(new AttachmentRead(message.ContactId));
    }

    /// <summary>Inside the unit that ends the job without success.</summary>
    public async Task GiveUp(Guid attachmentId, string reason, CancellationToken ct)
    {
        if (await db.Attachments.FirstOrDefaultAsync(a => a.Id == attachmentId && a.State == AttachmentState.Waiting, ct) is not { } attachment)
            return;
        attachment.Fail(reason);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>A person asks for a failed file once more. False: there is no such file.</summary>
    public async Task<bool> Retry(Guid attachmentId, CancellationToken ct)
    {
        if (await db.Attachments.FirstOrDefaultAsync(a => a.Id == attachmentId, ct) is not { } attachment)
            return false;
        if (attachment.Url.Length == 0)
            throw new RefusedException("attachment.nowhere", "This file lies nowhere any more; ask the customer to send it again.");
        attachment.Retry();
        db.Raise(new AttachmentWaiting(attachment.Id));
        var conversation = await db.Messages.Where(m => m.Id == attachment.MessageId).Select(m => m.ConversationId).SingleAsync(ct);
        db.Announce("conversations", conversation);
        db.Audit("attachment.retried", "conversation", conversation, null, new { attachment.Id });
        await db.SaveChangesAsync(ct);
        return true;
    }
}
