using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Orders;

/// <summary>How much of something lies where.</summary>
public sealed class StockLookup
{
    private readonly IOrdersDb db;

    internal StockLookup(IOrdersDb db) => this.db = db;

    /// <summary>Per warehouse that the person may see, by priority. The SKU is a variant's, or a product's for the sum of its variants; an unknown one has no rows.</summary>
    public async Task<IReadOnlyList<StockView>> Of(string sku, CancellationToken ct)
    {
        var variants = await db.Variants.Where(v => v.Sku == sku).OrderBy(v => v.Id).Select(v => v.Id).Take(1).ToListAsync(ct);
        if (variants.Count == 0)
            variants = await (from product in db.Products
                              join variant in db.Variants on product.Id equals variant.ProductId
                              where product.Sku == sku
                              select variant.Id).ToListAsync(ct);

        if (variants.Count == 0)
            return [];

        var (all, own) = (db.SeenWarehouses is null, db.SeenWarehouses ?? []);
        var levels = await (from level in db.StockLevels
                            join warehouse in db.Warehouses on level.WarehouseId equals warehouse.Id
                            where variants.Contains(level.VariantId) && (all || own.Contains(level.WarehouseId))
                            group level by new { warehouse.Priority, warehouse.Code } into levelsOf
                            orderby levelsOf.Key.Priority, levelsOf.Key.Code
                            select new
                            {
                                levelsOf.Key.Code,
                                OnHand = levelsOf.Sum(l => l.OnHand),
                                Reserved = levelsOf.Sum(l => l.Reserved),
                                Available = levelsOf.Sum(l => l.OnHand - l.Quarantined - l.Reserved),
                            }).ToListAsync(ct);
        return [.. levels.Select(l => new StockView(l.Code, sku, l.OnHand, l.Reserved, l.Available))];
    }
}

/// <summary>One warehouse's stock of a SKU.</summary>
public sealed record StockView(string Warehouse, string Sku, long OnHand, long Reserved, long Available);
