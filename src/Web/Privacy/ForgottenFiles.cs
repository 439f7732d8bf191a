using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Files;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Privacy;

/// <summary>Takes files from the disk that no row names any more: at once after an erasure, otherwise within a day.</summary>
internal sealed class ForgottenFiles(AppDb db, FileStore files, TimeProvider clock)
{
    private const int Bite = 500;

    /// <summary>A file is written before the row that names it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    /// <summary>What a person sent and was sent; to be asked before the rows are overwritten.</summary>
    public async Task<IReadOnlyList<string>> Of(Guid contact, CancellationToken ct) => await (
        from attachment in db.Attachments
        join message in db.Messages on attachment.MessageId equals message.Id
        where message.ContactId == contact && attachment.Sha256 != null
        select attachment.Sha256!).Concat(
        from upload in db.Uploads
        join conversation in db.Conversations on upload.ConversationId equals conversation.Id
        where conversation.ContactId == contact
        select upload.Sha256).Distinct().ToListAsync(ct);

    /// <summary>Removes those of them that nobody else has too. How many.</summary>
    public async Task<int> Remove(IReadOnlyList<string> hashes, CancellationToken ct)
    {
        var removed = 0;
        foreach (var some in hashes.Chunk(Bite))
        {
            var named = await db.Attachments.Where(a => some.Contains(a.Sha256!)).Select(a => a.Sha256!).Concat(db.Uploads.Where(u => some.Contains(u.Sha256)).Select(u => u.Sha256)).ToListAsync(ct);
            foreach (var hash in some.Except(named))
            {
                files.Delete(db.Workspace, hash);
                removed++;
            }
        }

        return removed;
    }

    /// <summary>Everything of the current workspace that has lain unnamed for a day.</summary>
    public async Task<int> Sweep(CancellationToken ct) => await Remove([.. files.Older(db.Workspace, clock.GetUtcNow().UtcDateTime - Grace)], ct);

    /// <summary>Inside a unit: what was put into a composer and never sent; the next sweep takes the files.</summary>
    public Task<int> RemoveUnsent(CancellationToken ct)
    {
        var before = clock.GetUtcNow().UtcDateTime - Grace;
        return db.Uploads.Where(u => u.CreatedAt < before).ExecuteDeleteAsync(ct);
    }
}
