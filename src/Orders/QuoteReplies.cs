using Microsoft.EntityFrameworkCore;

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
        return await (from quote in db.Quotes
                      join revision in db.QuoteRevisions on new { QuoteId = quote.Id, No = quote.CurrentRevisionNo } equals new { revision.QuoteId, revision.No }
                      where quote.ConversationId == conversationId && revision.State == QuoteState.Sent && revision.ValidUntil >= now
                      orderby quote.CreatedAt
                      select new OpenQuote(quote.Id, quote.Number, revision.Total, quote.Currency, revision.ValidUntil!.Value))
            .Take(Limit).ToListAsync(ct);
    }
}

/// <summary>A quote that waits for its customer's answer.</summary>
public sealed record OpenQuote(Guid QuoteId, string Number, long Total, string Currency, DateTime ValidUntil);
