using Microsoft.EntityFrameworkCore;
using PromoEngine.Orders.Catalog;

namespace PromoEngine.Orders;

/// <summary>The whole catalogue as a reader of messages needs it.</summary>
public sealed class ProductCatalog
{
    private const int MaxProducts = 20_000;
    private readonly IOrdersDb db;

    internal ProductCatalog(IOrdersDb db) => this.db = db;

    /// <summary>All active products with their variants, ordered by SKU.</summary>
    public async Task<IReadOnlyList<CatalogProduct>> Load(CancellationToken ct)
    {
        var products = await db.Products.AsNoTracking()
            .Where(p => p.Status == ProductStatus.Active)
            .OrderBy(p => p.Sku)
            .Take(MaxProducts)
            .Include(p => p.Variants)
            .AsSplitQuery()
            .ToListAsync(ct);
        return [.. products.Select(Read)];
    }

    /// <summary>Changes whenever the catalogue does; cheap enough to ask before every use of a loaded one.</summary>
    public async Task<string> Stamp(CancellationToken ct)
    {
        // Nothing here is ever deleted and each change raises a version, so the figures together never come back.
        var stamps = await db.Products
            .GroupBy(_ => 1)
            .Select(all => new { Count = all.Count(), Versions = all.Sum(p => (long)p.Version) })
            .ToListAsync(ct);
        return stamps is [var stamp] ? $"{stamp.Count}.{stamp.Versions}.{await db.Variants.CountAsync(ct)}" : "0";
    }

    private static CatalogProduct Read(Product product) => new(
        product.Id, product.Sku, product.Name, product.Category, product.Aliases, product.Attributes, product.Defaults, product.Units, product.ImageKey,
        [.. product.Variants.OrderBy(v => v.Sku, StringComparer.Ordinal).Select(v => new CatalogVariant(v.Id, v.Sku, v.Name, v.Attributes))]);
}

/// <summary>A product as others see it.</summary>
/// <param name="Attributes">What can be chosen, in the shop's order.</param>
/// <param name="Defaults">What is meant when nothing is said about an attribute.</param>
/// <param name="Units">Packing: base units in a case, box, sleeve.</param>
public sealed record CatalogProduct(
    Guid Id,
    string Sku,
    string Name,
    string Category,
    IReadOnlyList<string> Aliases,
    AttributeValues Attributes,
    IReadOnlyDictionary<string, string> Defaults,
    IReadOnlyDictionary<string, long> Units,
    string? ImageKey,
    IReadOnlyList<CatalogVariant> Variants)
{
    /// <summary>The one variant that fits what was chosen, or what is missing to tell.</summary>
    public VariantChoice Choose(AttributeValues chosen) => VariantResolution.Choose(Variants, Defaults, chosen);

    /// <summary>Where its picture is, in the colour and kind that was chosen; null when it has none.</summary>
    public string? ImageUrl(AttributeValues chosen) => ProductSearch.ImageUrl(Id, ImageKey, Variants
        .FirstOrDefault(v => chosen.All(c => !v.Attributes.TryGetValue(c.Key, out var value) || c.Value.Contains(value)))?.Id);
}

/// <summary>One thing on a shelf.</summary>
/// <param name="Name">Its attribute values, such as "white / L"; empty for a product without a choice.</param>
public sealed record CatalogVariant(Guid Id, string Sku, string Name, IReadOnlyDictionary<string, string> Attributes);

/// <summary>Which variant a choice of attributes means.</summary>
/// <param name="Variant">The only one that fits; null when none or several do.</param>
/// <param name="Missing">The attributes that would tell the fitting ones apart.</param>
/// <param name="Offered">False when the product does not come in what was chosen.</param>
public sealed record VariantChoice(CatalogVariant? Variant, IReadOnlyList<string> Missing, bool Offered);
