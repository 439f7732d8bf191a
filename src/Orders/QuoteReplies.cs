using Microsoft.EntityFrameworkCore;
using PromoEngine.Orders.Quotes;

namespace PromoEngine.Orders;

/// <summary>Which quotes a customer's yes could mean.</summary>
public sealed class QuoteReplies
{
    private const int Limit = 20;
    private readonly IOrdersDb db;
    private readonly TimeProvider clock;

    internal QuoteReplies(IOrdersDb db, TimeProvider clock) => (this.db, this.clock) = (db, clock);

    /// <summary>The sent, still valid quotes of a conversation, oldest first.</summary>
    public async Task<IReadOnlyList<OpenQuote>> OpenOf(Guid conversationId, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var quotes = await db.Quotes.AsNoTracking()
            .Where(q => q.ConversationId == conversationId && q.Outcome == QuoteOutcome.Open)
            .OrderByDescending(q => q.CreatedAt).Take(Limit).ToDictionaryAsync(q => q.Id, ct);
        if (quotes.Count == 0)
            return [];

        // Asked in two steps: in one, SQLite starts from every open quote of the shop instead of this conversation's few.
        var revisions = await db.QuoteRevisions.AsNoTracking()
            .Where(r => quotes.Keys.Contains(r.QuoteId) && r.State == QuoteState.Sent && r.ValidUntil >= now).ToListAsync(ct);
        return [.. from revision in revisions
                   let quote = quotes[revision.QuoteId]
                   where revision.No == quote.CurrentRevisionNo
                   orderby quote.CreatedAt
                   select new OpenQuote(quote.Id, quote.Number, revision.Total, quote.Currency, revision.ValidUntil!.Value)];
    }
}

/// <summary>A quote that waits for its customer's answer.</summary>
public sealed record OpenQuote(Guid QuoteId, string Number, long Total, string Currency, DateTime ValidUntil);
