using PromoEngine.Orders.Inventory;
using PromoEngine.Orders.SalesOrders;

namespace PromoEngine.Orders.Quotes;

/// <summary>
/// The statements of accepting; both databases understand them the same way. Who may make an order of a quote: whoever moves its revision from sent to converted, in one conditional update. It passes
/// "accepted" on the way (the table in <see cref="QuoteRevision"/> has both moves); nobody ever sees it there.
/// </summary>
internal static class AcceptSql
{
    private const string ClaimRevision = """
        UPDATE orders_quote_revisions
        SET state = 'Converted', accepted_at = @now, accepted_by = @actor, accepted_message_id = @message, version = version + 1
        WHERE workspace_id = @workspace AND id = @revision AND state = 'Sent' AND valid_until >= @now
        """;

    private const string WinQuote = """
        UPDATE orders_quotes SET outcome = 'Won', version = version + 1
        WHERE workspace_id = @workspace AND id = @quote AND outcome = 'Open'
        """;

    /// <summary>False when somebody else was first, or when it may no longer be accepted.</summary>
    public static async Task<bool> Claim(IOrdersDb db, Guid revision, Guid quote, Guid? message, DateTime now, CancellationToken ct)
    {
        await using var claim = db.Sql.Command(ClaimRevision)
            .With("@workspace", db.Workspace).With("@revision", revision)
            .With("@now", now).With("@actor", db.Actor).With("@message", message);
        if (await claim.ExecuteNonQueryAsync(ct) == 0)
            return false;

        await using var win = db.Sql.Command(WinQuote).With("@workspace", db.Workspace).With("@quote", quote);
        return await win.ExecuteNonQueryAsync(ct) == 1
            ? true
            : throw new InvalidOperationException("The quote was closed while its revision was still open.");
    }

    /// <summary>The new rows; whoever holds the claim is the only one to write them.</summary>
    public static async Task Write(
        IOrdersDb db, SalesOrder order, IReadOnlyList<Reservation> reservations, IReadOnlyList<OrderHistory> history, CancellationToken ct)
    {
        await db.Sql.Insert(db.Workspace, "orders_orders", [Row(order)], ct);
        await db.Sql.Insert(db.Workspace, "orders_order_lines", [.. order.Lines.Select(Row)], ct);
        await db.Sql.Insert(db.Workspace, "orders_reservations", [.. reservations.Select(Row)], ct);
        await db.Sql.Insert(db.Workspace, "orders_order_history", [.. history.Select(Row)], ct);
    }

    private static (string, object?)[] Row(SalesOrder o) =>
    [
        ("id", o.Id), ("number", o.Number), ("quote_revision_id", o.QuoteRevisionId), ("quote_id", o.QuoteId), ("customer_id", o.CustomerId),
        ("conversation_id", o.ConversationId), ("owner_id", o.OwnerId), ("currency", o.Currency), ("total", o.Total), ("needed_by", o.NeededBy), ("ship_to", o.ShipTo),
        ("lifecycle", o.Lifecycle.ToString()), ("fulfilment", o.Fulfilment.ToString()), ("created_at", o.CreatedAt), ("version", o.Version),
    ];

    private static (string, object?)[] Row(OrderLine l) =>
    [
        ("id", l.Id), ("order_id", l.OrderId), ("position", l.Position), ("product_id", l.ProductId), ("variant_id", l.VariantId),
        ("sku", l.Sku), ("name", l.Name), ("description", l.Description), ("attributes", JsonColumn.Write(l.Attributes)),
        ("unit_price_micros", l.UnitPriceMicros), ("total", l.Total), ("stocked", l.Stocked), ("ordered", l.Ordered), ("cancelled", l.Cancelled),
        ("reserved", l.Reserved), ("backordered", l.Backordered), ("shipped", l.Shipped), ("delivered", l.Delivered),
    ];

    private static (string, object?)[] Row(Reservation r) =>
    [
        ("id", r.Id), ("stock_level_id", r.StockLevelId), ("order_id", r.OrderId), ("order_line_id", r.OrderLineId),
        ("quantity", r.Quantity), ("state", r.State.ToString()), ("created_at", r.CreatedAt),
    ];

    private static (string, object?)[] Row(OrderHistory h) =>
        [("order_id", h.OrderId), ("at", h.At), ("kind", h.Kind.ToString()), ("text", h.Text), ("actor", h.Actor)];
}
