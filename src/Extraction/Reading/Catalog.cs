namespace PromoEngine.Extraction.Reading;

/// <summary>The reader's vocabulary: built once from a catalogue, then only looked up.</summary>
internal sealed class Catalog
{
    private Catalog(IReadOnlyList<CatalogProduct> products, CatalogWords words)
    {
        Products = products;
        Words = words;
    }

    public IReadOnlyList<CatalogProduct> Products { get; }
    public CatalogWords Words { get; }

    public static Catalog Build(IEnumerable<CatalogProduct> products, CatalogWords? words = null) => new([.. products], words ?? new CatalogWords());
}
