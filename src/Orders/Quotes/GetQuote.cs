using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Orders.Quotes;

internal sealed record QuoteLineView(int Position, string Sku, string Name, string Description, long Quantity, long UnitPriceMicros, long Total);

internal sealed record QuoteView(
    Guid Id,
    string Number,
    QuoteState Status,
    long Total,
    string Currency,
    DateTime? ValidUntil,
    Guid? OrderId,
    IReadOnlyList<string> Can,
    Guid ConversationId,
    CustomerRef Customer,
    IReadOnlyList<QuoteLineView> Lines,
    DateOnly? NeededBy,
    DateTime? IssuedAt,
    string ContentHash);

internal sealed class GetQuote(IOrdersDb db, TimeProvider clock)
{
    public async Task<QuoteView?> Handle(Guid id, CancellationToken ct)
    {
        var quote = await db.SeenQuotes().AsNoTracking().FirstOrDefaultAsync(q => q.Id == id, ct);
        if (quote is null)
            return null;

        var revision = await db.QuoteRevisions.AsNoTracking().Include(r => r.Lines).AsSplitQuery()
            .FirstAsync(r => r.QuoteId == id && r.No == quote.CurrentRevisionNo, ct);
        var masked = db.MasksPersonalData;
        var customer = await db.Customers.Where(c => c.Id == quote.CustomerId).Select(c => new CustomerRef(c.Id, masked && c.Name == c.Phone ? CustomerRef.Nameless : c.Name)).FirstAsync(ct);
        var order = await db.Orders.Where(o => o.QuoteRevisionId == revision.Id).Select(o => (Guid?)o.Id).FirstOrDefaultAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        return new(
            quote.Id, quote.Number, revision.StateAt(now), revision.Total, quote.Currency, revision.ValidUntil, order, revision.Can(now),
            quote.ConversationId, customer,
            [.. revision.Lines.OrderBy(l => l.Position).Select(l => new QuoteLineView(l.Position, l.Sku, l.Name, l.Words(), l.Quantity, l.UnitPriceMicros, l.Total))],
            revision.NeededBy, revision.IssuedAt, revision.ContentHash);
    }
}
