using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Orders.Inventory;

/// <summary>Goods that came in. The same key a second time changes nothing.</summary>
internal sealed record StockReceipt(Guid VariantId, Guid WarehouseId, long Quantity, string IdempotencyKey, string? Reason = null);

/// <summary>Writes the ledger and raises the level in one unit of work.</summary>
internal sealed class ReceiveStock(IOrdersDb db, IReceiveSql sql, TimeProvider clock)
{
    public async Task Handle(IReadOnlyList<StockReceipt> receipts, CancellationToken ct)
    {
        await Check(receipts, ct);
        foreach (var receipt in receipts.OrderBy(r => r.VariantId).ThenBy(r => r.WarehouseId))
        {
            if (!await Recorded(receipt, ct))
                continue;
            await using var level = db.Sql.Command(sql.Raise)
                .With("@id", Guid.CreateVersion7()).With("@workspace", db.Workspace)
                .With("@variant", receipt.VariantId).With("@warehouse", receipt.WarehouseId).With("@quantity", receipt.Quantity);
            await level.ExecuteNonQueryAsync(ct);
            db.Announce("inventory", receipt.VariantId);
            db.Audit("stock.received", "variant", receipt.VariantId, null, new { receipt.WarehouseId, receipt.Quantity, receipt.Reason });
        }

        await db.SaveChangesAsync(ct);
    }

    private async Task<bool> Recorded(StockReceipt receipt, CancellationToken ct)
    {
        await using var movement = db.Sql.Command(sql.Record)
            .With("@workspace", db.Workspace).With("@at", clock.GetUtcNow().UtcDateTime)
            .With("@variant", receipt.VariantId).With("@warehouse", receipt.WarehouseId).With("@quantity", receipt.Quantity)
            .With("@reason", receipt.Reason).With("@key", receipt.IdempotencyKey).With("@actor", db.Actor);
        return await movement.ExecuteNonQueryAsync(ct) == 1;
    }

    // Ids are looked up through the workspace's filter before hand-written SQL uses them.
    private async Task Check(IReadOnlyList<StockReceipt> receipts, CancellationToken ct)
    {
        if (receipts.Any(r => r.Quantity is < 1 or > Pricing.Money.MaxQuantity))
            throw new RefusedException("stock.quantity", "What comes in is a quantity from 1.");

        var variants = receipts.Select(r => r.VariantId).Distinct().ToList();
        var warehouses = receipts.Select(r => r.WarehouseId).Distinct().ToList();
        if (await db.Variants.CountAsync(v => variants.Contains(v.Id), ct) != variants.Count
            || await db.Warehouses.CountAsync(w => warehouses.Contains(w.Id), ct) != warehouses.Count)
            throw new RefusedException("stock.unknown", "This variant or warehouse does not exist.");
    }
}
