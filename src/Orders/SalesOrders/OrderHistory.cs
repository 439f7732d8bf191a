using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoEngine.Orders.SalesOrders;

internal enum OrderEventKind { Accepted, Confirmed, Reserved, Backordered }

/// <summary>What happened to an order, for people to read. Append-only, so its text holds no personal data.</summary>
internal sealed class OrderHistory
{
    public long Id { get; init; }
    public required Guid OrderId { get; init; }
    public required DateTime At { get; init; }
    public required OrderEventKind Kind { get; init; }
    public required string Text { get; init; }
    public string? Actor { get; init; }
}

internal sealed class OrderHistoryTable : IEntityTypeConfiguration<OrderHistory>
{
    public void Configure(EntityTypeBuilder<OrderHistory> b)
    {
        b.ToTable("orders_order_history");
        b.Property(h => h.Id).ValueGeneratedOnAdd();
        b.Property(h => h.Kind).HasMaxLength(20);
        b.Property(h => h.Text).HasMaxLength(1000);
        b.Property(h => h.Actor).HasMaxLength(100);
        b.IsWrittenOnce();
        b.HasOne<SalesOrder>().WithMany().HasForeignKey(h => h.OrderId).OnDelete(DeleteBehavior.Restrict);
        b.HasIndex("WorkspaceId", nameof(OrderHistory.OrderId), nameof(OrderHistory.Id));
    }
}
