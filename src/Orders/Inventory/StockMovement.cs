using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PromoEngine.Orders.Catalog;

namespace PromoEngine.Orders.Inventory;

internal enum MovementKind { Receipt }

/// <summary>
/// One line of the stock ledger: a quantity went from one end to another. Never changed, never deleted; a mistake is
/// corrected by a movement back. What came in less what went out is the level's on-hand quantity.
/// </summary>
internal sealed class StockMovement
{
    public long Id { get; init; }
    public required DateTime At { get; init; }
    public required Guid VariantId { get; init; }

    /// <summary>Null when it comes from outside: a supplier, a customer, a correction.</summary>
    public Guid? FromWarehouseId { get; init; }

    /// <summary>Null when it goes outside.</summary>
    public Guid? ToWarehouseId { get; init; }

    public required long Quantity { get; init; }
    public required MovementKind Kind { get; init; }
    public string? Reason { get; init; }

    /// <summary>The document behind it, such as "order" and its id.</summary>
    public string? DocumentKind { get; init; }
    public Guid? DocumentId { get; init; }

    /// <summary>The same key twice is the same movement.</summary>
    public required string IdempotencyKey { get; init; }

    public string? Actor { get; init; }
}

internal sealed class StockMovementTable : IEntityTypeConfiguration<StockMovement>
{
    public void Configure(EntityTypeBuilder<StockMovement> b)
    {
        b.ToTable("orders_stock_movements", t =>
        {
            t.HasCheckConstraint("ck_orders_stock_movements_quantity", "quantity > 0");
            t.HasCheckConstraint("ck_orders_stock_movements_ends", "from_warehouse_id IS NOT NULL OR to_warehouse_id IS NOT NULL");
        });
        b.Property(m => m.Id).ValueGeneratedOnAdd();
        b.Property(m => m.Kind).HasMaxLength(20);
        b.Property(m => m.Reason).HasMaxLength(200);
        b.Property(m => m.DocumentKind).HasMaxLength(40);
        b.Property(m => m.IdempotencyKey).HasMaxLength(200);
        b.Property(m => m.Actor).HasMaxLength(100);
        b.IsWrittenOnce();
        b.HasOne<Variant>().WithMany().HasForeignKey(m => m.VariantId).OnDelete(DeleteBehavior.Restrict);
        b.HasOne<Warehouse>().WithMany().HasForeignKey(m => m.FromWarehouseId).OnDelete(DeleteBehavior.Restrict);
        b.HasOne<Warehouse>().WithMany().HasForeignKey(m => m.ToWarehouseId).OnDelete(DeleteBehavior.Restrict);
        b.HasIndex("WorkspaceId", nameof(StockMovement.IdempotencyKey)).IsUnique();
        b.HasIndex("WorkspaceId", nameof(StockMovement.VariantId), nameof(StockMovement.Id));
    }
}
