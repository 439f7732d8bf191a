using System.Globalization;
using PromoEngine.Extraction.Reading;

namespace PromoEngine.Bench;

/// <summary>The shop's catalogue among many thousands of made-up products with ten aliases each, so that its messages meet a crowded index: a thing like "mug" has hundreds of products.</summary>
internal static class BigCatalog
{
    private static readonly string[] Things =
    [
        "Mug", "Cup", "Bottle", "Tumbler", "Pen", "Pencil", "Marker", "Notebook", "Notepad", "Folder", "Bag", "Tote", "Backpack", "Cooler", "Duffel", "Cap", "Hat", "Beanie", "Visor", "Shirt", "Polo", "Hoodie", "Jacket",
        "Vest", "Apron", "Towel", "Blanket", "Umbrella", "Lanyard", "Badge", "Wristband", "Button", "Sticker", "Magnet", "Banner", "Flag", "Charger", "Speaker", "Keychain", "Ball", "Disc", "Tin", "Lamp", "Clock",
    ];

    private static readonly string[] Materials = ["Cotton", "Bamboo", "Steel", "Cork", "Canvas", "Leather", "Ceramic", "Glass", "Felt", "Wool", "Linen", "Recycled", "Silicone", "Acrylic", "Walnut", "Jute", "Nylon", "Aluminium"];
    private static readonly string[] Syllables = ["ba", "den", "lor", "mi", "ka", "ro", "ten", "vo", "sil", "ju", "par", "ne", "fal", "gi", "hu", "wes", "tor", "lin", "ze", "mar"];
    private static readonly string[] Colors = ["white", "black", "navy", "red", "green", "royal", "orange", "teal", "grey", "maroon", "natural", "lime"];

    public static IReadOnlyList<CatalogProduct> Products(CorpusFolder folder, int count) => [.. folder.Catalog("shop").Products, .. Enumerable.Range(0, count).Select(Product)];

    public static Catalog Build(CorpusFolder folder, IReadOnlyList<CatalogProduct> products) => Catalog.Build(products, folder.Catalog("shop").Words);

    private static CatalogProduct Product(int i)
    {
        var thing = Things[i % Things.Length];
        var material = Materials[i / Things.Length % Materials.Length];
        var model = Syllables[i % 20] + Syllables[i / 20 % 20] + Syllables[i / 400 % 20] + Syllables[i / 8_000 % 20];
        var code = string.Create(CultureInfo.InvariantCulture, $"{char.ToUpperInvariant(thing[0])}Q{i:00000}");
        return new(code, $"{char.ToUpperInvariant(model[0])}{model[1..]} {material} {thing}")
        {
            Aliases =
            [
                model, $"{model} {thing}", $"{model} {material}", $"{thing} {model}", $"{material} {thing} {model}", $"{model} {thing} {code}", $"the {model} one", $"{model} mk2", $"{model} promo {thing}", $"classic {model}",
            ],
            Attributes = new Dictionary<string, IReadOnlyList<string>> { ["color"] = [.. Enumerable.Range(0, 5).Select(c => Colors[(i + c) % Colors.Length])], ["size"] = ["S", "M", "L", "XL"] },
            Units = new Dictionary<string, int> { ["case"] = 24 + i % 4 * 12 },
        };
    }
}
