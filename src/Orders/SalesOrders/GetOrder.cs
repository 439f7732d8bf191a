using Microsoft.EntityFrameworkCore;
using PromoEngine.Orders.Customers;
using PromoEngine.Orders.Inventory;

namespace PromoEngine.Orders.SalesOrders;

internal sealed record ReservationView(string Warehouse, long Quantity);

internal sealed record QuoteRef(Guid Id, string Number);

/// <summary>Whom the order is for, and how to reach them; hidden from who need not.</summary>
internal sealed record OrderCustomer(Guid Id, string Name, string? Phone, string? Email)
{
    public static OrderCustomer Of(Customer customer, bool masked) => masked
        ? new(customer.Id, customer.Name == customer.Phone ? CustomerRef.Nameless : customer.Name, Masked.Phone(customer.Phone), Masked.Email(customer.Email))
        : new(customer.Id, customer.Name, customer.Phone, customer.Email);
}

internal sealed record OrderEventView(DateTime At, OrderEventKind Kind, string Text, string? Actor);

internal sealed record OrderLineView(
    Guid Id,
    int Position,
    string Sku,
    string Name,
    string Description,
    long Quantity,
    long Reserved,
    long Backordered,
    long Cancelled,
    long Shipped,
    long Delivered,
    long UnitPriceMicros,
    long Total,
    string? ImageUrl,
    IReadOnlyList<ReservationView> Reservations);

internal sealed record OrderView(
    Guid Id,
    string Number,
    OrderLifecycle Lifecycle,
    FulfilmentStatus Fulfilment,
    OrderCustomer Customer,
    long Total,
    string Currency,
    DateOnly? NeededBy,
    string? ShipTo,
    DateTime CreatedAt,
    QuoteRef Quote,
    Guid? ConversationId,
    IReadOnlyList<OrderLineView> Lines,
    IReadOnlyList<OrderEventView> Timeline,
    IReadOnlyList<string> Can);

internal sealed class GetOrder(IOrdersDb db)
{
    private const int MaxTimeline = 500;

    public async Task<OrderView?> Handle(Guid id, CancellationToken ct)
    {
        var order = await db.SeenOrders().AsNoTracking().Include(o => o.Lines).AsSplitQuery().FirstOrDefaultAsync(o => o.Id == id, ct);
        if (order is null)
            return null;

        var customer = OrderCustomer.Of(await db.Customers.AsNoTracking().FirstAsync(c => c.Id == order.CustomerId, ct), db.MasksPersonalData);
        var quote = await db.Quotes.Where(q => q.Id == order.QuoteId).Select(q => new QuoteRef(q.Id, q.Number)).FirstAsync(ct);
        var timeline = await db.OrderHistory.Where(h => h.OrderId == id).OrderBy(h => h.Id).Take(MaxTimeline)
            .Select(h => new OrderEventView(h.At, h.Kind, h.Text, h.Actor)).ToListAsync(ct);
        var lines = await Lines(order, ct);
        return new(
            order.Id, order.Number, order.Lifecycle, order.Fulfilment, customer, order.Total, order.Currency, order.NeededBy,
            db.MasksPersonalData ? Masked.Address(order.ShipTo) : order.ShipTo, order.CreatedAt,
            quote, order.ConversationId, lines, timeline, SalesOrder.Can);
    }

    private async Task<List<OrderLineView>> Lines(SalesOrder order, CancellationToken ct)
    {
        var reservations = (await (from reservation in db.Reservations
                                   join level in db.StockLevels on reservation.StockLevelId equals level.Id
                                   join warehouse in db.Warehouses on level.WarehouseId equals warehouse.Id
                                   where reservation.OrderId == order.Id && reservation.State == ReservationState.Active
                                   select new { reservation.OrderLineId, View = new ReservationView(warehouse.Code, reservation.Quantity) }).ToListAsync(ct))
            .ToLookup(r => r.OrderLineId, r => r.View);
        var products = order.Lines.Select(l => l.ProductId).Distinct().ToList();
        var images = await db.Products.Where(p => products.Contains(p.Id)).Select(p => new { p.Id, p.ImageKey }).ToDictionaryAsync(p => p.Id, p => p.ImageKey, ct);
        return [.. order.Lines.OrderBy(l => l.Position).Select(l => new OrderLineView(
            l.Id, l.Position, l.Sku, l.Name, LineWords.Of(l.Name, l.Attributes, l.Description), l.Ordered, l.Reserved, l.Backordered, l.Cancelled, l.Shipped, l.Delivered,
            l.UnitPriceMicros, l.Total, ProductSearch.ImageUrl(l.ProductId, images.GetValueOrDefault(l.ProductId), l.VariantId), [.. reservations[l.Id]]))];
    }
}
