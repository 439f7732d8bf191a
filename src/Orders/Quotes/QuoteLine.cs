using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PromoEngine.Orders.Catalog;

namespace PromoEngine.Orders.Quotes;

/// <summary>A copy of what was offered: product, words and price as they were, whatever the catalogue says later.</summary>
internal sealed class QuoteLine
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid RevisionId { get; init; }
    public required int Position { get; init; }
    public required Guid ProductId { get; init; }
    public Guid? VariantId { get; init; }
    public required string Sku { get; init; }
    public required string Name { get; init; }
    public required string Description { get; init; }
    public required AttributeValues Attributes { get; init; }
    public required long Quantity { get; init; }
    public required long UnitPriceMicros { get; init; }
    public required long Total { get; init; }

    public static QuoteLine Of(Guid revisionId, int position, QuoteLineContent content) => new()
    {
        RevisionId = revisionId, Position = position, ProductId = content.ProductId, VariantId = content.VariantId,
        Sku = content.Sku, Name = content.Name, Description = content.Description, Attributes = content.Attributes,
        Quantity = content.Quantity, UnitPriceMicros = content.UnitPriceMicros, Total = content.Total,
    };

    /// <summary>The choice in words, as the shop lists it; what the person wrote where nothing was chosen.</summary>
    public string Words() => LineWords.Of(Name, Attributes, Description);

    public QuoteLineContent Content() => new(ProductId, VariantId, Sku, Name, Description, Attributes, Quantity, UnitPriceMicros, Total);
}

internal sealed class QuoteLineTable : IEntityTypeConfiguration<QuoteLine>
{
    public void Configure(EntityTypeBuilder<QuoteLine> b)
    {
        b.ToTable("orders_quote_lines", t => t.HasCheckConstraint("ck_orders_quote_lines_quantity", "quantity > 0"));
        b.Property(l => l.Sku).HasMaxLength(64);
        b.Property(l => l.Name).HasMaxLength(200);
        b.Property(l => l.Description).HasMaxLength(2000);
        b.Property(l => l.Attributes).AsJson();
        b.IsWrittenOnce();
        b.HasOne<Product>().WithMany().HasForeignKey(l => l.ProductId).OnDelete(DeleteBehavior.Restrict);
        b.HasOne<Variant>().WithMany().HasForeignKey(l => l.VariantId).OnDelete(DeleteBehavior.Restrict);
        b.HasIndex("WorkspaceId", nameof(QuoteLine.RevisionId), nameof(QuoteLine.Position)).IsUnique();
    }
}
