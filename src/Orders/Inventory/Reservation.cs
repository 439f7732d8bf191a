using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PromoEngine.Orders.SalesOrders;

namespace PromoEngine.Orders.Inventory;

internal enum ReservationState { Active, Consumed, Released }

/// <summary>Stock promised to an order line. The active ones of a level add up to its reserved quantity.</summary>
internal sealed class Reservation
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid StockLevelId { get; init; }
    public required Guid OrderId { get; init; }
    public required Guid OrderLineId { get; init; }
    public required long Quantity { get; init; }
    public ReservationState State { get; private set; }
    public required DateTime CreatedAt { get; init; }

    // The whole life of a reservation; a test walks every pair.
    internal static bool Allows(ReservationState from, ReservationState to) => (from, to) is
        (ReservationState.Active, ReservationState.Consumed or ReservationState.Released);
}

internal sealed class ReservationTable : IEntityTypeConfiguration<Reservation>
{
    public void Configure(EntityTypeBuilder<Reservation> b)
    {
        b.ToTable("orders_reservations", t => t.HasCheckConstraint("ck_orders_reservations_quantity", "quantity > 0"));
        b.Property(r => r.State).HasMaxLength(20);
        b.HasOne<StockLevel>().WithMany().HasForeignKey(r => r.StockLevelId).OnDelete(DeleteBehavior.Restrict);
        b.HasOne<SalesOrder>().WithMany().HasForeignKey(r => r.OrderId).OnDelete(DeleteBehavior.Restrict);
        b.HasOne<OrderLine>().WithMany().HasForeignKey(r => r.OrderLineId).OnDelete(DeleteBehavior.Restrict);
        b.HasIndex("WorkspaceId", nameof(Reservation.OrderLineId), nameof(Reservation.StockLevelId)).IsUnique();
        b.HasIndex("WorkspaceId", nameof(Reservation.OrderId));
        b.HasIndex("WorkspaceId", nameof(Reservation.StockLevelId), nameof(Reservation.State));
    }
}
