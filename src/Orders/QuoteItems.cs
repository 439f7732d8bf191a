using Microsoft.EntityFrameworkCore;
using PromoEngine.Orders.Quotes;

namespace PromoEngine.Orders;

/// <summary>Quotes in a few words, for lists and for the pages of other modules.</summary>
public sealed class QuoteItems
{
    private const int Limit = 100;
    private readonly IOrdersDb db;
    private readonly TimeProvider clock;

    internal QuoteItems(IOrdersDb db, TimeProvider clock) => (this.db, this.clock) = (db, clock);

    /// <summary>The quotes with these ids; unknown ones are left out.</summary>
    public Task<IReadOnlyList<QuoteItem>> Of(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        ids.Count == 0 ? Task.FromResult<IReadOnlyList<QuoteItem>>([]) : Read(db.SeenQuotes().Where(q => ids.Contains(q.Id)), ct);

    /// <summary>The newest quotes of a conversation.</summary>
    public Task<IReadOnlyList<QuoteItem>> OfConversation(Guid conversationId, CancellationToken ct) =>
        Read(db.SeenQuotes().Where(q => q.ConversationId == conversationId), ct);

    private async Task<IReadOnlyList<QuoteItem>> Read(IQueryable<Quote> quotes, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var rows = await (from quote in quotes
                          join revision in db.QuoteRevisions on new { QuoteId = quote.Id, No = quote.CurrentRevisionNo } equals new { revision.QuoteId, revision.No }
                          orderby quote.CreatedAt descending
                          select new
                          {
                              quote.Id, quote.Number, quote.Currency, Revision = revision,
                              OrderId = db.Orders.Where(o => o.QuoteRevisionId == revision.Id).Select(o => (Guid?)o.Id).FirstOrDefault(),
                          }).AsNoTracking().Take(Limit).ToListAsync(ct);
        return [.. rows.Select(r => new QuoteItem(
            r.Id, r.Number, r.Revision.StateAt(now), r.Revision.Total, r.Currency, r.Revision.ValidUntil, r.OrderId, r.Revision.Can(now)))];
    }
}

/// <summary>A quote in a list.</summary>
/// <param name="ValidUntil">Null until it is sent.</param>
/// <param name="OrderId">The order it became.</param>
/// <param name="Can">What may be done next: send, accept.</param>
public sealed record QuoteItem(
    Guid Id,
    string Number,
    QuoteState Status,
    long Total,
    string Currency,
    DateTime? ValidUntil,
    Guid? OrderId,
    IReadOnlyList<string> Can);
