namespace PromoEngine.Orders.Inventory;

/// <summary>What a line of an order wants from stock.</summary>
internal sealed record StockDemand(int Line, Guid VariantId, long Quantity);

/// <summary>What one line gets: from one warehouse, the rest on backorder.</summary>
internal sealed record LineAllocation(int Line, StockOffer? From, long Reserved, long Backordered);

/// <summary>
/// Which warehouse serves which line: the first one by priority that covers the whole line, else the default one with
/// what it has. Lines are served in their order and each sees what the ones before it left.
/// </summary>
internal static class Allocation
{
    public static IReadOnlyList<LineAllocation> Of(IReadOnlyList<StockDemand> demands, IReadOnlyList<StockOffer> offers)
    {
        var left = offers.ToDictionary(o => o.LevelId, o => o.Available);
        var byVariant = offers.OrderBy(o => o.Priority).ThenBy(o => o.Warehouse, StringComparer.Ordinal).ToLookup(o => o.VariantId);

        return [.. demands.Select(demand =>
        {
            var candidates = byVariant[demand.VariantId];
            var from = candidates.FirstOrDefault(o => left[o.LevelId] >= demand.Quantity) ?? candidates.FirstOrDefault(o => o.IsDefault);
            var reserved = from is null ? 0 : Math.Min(demand.Quantity, left[from.LevelId]);
            if (reserved > 0)
                left[from!.LevelId] -= reserved;
            return new LineAllocation(demand.Line, reserved > 0 ? from : null, reserved, demand.Quantity - reserved);
        })];
    }
}
