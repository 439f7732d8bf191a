using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoEngine.Orders.Customers;

/// <summary>Who buys. A contact of the inbox is linked to one when its first draft is confirmed.</summary>
internal sealed class Customer
{
    public const int MaxName = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Name { get; init; }

    /// <summary>E.164. Not unique: a family or an office shares one.</summary>
    public string? Phone { get; init; }

    public string? Email { get; init; }
    public required DateTime CreatedAt { get; init; }
    public int Version { get; private set; }
}

internal sealed class CustomerTable : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> b)
    {
        b.ToTable("orders_customers");
        b.Property(c => c.Name).HasMaxLength(Customer.MaxName).HasAnnotation("Personal", true);
        b.Property(c => c.Phone).HasMaxLength(32).HasAnnotation("Personal", true);
        b.Property(c => c.Email).HasMaxLength(320).HasAnnotation("Personal", true);
        b.HasIndex("WorkspaceId", nameof(Customer.Phone));
        b.HasIndex("WorkspaceId", nameof(Customer.Name));
        b.HasAnnotation("Audited", "customer");
    }
}
