using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Orders.Quotes;

/// <summary>
/// Marks quotes whose validity has ended. Nothing depends on when it runs: every reader and every move looks at the clock,
/// this only makes the stored state say the same.
/// </summary>
internal sealed class ExpireQuotes(IOrdersDb db, TimeProvider clock)
{
    private const int Batch = 200;

    public async Task<int> Handle(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var overdue = await db.QuoteRevisions.Where(r => r.State == QuoteState.Sent && r.ValidUntil < now)
            .OrderBy(r => r.ValidUntil).Take(Batch).ToListAsync(ct);
        if (overdue.Count == 0)
            return 0;

        var ids = overdue.Select(r => r.QuoteId).ToList();
        var quotes = await db.Quotes.Where(q => ids.Contains(q.Id)).ToDictionaryAsync(q => q.Id, ct);
        foreach (var revision in overdue)
        {
            revision.Expire(now);
            var quote = quotes[revision.QuoteId];
            if (quote.CurrentRevisionNo == revision.No)
                quote.Lose();
        }

        await db.SaveChangesAsync(ct);
        return overdue.Count;
    }
}
