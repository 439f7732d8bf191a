using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PromoEngine.Orders.Customers;
using PromoEngine.Orders.Quotes;

namespace PromoEngine.Orders.SalesOrders;

/// <summary>What the customer bought. It is born confirmed, with its stock reserved: entering that state is the only place that reserves.</summary>
internal sealed class SalesOrder
{
    private readonly List<OrderLine> lines = [];

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Number { get; init; }

    /// <summary>Unique: one order per accepted revision, whatever happens above.</summary>
    public required Guid QuoteRevisionId { get; init; }

    public required Guid QuoteId { get; init; }
    public required Guid CustomerId { get; init; }
    public Guid? ConversationId { get; init; }

    /// <summary>Who owns the quote, else who accepted it; null for what nobody did by hand.</summary>
    public Guid? OwnerId { get; init; }

    public required string Currency { get; init; }
    public required long Total { get; init; }
    public DateOnly? NeededBy { get; init; }
    public string? ShipTo { get; init; }
    public OrderLifecycle Lifecycle { get; private set; }

    /// <summary>Derived from the lines' quantities; stored so that lists can filter by it.</summary>
    public FulfilmentStatus Fulfilment { get; private set; }

    public required DateTime CreatedAt { get; init; }
    public int Version { get; private set; }

    public IReadOnlyList<OrderLine> Lines => lines;

    /// <summary>An order for exactly what the revision offered.</summary>
    public static SalesOrder From(Quote quote, QuoteRevision revision, Guid id, string number, string? actor, DateTime now) => new()
    {
        Id = id, Number = number, QuoteRevisionId = revision.Id, QuoteId = quote.Id, CustomerId = quote.CustomerId,
        ConversationId = quote.ConversationId, OwnerId = quote.OwnerId ?? Sight.Owner(actor), Currency = revision.Currency, Total = revision.Total,
        NeededBy = revision.NeededBy, ShipTo = revision.ShipTo, CreatedAt = now,
    };

    public void Add(OrderLine line)
    {
        lines.Add(line);
        Fulfilment = OrderFulfilment.Of(lines);
    }

    /// <summary>What a person can do next. Nothing yet: releasing and cancelling come with fulfilment, and so do their words here.</summary>
    public static IReadOnlyList<string> Can => [];

    // The whole life of an order; a test walks every pair. How far goods have come is no state: it follows from the quantities.
    internal static bool Allows(OrderLifecycle from, OrderLifecycle to) => (from, to) is
        (OrderLifecycle.Confirmed, OrderLifecycle.InFulfilment or OrderLifecycle.Cancelled) or
        (OrderLifecycle.InFulfilment, OrderLifecycle.Completed or OrderLifecycle.Cancelled) or
        (OrderLifecycle.Completed, OrderLifecycle.InFulfilment);
}

internal sealed class SalesOrderTable : IEntityTypeConfiguration<SalesOrder>
{
    public void Configure(EntityTypeBuilder<SalesOrder> b)
    {
        b.ToTable("orders_orders");
        b.Property(o => o.Number).HasMaxLength(40);
        b.Property(o => o.Currency).HasMaxLength(3);
        b.Property(o => o.ShipTo).HasMaxLength(1000).HasAnnotation("Personal", true);
        b.Property(o => o.Lifecycle).HasMaxLength(20);
        b.Property(o => o.Fulfilment).HasMaxLength(20);
        b.HasOne<Quote>().WithMany().HasForeignKey(o => o.QuoteId).OnDelete(DeleteBehavior.Restrict);
        b.HasOne<QuoteRevision>().WithMany().HasForeignKey(o => o.QuoteRevisionId).OnDelete(DeleteBehavior.Restrict);
        b.HasOne<Customer>().WithMany().HasForeignKey(o => o.CustomerId).OnDelete(DeleteBehavior.Restrict);
        b.HasMany(o => o.Lines).WithOne().HasForeignKey(l => l.OrderId).OnDelete(DeleteBehavior.Restrict);
        b.HasIndex("WorkspaceId", nameof(SalesOrder.Number)).IsUnique();
        b.HasIndex("WorkspaceId", nameof(SalesOrder.QuoteRevisionId)).IsUnique();
        b.HasIndex("WorkspaceId", nameof(SalesOrder.QuoteId));
        b.HasIndex("WorkspaceId", nameof(SalesOrder.CreatedAt), nameof(SalesOrder.Number));
        b.HasIndex("WorkspaceId", nameof(SalesOrder.ConversationId), nameof(SalesOrder.CreatedAt));
        b.HasIndex("WorkspaceId", nameof(SalesOrder.CustomerId), nameof(SalesOrder.CreatedAt));
        b.HasAnnotation("Announces", "orders");
        b.HasAnnotation("Audited", "order");
        b.HasAnnotation("Subject", nameof(SalesOrder.CustomerId));
    }
}
