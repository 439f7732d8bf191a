using Microsoft.EntityFrameworkCore;
using PromoEngine.Orders.Quotes;
using PromoEngine.Orders.SalesOrders;

namespace PromoEngine.Orders;

/// <summary>What the customer reads about quotes and orders, short enough for a text message.</summary>
public sealed class CustomerTexts
{
    private readonly IOrdersDb db;

    internal CustomerTexts(IOrdersDb db) => this.db = db;

    /// <summary>The offer, its total, how long it holds and how to say yes.</summary>
    public async Task<string> Quote(Guid quoteId, CancellationToken ct)
    {
        var quote = await db.Quotes.AsNoTracking().FirstAsync(q => q.Id == quoteId, ct);
        var revision = await db.QuoteRevisions.AsNoTracking().Include(r => r.Lines).AsSplitQuery()
            .FirstAsync(r => r.QuoteId == quoteId && r.No == quote.CurrentRevisionNo, ct);
        return QuoteText.Of(revision, await db.Shop(ct));
    }

    /// <summary>The confirmation of an order, with what is not in stock.</summary>
    public async Task<string> Order(Guid orderId, CancellationToken ct)
    {
        var order = await db.Orders.AsNoTracking().Include(o => o.Lines).AsSplitQuery().FirstAsync(o => o.Id == orderId, ct);
        return OrderText.Of(order, await db.Shop(ct));
    }
}
