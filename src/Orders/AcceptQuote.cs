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
    public async Task<PreparedAcceptance?> Prepare(Guid quoteId, CancellationToken ct) =>
        await Read(quoteId, ct) is { } offer
            ? offer.Repeats ? offer : offer with { Order = new(Guid.CreateVersion7(), await db.NextNumber("order", ct)) }
            : null;

    /// <summary>The offer as it stands, in two queries; not yet with an order's number.</summary>
    internal async Task<PreparedAcceptance?> Read(Guid quoteId, CancellationToken ct)
    {
        var offer = await (from quote in db.SeenQuotes()
                           where quote.Id == quoteId
                           join revision in db.QuoteRevisions on new { QuoteId = quote.Id, No = quote.CurrentRevisionNo } equals new { revision.QuoteId, revision.No }
                           from made in db.Orders.Where(o => o.QuoteRevisionId == revision.Id).DefaultIfEmpty()
                           select new { Quote = quote, Revision = revision, Made = made == null ? null : new AcceptedOrder(made.Id, made.Number) })
            .AsNoTracking().FirstOrDefaultAsync(ct);
        if (offer is null)
            return null;
        if (offer.Made is { } first)
            return new(offer.Quote, offer.Revision, [], first) { Repeats = true };

        var state = offer.Revision.StateAt(clock.GetUtcNow().UtcDateTime);
        if (!QuoteRevision.Allows(state, QuoteState.Accepted))
            throw QuoteRevision.Refusal(state, QuoteState.Accepted);
        return new(offer.Quote, offer.Revision, await Lines(offer.Revision.Id, ct), AcceptedOrder.None);
    }

    private Task<List<OfferedLine>> Lines(Guid revisionId, CancellationToken ct) =>
        (from line in db.QuoteLines
         where line.RevisionId == revisionId
         from variant in db.Variants.Where(v => v.Id == line.VariantId).DefaultIfEmpty()
         orderby line.Position
         select new OfferedLine(line, variant != null && !variant.TrackStock)).AsNoTracking().Take(QuoteRevision.MaxLines).ToListAsync(ct);

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
        var allocated = await reserve.Handle([.. prepared.Lines
            .Where(l => l.Line.VariantId is not null && !l.Unlimited)
            .Select(l => new StockDemand(l.Line.Position, l.Line.VariantId!.Value, l.Line.Quantity))], ct);
        var reservations = Fill(order, prepared.Lines, allocated.ToDictionary(a => a.Line), now);
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

    private static List<Reservation> Fill(SalesOrder order, IReadOnlyList<OfferedLine> lines, Dictionary<int, LineAllocation> allocated, DateTime now)
    {
        var reservations = new List<Reservation>();
        foreach (var (line, unlimited) in lines)
        {
            // Where the choice of a variant is still open there is nothing to reserve yet: all of it waits.
            var stocked = !unlimited;
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
public sealed record AcceptedOrder(Guid OrderId, string Number)
{
    internal static AcceptedOrder None { get; } = new(Guid.Empty, "");
}

/// <summary>What <see cref="AcceptQuote.Prepare"/> read, for <see cref="AcceptQuote.Write"/>.</summary>
public sealed record PreparedAcceptance
{
    internal PreparedAcceptance(Quote quote, QuoteRevision revision, IReadOnlyList<OfferedLine> lines, AcceptedOrder order) =>
        (Quote, Revision, Lines, Order) = (quote, revision, lines, order);

    internal Quote Quote { get; }
    internal QuoteRevision Revision { get; }
    internal IReadOnlyList<OfferedLine> Lines { get; }
    internal AcceptedOrder Order { get; init; }

    /// <summary>The order exists already.</summary>
    internal bool Repeats { get; init; }
}

/// <summary>A line as it was offered, and whether its variant never runs out.</summary>
internal sealed record OfferedLine(QuoteLine Line, bool Unlimited);
