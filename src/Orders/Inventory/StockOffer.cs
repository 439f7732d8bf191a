using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Orders.Inventory;

/// <summary>What a warehouse has of a variant and could still promise.</summary>
internal sealed record StockOffer(Guid LevelId, Guid VariantId, string Warehouse, int Priority, bool IsDefault, long Available)
{
    public static async Task<List<StockOffer>> Of(IOrdersDb db, IReadOnlyCollection<Guid> variants, CancellationToken ct) => variants.Count == 0 ? [] :
        await (from level in db.StockLevels
               join warehouse in db.Warehouses on level.WarehouseId equals warehouse.Id
               where variants.Contains(level.VariantId)
               select new StockOffer(level.Id, level.VariantId, warehouse.Code, warehouse.Priority, warehouse.IsDefault, level.OnHand - level.Quarantined - level.Reserved))
            .ToListAsync(ct);
}
