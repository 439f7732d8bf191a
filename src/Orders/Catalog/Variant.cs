using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoEngine.Orders.Catalog;

/// <summary>One thing on a shelf: a product in one combination of its attributes.</summary>
internal sealed class Variant
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ProductId { get; init; }
    public required string Sku { get; init; }
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>False for what never runs out: services, things made to order.</summary>
    public bool TrackStock { get; init; } = true;

    public string Name => string.Join(" / ", Attributes.Values);
}

internal sealed class VariantTable : IEntityTypeConfiguration<Variant>
{
    public void Configure(EntityTypeBuilder<Variant> b)
    {
        b.ToTable("orders_variants");
        b.Ignore(v => v.Name);
        b.Property(v => v.Sku).HasMaxLength(64);
        b.Property(v => v.Attributes).AsJson();
        b.HasIndex("WorkspaceId", nameof(Variant.Sku)).IsUnique();
        b.HasAnnotation("Audited", "variant");
    }
}
