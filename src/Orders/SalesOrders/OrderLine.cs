using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PromoEngine.Orders.Catalog;
using PromoEngine.Orders.Quotes;

namespace PromoEngine.Orders.SalesOrders;

/// <summary>
/// One line of an order with cumulative quantities. For what is kept in stock
/// reserved + backordered + shipped = ordered − cancelled, always; the CHECK says so too.
/// </summary>
internal sealed class OrderLine
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid OrderId { get; init; }
    public required int Position { get; init; }
    public required Guid ProductId { get; init; }
    public Guid? VariantId { get; init; }
    public required string Sku { get; init; }
    public required string Name { get; init; }
    public required string Description { get; init; }
    public required AttributeValues Attributes { get; init; }
    public required long UnitPriceMicros { get; init; }
    public required long Total { get; init; }

    /// <summary>False for what never runs out; it is neither reserved nor backordered.</summary>
    public required bool Stocked { get; init; }

    public required long Ordered { get; init; }
    public long Cancelled { get; private set; }
    public required long Reserved { get; init; }
    public required long Backordered { get; init; }
    public long Shipped { get; private set; }
    public long Delivered { get; private set; }

    public static OrderLine From(QuoteLine line, Guid orderId, bool stocked, long reserved, long backordered) => new()
    {
        OrderId = orderId, Position = line.Position, ProductId = line.ProductId, VariantId = line.VariantId,
        Sku = line.Sku, Name = line.Name, Description = line.Description, Attributes = line.Attributes,
        UnitPriceMicros = line.UnitPriceMicros, Total = line.Total,
        Stocked = stocked, Ordered = line.Quantity, Reserved = reserved, Backordered = backordered,
    };
}

internal sealed class OrderLineTable : IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<OrderLine> b)
    {
        b.ToTable("orders_order_lines", t =>
        {
            t.HasCheckConstraint("ck_orders_order_lines_ordered", "ordered > 0 AND cancelled BETWEEN 0 AND ordered");
            t.HasCheckConstraint("ck_orders_order_lines_progress", "0 <= delivered AND delivered <= shipped AND shipped <= ordered - cancelled");
            t.HasCheckConstraint("ck_orders_order_lines_stock", "reserved >= 0 AND backordered >= 0 AND (NOT stocked OR reserved + backordered + shipped = ordered - cancelled)");
        });
        b.Property(l => l.Sku).HasMaxLength(64);
        b.Property(l => l.Name).HasMaxLength(200);
        b.Property(l => l.Description).HasMaxLength(2000);
        b.Property(l => l.Attributes).AsJson();
        b.HasOne<Product>().WithMany().HasForeignKey(l => l.ProductId).OnDelete(DeleteBehavior.Restrict);
        b.HasOne<Variant>().WithMany().HasForeignKey(l => l.VariantId).OnDelete(DeleteBehavior.Restrict);
        b.HasIndex("WorkspaceId", nameof(OrderLine.OrderId), nameof(OrderLine.Position)).IsUnique();
        b.HasAnnotation("Announces", "orders:OrderId");
    }
}
