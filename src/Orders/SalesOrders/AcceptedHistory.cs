using PromoEngine.Orders.Inventory;
using PromoEngine.Orders.Pricing;

namespace PromoEngine.Orders.SalesOrders;

/// <summary>The first entries of an order's history.</summary>
internal static class AcceptedHistory
{
    private const int Named = 12;

    public static IEnumerable<OrderHistory> Of(
        SalesOrder order, string quoteNumber, IReadOnlyList<LineAllocation> allocated, bool byCustomer, string? actor, DateTime now)
    {
        yield return Entry(OrderEventKind.Accepted, $"Quote {quoteNumber} was accepted by {(byCustomer ? "the customer" : "a member of staff")}.");
        yield return Entry(OrderEventKind.Confirmed, $"Order {order.Number} was confirmed: {Money.Format(order.Total, order.Currency)}.");

        var skus = order.Lines.ToDictionary(l => l.Position, l => l.Sku);
        var reserved = allocated.Where(a => a.From is not null).Select(a => $"{a.Reserved} x {skus[a.Line]} at {a.From!.Warehouse}").ToList();
        if (reserved.Count > 0)
            yield return Entry(OrderEventKind.Reserved, $"Reserved {List(reserved)}.");

        var missing = order.Lines.Where(l => l.Backordered > 0).Select(l => $"{l.Backordered} x {l.Sku}").ToList();
        if (missing.Count > 0)
            yield return Entry(OrderEventKind.Backordered, $"On backorder: {List(missing)}.");

        OrderHistory Entry(OrderEventKind kind, string text) => new() { OrderId = order.Id, At = now, Kind = kind, Text = text, Actor = actor };
    }

    private static string List(List<string> parts) =>
        string.Join(", ", parts.Take(Named)) + (parts.Count > Named ? $" and {parts.Count - Named} more" : "");
}
