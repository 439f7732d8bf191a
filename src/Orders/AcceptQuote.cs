using Microsoft.EntityFrameworkCore;
using PromoEngine.Orders.Inventory;
using PromoEngine.Orders.Quotes;
using PromoEngine.Orders.SalesOrders;

namespace PromoEngine.Orders;

/// <summary>
/// A sent quote becomes an order: accepted and converted in one unit of work, with its stock reserved. However often and
/// from wherever it is asked, there is one order, and every repeat answers it again.
/// </summary>
public sealed class AcceptQuote
{
    private readonly IOrdersDb db;
    private readonly Reserve reserve;
    private readonly TimeProvider clock;

    internal AcceptQuote(IOrdersDb db, Reserve reserve, TimeProvider clock) => (this.db, this.reserve, this.clock) = (db, reserve, clock);

    /// <summary>Outside a unit: reads the offer and takes the order's number. Null when there is no such quote; refuses one that cannot be accepted.</summary>
    public async Task<PreparedAcceptance?> Prepare(Guid quoteId, CancellationToken ct)
    {
        var quote = await db.SeenQuotes().AsNoTracking().FirstOrDefaultAsync(q => q.Id == quoteId, ct);
        if (quote is null)
            return null;

        var revision = await db.QuoteRevisions.AsNoTracking().Include(r => r.Lines).AsSplitQuery()
            .FirstAsync(r => r.QuoteId == quoteId && r.No == quote.CurrentRevisionNo, ct);
        if (await OrderOf(revision.Id, ct) is { } first)
            return new(quote, revision, new HashSet<Guid>(), first, repeats: true);

        var state = revision.StateAt(clock.GetUtcNow().UtcDateTime);
        if (!QuoteRevision.Allows(state, QuoteState.Accepted))
            throw QuoteRevision.Refusal(state, QuoteState.Accepted);

        var variants = revision.Lines.Select(l => l.VariantId).OfType<Guid>().Distinct().ToList();
        var unlimited = variants.Count == 0 ? [] : await db.Variants.Where(v => variants.Contains(v.Id) && !v.TrackStock).Select(v => v.Id).ToListAsync(ct);
        return new(quote, revision, unlimited.ToHashSet(), new(Guid.CreateVersion7(), await db.NextNumber("order", ct)));
    }

    /// <summary>
    /// Inside a unit: claims the quote and writes order, reservations and history; or answers the order that somebody else
    /// just made of it. Raises <see cref="OrderConfirmed"/>. Does not save.
    /// </summary>
    /// <param name="prepared">What <see cref="Prepare"/> read.</param>
    /// <param name="messageId">The customer's message that says yes; null when a member of staff accepts.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<AcceptedOrder> Write(PreparedAcceptance prepared, Guid? messageId, CancellationToken ct)
    {
        var (quote, revision) = (prepared.Quote, prepared.Revision);
        var now = clock.GetUtcNow().UtcDateTime;
        if (prepared.Repeats)
            return prepared.Order;
        if (!await AcceptSql.Claim(db, revision.Id, quote.Id, messageId, now, ct))
            return await OrderOf(revision.Id, ct) ?? throw await Refusal(revision.Id, now, ct);

        var order = SalesOrder.From(quote, revision, prepared.Order.OrderId, prepared.Order.Number, db.Actor, now);
        var lines = revision.Lines.OrderBy(l => l.Position).ToList();
        var allocated = await reserve.Handle([.. lines
            .Where(l => l.VariantId is { } variant && !prepared.Unlimited.Contains(variant))
            .Select(l => new StockDemand(l.Position, l.VariantId!.Value, l.Quantity))], ct);
        var reservations = Fill(order, lines, allocated.ToDictionary(a => a.Line), prepared.Unlimited, now);
        var history = AcceptedHistory.Of(order, quote.Number, allocated, byCustomer: messageId is not null, db.Actor, now);
        await AcceptSql.Write(db, order, reservations, [.. history], ct);
        Tell(quote, order, messageId);
        return prepared.Order;
    }

    private void Tell(Quote quote, SalesOrder order, Guid? messageId)
    {
        db.Announce("quotes", quote.Id);
        db.Announce("orders", order.Id);
        db.Audit("quote.accepted", "quote", quote.Id,
            new { State = QuoteState.Sent }, new { State = QuoteState.Converted, Order = order.Number, MessageId = messageId });
        db.Audit("order.added", "order", order.Id, null, new
        {
            order.Number, order.QuoteId, order.CustomerId, order.Total, order.Currency, order.NeededBy, order.Lifecycle, order.Fulfilment,
            Lines = order.Lines.Select(l => new { l.Sku, l.Ordered, l.Reserved, l.Backordered, l.Total }),
        });
        db.Raise(new OrderConfirmed(order.Id, order.ConversationId));
    }

    private static List<Reservation> Fill(SalesOrder order, List<QuoteLine> lines, Dictionary<int, LineAllocation> allocated, IReadOnlySet<Guid> unlimited, DateTime now)
    {
        var reservations = new List<Reservation>();
        foreach (var line in lines)
        {
            // Where the choice of a variant is still open there is nothing to reserve yet: all of it waits.
            var stocked = line.VariantId is not { } variant || !unlimited.Contains(variant);
            var got = allocated.GetValueOrDefault(line.Position) ?? new(line.Position, null, 0, stocked ? line.Quantity : 0);
            var ordered = OrderLine.From(line, order.Id, stocked, got.Reserved, got.Backordered);
            order.Add(ordered);
            if (got.From is { } level)
                reservations.Add(new()
                {
                    StockLevelId = level.LevelId, OrderId = order.Id, OrderLineId = ordered.Id, Quantity = got.Reserved, CreatedAt = now,
                });
        }

        return reservations;
    }

    private Task<AcceptedOrder?> OrderOf(Guid revisionId, CancellationToken ct) =>
        db.Orders.Where(o => o.QuoteRevisionId == revisionId).Select(o => new AcceptedOrder(o.Id, o.Number)).FirstOrDefaultAsync(ct);

    private async Task<RefusedException> Refusal(Guid revisionId, DateTime now, CancellationToken ct)
    {
        var revision = await db.QuoteRevisions.AsNoTracking().FirstAsync(r => r.Id == revisionId, ct);
        return QuoteRevision.Refusal(revision.StateAt(now), QuoteState.Accepted);
    }
}

/// <summary>The order that a quote became.</summary>
public sealed record AcceptedOrder(Guid OrderId, string Number);

/// <summary>What <see cref="AcceptQuote.Prepare"/> read, for <see cref="AcceptQuote.Write"/>.</summary>
public sealed class PreparedAcceptance
{
    internal PreparedAcceptance(Quote quote, QuoteRevision revision, IReadOnlySet<Guid> unlimited, AcceptedOrder order, bool repeats = false) =>
        (Quote, Revision, Unlimited, Order, Repeats) = (quote, revision, unlimited, order, repeats);

    internal Quote Quote { get; }
    internal QuoteRevision Revision { get; }

    /// <summary>The variants that never run out.</summary>
    internal IReadOnlySet<Guid> Unlimited { get; }

    internal AcceptedOrder Order { get; }

    /// <summary>The order exists already.</summary>
    internal bool Repeats { get; }
}
