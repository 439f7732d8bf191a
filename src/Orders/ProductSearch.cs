using Microsoft.EntityFrameworkCore;
using PromoEngine.Orders.Catalog;

namespace PromoEngine.Orders;

/// <summary>Finds products by what people type: every word must occur in name, SKU, category or aliases.</summary>
public sealed class ProductSearch
{
    private const int PageSize = 50;
    private const int MaxWords = 8;
    private readonly IOrdersDb db;

    internal ProductSearch(IOrdersDb db) => this.db = db;

    /// <summary>The first active products that fit, by name.</summary>
    public async Task<IReadOnlyList<ProductItem>> Find(string? q, int take, CancellationToken ct) => (await Page(q, null, ct, take)).Items;

    internal async Task<Page<ProductItem>> Page(string? q, string? cursor, CancellationToken ct, int take = PageSize)
    {
        var query = db.Products.AsNoTracking().Where(p => p.Status == ProductStatus.Active);
        foreach (var word in Words(q))
            query = query.Where(p => EF.Functions.Like(p.SearchText, word, LikePattern.Escape));
        if (PageCursor.Read(cursor, 2) is [var name, var sku])
#pragma warning disable CA1309 // the database compares, in the order it sorts by
            query = query.Where(p => string.Compare(p.Name, name) > 0 || (p.Name == name && string.Compare(p.Sku, sku) > 0));
#pragma warning restore CA1309

        var products = await query.OrderBy(p => p.Name).ThenBy(p => p.Sku).Take(take + 1)
            .Include(p => p.PriceBreaks).AsSplitQuery().ToListAsync(ct);
        var available = await Available([.. products.Select(p => p.Id)], ct);
        var items = products.Select(p => new ProductItem(
            p.Id, p.Sku, p.Name, p.Category, p.Attributes,
            p.PriceBreaks.Count == 0 ? null : p.PriceBreaks.Min(b => b.UnitPriceMicros),
            available.GetValueOrDefault(p.Id), ImageUrl(p.Id, p.ImageKey)));
        return Page<ProductItem>.Of([.. items], take, last => PageCursor.Write(last.Name, last.Sku));
    }

    /// <param name="productId">Whose picture.</param>
    /// <param name="imageKey">How it is drawn; null: it is not.</param>
    /// <param name="variantId">Shown in this one's colour; null: in the first.</param>
    internal static string? ImageUrl(Guid productId, string? imageKey, Guid? variantId = null) => imageKey is null
        ? null
        : $"/api/products/{productId}/image.svg{(variantId is { } id ? $"?variant={id}" : "")}";

    private async Task<Dictionary<Guid, long>> Available(List<Guid> products, CancellationToken ct)
    {
        if (products.Count == 0)
            return [];

        // Asked in two steps: in one, SQLite starts from every level of the shop instead of these products' few.
        var variants = await db.Variants.Where(v => products.Contains(v.ProductId)).ToDictionaryAsync(v => v.Id, v => v.ProductId, ct);
        var levels = await db.StockLevels.Where(l => variants.Keys.Contains(l.VariantId))
            .Select(l => new { l.VariantId, Available = l.OnHand - l.Quarantined - l.Reserved }).ToListAsync(ct);
        return levels.GroupBy(l => variants[l.VariantId]).ToDictionary(of => of.Key, of => of.Sum(l => l.Available));
    }

    // "mugs" is typed for "mug" all the time: the last s of a longer word is not insisted on.
    private static IEnumerable<string> Words(string? q) =>
        (q ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Take(MaxWords)
            .Select(word => LikePattern.Containing(word.Length > 3 ? word.TrimEnd('s') : word));
}

/// <summary>A product in a list or a picker.</summary>
/// <param name="FromPriceMicros">The lowest price of a piece, at the highest quantity.</param>
/// <param name="Available">Of all variants in all warehouses.</param>
public sealed record ProductItem(
    Guid Id,
    string Sku,
    string Name,
    string Category,
    AttributeValues Attributes,
    long? FromPriceMicros,
    long Available,
    string? ImageUrl);
