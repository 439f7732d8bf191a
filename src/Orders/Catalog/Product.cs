using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoEngine.Orders.Catalog;

internal enum ProductStatus { Active, Discontinued }

/// <summary>What the shop sells. Stock and orders point at its variants; prices are the product's.</summary>
internal sealed class Product
{
    private readonly List<Variant> variants = [];
    private readonly List<PriceBreak> priceBreaks = [];

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Sku { get; init; }
    public required string Name { get; init; }
    public string Description { get; init; } = "";
    public string Category { get; init; } = "";

    /// <summary>Other words customers use for it; the reader's vocabulary together with the name.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What can be chosen, in the order the shop lists it.</summary>
    public AttributeValues Attributes { get; init; } = new OrderedDictionary<string, IReadOnlyList<string>>();

    /// <summary>What is meant when the customer says nothing about an attribute.</summary>
    public IReadOnlyDictionary<string, string> Defaults { get; init; } = new OrderedDictionary<string, string>();

    /// <summary>Packing: how many base units a case, box or sleeve holds.</summary>
    public IReadOnlyDictionary<string, long> Units { get; init; } = new OrderedDictionary<string, long>();

    /// <summary>Which picture is drawn for it; null for none.</summary>
    public string? ImageKey { get; init; }

    public ProductStatus Status { get; private set; }
    public int Version { get; private set; }

    public IReadOnlyList<Variant> Variants => variants;
    public IReadOnlyList<PriceBreak> PriceBreaks => priceBreaks;

    /// <summary>What a search looks into, in lower case: one column instead of four conditions.</summary>
    public string SearchText
    {
        get => string.Join(' ', [Name, Sku, Category, .. Aliases]).ToLowerInvariant();
        private set => _ = value; // EF writes back what it read; the text always follows the other columns
    }

    public Variant AddVariant(string sku, IReadOnlyDictionary<string, string> attributes, bool trackStock = true)
    {
        foreach (var (name, value) in attributes)
            if (!Attributes.TryGetValue(name, out var offered) || !offered.Contains(value))
                throw new RefusedException("variant.attribute", $"{Name} is not offered in {name} {value}.");

        var variant = new Variant { ProductId = Id, Sku = sku, Attributes = attributes, TrackStock = trackStock };
        variants.Add(variant);
        return variant;
    }

    /// <summary>Replaces the whole price list.</summary>
    public void SetPrices(params IReadOnlyList<(long MinQuantity, long UnitPriceMicros)> breaks)
    {
        PriceBreak.Check(breaks);
        priceBreaks.Clear();
        priceBreaks.AddRange(breaks.Select(b => new PriceBreak { ProductId = Id, MinQuantity = b.MinQuantity, UnitPriceMicros = b.UnitPriceMicros }));
    }

    public void Discontinue() => MoveTo(ProductStatus.Discontinued);

    public void Reactivate() => MoveTo(ProductStatus.Active);

    internal static bool Allows(ProductStatus from, ProductStatus to) => (from, to) is
        (ProductStatus.Active, ProductStatus.Discontinued) or
        (ProductStatus.Discontinued, ProductStatus.Active);

    private void MoveTo(ProductStatus next) => Status = Allows(Status, next)
        ? next
        : throw new RefusedException("product.status", $"A product that is {Status} cannot become {next}.");
}

internal sealed class ProductTable : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> b)
    {
        b.ToTable("orders_products");
        b.Property(p => p.Sku).HasMaxLength(64);
        b.Property(p => p.Name).HasMaxLength(200);
        b.Property(p => p.Description).HasMaxLength(2000);
        b.Property(p => p.Category).HasMaxLength(100);
        b.Property(p => p.ImageKey).HasMaxLength(100);
        b.Property(p => p.Status).HasMaxLength(20);
        b.Property(p => p.SearchText).HasMaxLength(4000).UsePropertyAccessMode(PropertyAccessMode.Property);
        b.Property(p => p.Aliases).AsJson();
        b.Property(p => p.Attributes).AsJson();
        b.Property(p => p.Defaults).AsJson();
        b.Property(p => p.Units).AsJson();
        b.HasMany(p => p.Variants).WithOne().HasForeignKey(v => v.ProductId).OnDelete(DeleteBehavior.Restrict);
        b.HasMany(p => p.PriceBreaks).WithOne().HasForeignKey(p => p.ProductId).OnDelete(DeleteBehavior.Cascade);
        b.HasIndex("WorkspaceId", nameof(Product.Sku)).IsUnique();
        b.HasIndex("WorkspaceId", nameof(Product.Name), nameof(Product.Sku));
        b.HasIndex("WorkspaceId", nameof(Product.Version)); // the catalogue's stamp reads this index alone
        b.HasAnnotation("Audited", "product");
    }
}
