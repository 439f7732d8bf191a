namespace PromoEngine.Orders.SalesOrders;

/// <summary>The fulfilment axis as a pure function of quantities: recomputing it always gives what is stored.</summary>
internal static class OrderFulfilment
{
    public static FulfilmentStatus Of(IReadOnlyCollection<OrderLine> lines)
    {
        var wanted = lines.Sum(l => l.Ordered - l.Cancelled);
        var shipped = lines.Sum(l => l.Shipped);
        var delivered = lines.Sum(l => l.Delivered);
        if (wanted == 0)
            return FulfilmentStatus.Unallocated;
        if (delivered > 0)
            return delivered == wanted ? FulfilmentStatus.Delivered : FulfilmentStatus.PartDelivered;
        if (shipped > 0)
            return shipped == wanted ? FulfilmentStatus.Shipped : FulfilmentStatus.PartShipped;
        if (lines.Any(l => l.Backordered > 0))
            return FulfilmentStatus.Backordered;

        // What is not kept in stock needs no allocation.
        return lines.All(l => !l.Stocked || l.Reserved == l.Ordered - l.Cancelled) ? FulfilmentStatus.Allocated : FulfilmentStatus.Unallocated;
    }
}
