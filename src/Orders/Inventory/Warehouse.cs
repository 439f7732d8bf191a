using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoEngine.Orders.Inventory;

/// <summary>A place with stock. Orders are reserved at the first one, by priority, that covers the line; else at the default.</summary>
internal sealed class Warehouse
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Code { get; init; }
    public required string Name { get; init; }

    /// <summary>1 is asked first.</summary>
    public required int Priority { get; init; }

    public bool IsDefault { get; init; }
    public int Version { get; private set; }
}

internal sealed class WarehouseTable : IEntityTypeConfiguration<Warehouse>
{
    public void Configure(EntityTypeBuilder<Warehouse> b)
    {
        b.ToTable("orders_warehouses");
        b.Property(w => w.Code).HasMaxLength(32);
        b.Property(w => w.Name).HasMaxLength(200);
        b.HasIndex("WorkspaceId", nameof(Warehouse.Code)).IsUnique();
        b.HasIndex("WorkspaceId").IsUnique().HasFilter("is_default").HasDatabaseName("ux_orders_warehouses_default");
        b.HasAnnotation("Announces", "inventory");
        b.HasAnnotation("Audited", "warehouse");
    }
}
