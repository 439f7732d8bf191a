using PromoEngine.Orders.Catalog;

namespace PromoEngine.Web.Demo;

/// <param name="Prices">Pairs of smallest quantity and price of one piece in the shop's currency.</param>
/// <param name="Without">Combinations that are not made: a variant with all of these values does not exist.</param>
internal sealed record DemoProduct(
    string Sku,
    string Name,
    string Category,
    string Description,
    IReadOnlyList<string> Aliases,
    OrderedDictionary<string, IReadOnlyList<string>> Attributes,
    IReadOnlyList<IReadOnlyList<decimal>> Prices,
    DemoPicture Picture,
    DemoStock Stock,
    IReadOnlyDictionary<string, long>? Units = null,
    IReadOnlyList<IReadOnlyDictionary<string, string>>? Without = null)
{
    /// <summary>Every combination that is made, in the order in which the attributes and their values are listed.</summary>
    public IEnumerable<DemoVariant> Variants(IReadOnlyDictionary<string, DemoColor> colors)
    {
        IEnumerable<OrderedDictionary<string, string>> combinations = [[]];
        foreach (var (name, values) in Attributes)
            combinations = combinations.SelectMany(c => values.Select(v => new OrderedDictionary<string, string>(c) { [name] = v }));

        return combinations
            .Where(c => Without is null || !Without.Any(w => Matches(w, c)))
            .Select(c => new DemoVariant(VariantSku(c, colors), c, UnitsOf(c)));
    }

    /// <summary>The product as the catalogue keeps it, without its variants.</summary>
    public Product ToProduct()
    {
        var product = new Product
        {
            Sku = Sku,
            Name = Name,
            Description = Description,
            Category = Category,
            Aliases = Aliases,
            Attributes = Attributes,
            Units = Units ?? new Dictionary<string, long>(),
            ImageKey = Picture.Key,
        };
        product.SetPrices([.. Prices.Select(p => ((long)p[0], (long)(p[1] * 1_000_000)))]);
        return product;
    }

    // An attribute with one value tells nothing apart, so it has no part in the SKU.
    private string VariantSku(OrderedDictionary<string, string> combination, IReadOnlyDictionary<string, DemoColor> colors) =>
        string.Join('-', [Sku, .. combination.Where(a => Attributes[a.Key].Count > 1).Select(a => Code(a.Key, a.Value, colors))]);

    private static string Code(string attribute, string value, IReadOnlyDictionary<string, DemoColor> colors) =>
        attribute == "color" ? colors[value].Code : string.Concat(value.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private IReadOnlyList<long> UnitsOf(OrderedDictionary<string, string> combination) =>
        Stock.Of?.LastOrDefault(s => Matches(s.When, combination))?.Units ?? Stock.Each;

    private static bool Matches(IReadOnlyDictionary<string, string> wanted, OrderedDictionary<string, string> combination) =>
        wanted.All(w => combination.TryGetValue(w.Key, out var value) && value == w.Value);
}

/// <param name="Units">Pieces in each warehouse, in the order of the shop's warehouses.</param>
internal sealed record DemoVariant(string Sku, OrderedDictionary<string, string> Attributes, IReadOnlyList<long> Units);

/// <param name="Each">Pieces of every variant in each warehouse.</param>
/// <param name="Of">Variants that have more or fewer; the last one that fits counts.</param>
internal sealed record DemoStock(IReadOnlyList<long> Each, IReadOnlyList<DemoStockOf>? Of = null);

internal sealed record DemoStockOf(IReadOnlyDictionary<string, string> When, IReadOnlyList<long> Units);

/// <summary>How a product is drawn. The colour is the variant's; <paramref name="Color"/> stands in for a product that has none to choose.</summary>
internal sealed record DemoPicture(string Shape, string? Color = null, string? Trim = null)
{
    /// <summary>One word for the product's row: shape, colour and trim, an absent one empty.</summary>
    public string Key => $"{Shape}/{Color}/{Trim}";

    public static DemoPicture? FromKey(string key) =>
        key.Split('/') is [{ Length: > 0 } shape, var color, var trim] ? new(shape, Given(color), Given(trim)) : null;

    public string Draw(string? variantColor, string title)
    {
        var colors = DemoShop.Instance.Colors;
        string Hex(string? name) => colors.GetValueOrDefault(name ?? "", colors["white"]).Hex;
        return ProductPicture.Draw(Shape, Hex(variantColor ?? Color), Trim is null ? null : Hex(Trim), title);
    }

    private static string? Given(string word) => word.Length == 0 ? null : word;
}
