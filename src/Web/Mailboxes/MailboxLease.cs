using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels.Email.Mailboxes;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Mailboxes;

/// <summary>Which process reads a mailbox: one at a time, by a lease on the row of its inbox that ends by itself when the process dies. Also where it says how it goes.</summary>
internal sealed class MailboxLease(AppDb db, IUnitOfWork unit, TimeProvider clock)
{
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(60);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>True: it is ours until <see cref="Length"/> from now; also renews.</summary>
    public async Task<bool> Take(Guid channelId, Guid owner, int days, CancellationToken ct)
    {
        var now = Now;
        return await unit.Run(db, async () =>
        {
            if (!await db.MailboxStates.AnyAsync(s => s.ChannelId == channelId && s.Folder == MailFolder.Inbox, ct))
            {
                db.MailboxStates.Add(new() { ChannelId = channelId, Folder = MailFolder.Inbox, Since = now.Date.AddDays(-days) });
                await db.SaveChangesAsync(ct);
            }

            return await db.MailboxStates
                .Where(s => s.ChannelId == channelId && s.Folder == MailFolder.Inbox && (s.LeaseOwner == null || s.LeaseOwner == owner || s.LeaseUntil < now))
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.LeaseOwner, owner).SetProperty(s => s.LeaseUntil, now + Length), ct) == 1;
        });
    }

    public Task Release(Guid channelId, Guid owner, CancellationToken ct) => unit.Run(db, () => db.MailboxStates
        .Where(s => s.ChannelId == channelId && s.LeaseOwner == owner)
        .ExecuteUpdateAsync(set => set.SetProperty(s => s.LeaseOwner, (Guid?)null).SetProperty(s => s.LeaseUntil, (DateTime?)null), ct));

    /// <param name="channelId">Whose mailbox.</param>
    /// <param name="error">A sentence for whoever set it up; null: it works.</param>
    /// <param name="ct">Ends with the process.</param>
    public Task Say(Guid channelId, string? error, CancellationToken ct) => unit.Run(db, async () =>
    {
        var state = await db.MailboxStates.FirstOrDefaultAsync(s => s.ChannelId == channelId && s.Folder == MailFolder.Inbox, ct);
        if (state is null || state.Error == error)
            return;
        if (error is null)
            state.Works();
        else
            state.Fails(error, Now);
        db.Announce("channels", channelId);
        await db.SaveChangesAsync(ct);
    });
}
