using System.Collections.Concurrent;

using PromoEngine.Extraction.Reading;
using PromoEngine.Orders;

using ShopProduct = PromoEngine.Orders.CatalogProduct;

namespace PromoEngine.Extraction.Drafts;

/// <summary>A workspace's catalogue as it is read and shown.</summary>
internal sealed record ShopReader(string Stamp, Reader Reader, IReadOnlyDictionary<string, ShopProduct> BySku, IReadOnlyDictionary<Guid, ShopProduct> ById)
{
    /// <summary>By the product's code or by that of one of its variants, however it is written.</summary>
    public IReadOnlyDictionary<string, (ShopProduct Product, CatalogVariant? Variant)> ByCode { get; } = Codes(ById.Values);

    private static Dictionary<string, (ShopProduct, CatalogVariant?)> Codes(IEnumerable<ShopProduct> products)
    {
        var codes = new Dictionary<string, (ShopProduct, CatalogVariant?)>(StringComparer.OrdinalIgnoreCase);
        foreach (var product in products)
        {
            codes[product.Sku] = (product, null);
            foreach (var variant in product.Variants)
                codes[variant.Sku] = (product, variant);
        }

        return codes;
    }
}

/// <summary>
/// The readers of the workspaces that are at work, built once for each state of a catalogue: an index of ten thousand products is nothing to make for
/// every message.
/// </summary>
internal sealed class ShopReaders
{
    private const int Most = 64;
    private readonly ConcurrentDictionary<Guid, ShopReader> readers = [];

    public async Task<ShopReader> Get(ProductCatalog catalog, Guid workspace, CancellationToken ct)
    {
        var stamp = await catalog.Stamp(ct);
        if (readers.TryGetValue(workspace, out var known) && known.Stamp == stamp)
            return known;

        var products = await catalog.Load(ct);
        var built = new ShopReader(stamp, new Reader(Catalog.Build(products.Select(Vocabulary))), products.ToDictionary(p => p.Sku), products.ToDictionary(p => p.Id));
        if (readers.Count >= Most)
            readers.Clear();
        readers[workspace] = built;
        return built;
    }

    private static Reading.CatalogProduct Vocabulary(ShopProduct product) => new(product.Sku, product.Name)
    {
        Aliases = product.Aliases,
        Attributes = product.Attributes,
        Defaults = product.Defaults,
        Units = product.Units.ToDictionary(u => u.Key, u => (int)u.Value),
    };
}
