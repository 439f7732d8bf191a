namespace PromoEngine.Orders.Inventory;

/// <summary>
/// Promises stock to the lines of an order, inside the order's own unit of work: lock the levels, decide, then one guarded
/// update per level with the demand of all lines summed. The caller writes the reservation rows beside its lines.
/// </summary>
internal sealed class Reserve(IOrdersDb db, IReserveSql sql)
{
    public async Task<IReadOnlyList<LineAllocation>> Handle(IReadOnlyList<StockDemand> demands, CancellationToken ct)
    {
        if (demands.Count == 0)
            return [];

        var offers = await sql.Lock(db.Sql, db.Workspace, [.. demands.Select(d => d.VariantId).Distinct().Order()], ct);
        var allocated = Allocation.Of(demands, offers);
        var taken = Taken(allocated);
        if (taken.Count > 0 && await sql.Take(db.Sql, db.Workspace, taken, ct) != taken.Count)
            throw new InvalidOperationException("A locked stock level had less than it said; nothing is reserved.");

        var changed = taken.ToDictionary(t => t.LevelId, t => t.Quantity);
        foreach (var offer in offers.Where(o => changed.ContainsKey(o.LevelId)))
        {
            db.Announce("inventory", offer.VariantId);
            db.Audit("stock.reserved", "stock_level", offer.LevelId,
                new { offer.Available }, new { Available = offer.Available - changed[offer.LevelId] });
        }

        return allocated;
    }

    // Two lines of the same SKU want from the same level: their demand is one.
    internal static List<LevelDemand> Taken(IEnumerable<LineAllocation> allocated) =>
    [
        .. allocated.Where(a => a.From is not null)
            .GroupBy(a => a.From!.LevelId)
            .Select(level => new LevelDemand(level.Key, level.Sum(a => a.Reserved)))
            .OrderBy(level => level.LevelId),
    ];
}
