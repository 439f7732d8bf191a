using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PromoEngine.Orders.Catalog;

namespace PromoEngine.Orders.Inventory;

/// <summary>
/// How much of a variant lies in a warehouse. The counters change only by guarded SQL, together with the ledger or the
/// reservations that explain them; the CHECK is the last net.
/// </summary>
internal sealed class StockLevel
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid VariantId { get; init; }
    public required Guid WarehouseId { get; init; }
    public long OnHand { get; private set; }
    public long Reserved { get; private set; }
    public long Quarantined { get; private set; }

    public long Available => OnHand - Quarantined - Reserved;
}

internal sealed class StockLevelTable : IEntityTypeConfiguration<StockLevel>
{
    public void Configure(EntityTypeBuilder<StockLevel> b)
    {
        b.ToTable("orders_stock_levels", t =>
        {
            t.HasCheckConstraint("ck_orders_stock_levels_reserved", "0 <= reserved AND reserved <= on_hand - quarantined");
            t.HasCheckConstraint("ck_orders_stock_levels_quarantined", "0 <= quarantined");
        });
        b.Ignore(l => l.Available);
        b.HasOne<Variant>().WithMany().HasForeignKey(l => l.VariantId).OnDelete(DeleteBehavior.Restrict);
        b.HasOne<Warehouse>().WithMany().HasForeignKey(l => l.WarehouseId).OnDelete(DeleteBehavior.Restrict);
        b.HasIndex("WorkspaceId", nameof(StockLevel.VariantId), nameof(StockLevel.WarehouseId)).IsUnique();
        b.HasAnnotation("Announces", "inventory:VariantId");
    }
}
