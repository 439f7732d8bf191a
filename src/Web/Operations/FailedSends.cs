using System.Globalization;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Conversations;
using PromoEngine.Orders;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Operations;

/// <summary>A message of ours that did not go out, or perhaps did not.</summary>
internal sealed record FailedSend(Guid Id, Guid ConversationId, string To, string Channel, DateTime At, DeliveryStatus Status, MessageError? Error);

/// <summary>The messages that failed and that nobody has looked after yet; trying one again, or leaving it at that with a reason.</summary>
internal sealed class FailedSends(AppDb db, RetryMessage retry, TimeProvider clock)
{
    private const int PageSize = 50;

    public async Task<Pages.Page<FailedSend>> List(string? cursor, CancellationToken ct)
    {
        var before = PageCursor.Read(cursor, 1) is [var at]
            ? long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : throw PageCursor.Unknown()
            : long.MaxValue;
        var found = await Failed.Where(m => m.Position < before).OrderByDescending(m => m.Position).Take(PageSize + 1).ToListAsync(ct);
        var channels = await db.Channels.AsNoTracking().OrderBy(c => c.Id).Take(1000).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        var items = found.Take(PageSize).Select(m => new FailedSend(m.Id, m.ConversationId, m.To ?? "", channels.GetValueOrDefault(m.ChannelId, ""), m.SentAt, m.Status,
            m.ErrorCode is null ? null : new(m.ErrorCode, m.ErrorText ?? ""))).ToList();
        return new(items, found.Count > PageSize ? PageCursor.Write(found[PageSize - 1].Position.ToString(CultureInfo.InvariantCulture)) : null);
    }

    public Task<int> Count(CancellationToken ct) => Failed.CountAsync(ct);

    public async Task<bool> Retry(Guid id, CancellationToken ct)
    {
        if (await retry.Handle(id, ct) is null)
            return false;
        db.Audit("message.retried", "message", id, null, null);
        await db.SaveChangesAsync(ct);
        return true;
    }

    public async Task<bool> Discard(Guid id, string reason, CancellationToken ct)
    {
        if (await db.Messages.FirstOrDefaultAsync(m => m.Id == id, ct) is not { } message)
            return false;
        message.Settle(clock.GetUtcNow().UtcDateTime);
        db.Audit("message.send_discarded", "message", id, new { message.Status, message.ErrorCode }, new { reason });
        await db.SaveChangesAsync(ct);
        return true;
    }

    // As the partial index has it.
    private IQueryable<Message> Failed => db.Messages.AsNoTracking()
        .Where(m => (m.Status == DeliveryStatus.Failed || m.Status == DeliveryStatus.Undelivered || m.Status == DeliveryStatus.MaybeSent) && m.SettledAt == null);
}
