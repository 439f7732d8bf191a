using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromoEngine.Extraction.Reading;

/// <summary>The catalogue as a file. Everything but SKU and name may be missing.</summary>
internal static class CatalogJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    public static Catalog Read(Stream json)
    {
        var file = JsonSerializer.Deserialize<CatalogFile>(json, Options) ?? new();
        return Catalog.Build((file.Products ?? []).Where(p => !string.IsNullOrWhiteSpace(p.Sku)).Select(Product), new()
        {
            AttributeAliases = (file.AttributeAliases ?? []).ToDictionary(a => a.Key, a => (IReadOnlyDictionary<string, IReadOnlyList<string>>)(a.Value ?? []).ToDictionary(v => v.Key, v => Strings(v.Value))),
            ModifierAliases = (file.ModifierAliases ?? []).ToDictionary(m => m.Key, m => Strings(m.Value)),
            ModifierSuffixes = Suffixes(file.ModifierSuffixes),
            NegationAliases = Strings(file.NegationAliases),
            Units = Strings(file.Units),
        });
    }

    private static CatalogProduct Product(ProductFile product) => new(product.Sku!, product.Name ?? product.Sku!)
    {
        Aliases = Strings(product.Aliases),
        Attributes = (product.Attributes ?? []).ToDictionary(a => a.Key, a => Strings(a.Value)),
        Defaults = (product.Defaults ?? []).Where(d => d.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number).ToDictionary(d => d.Key, d => d.Value.ToString()),
        Units = (product.Units ?? []).Where(u => u.Value > 0).ToDictionary(u => u.Key, u => u.Value),
    };

    // A list, a single value, numbers among the words: all the same to a reader.
    private static IReadOnlyList<string> Strings(JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Where(v => v.ValueKind is JsonValueKind.String or JsonValueKind.Number).Select(v => v.ToString())],
        { ValueKind: JsonValueKind.String or JsonValueKind.Number } one => [one.ToString()],
        _ => [],
    };

    private static Dictionary<string, string> Suffixes(JsonElement? element) => element is { ValueKind: JsonValueKind.Object } map
        ? map.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).ToDictionary(p => p.Name, p => p.Value.GetString()!)
        : new Dictionary<string, string>();

    private sealed class CatalogFile
    {
        public List<ProductFile>? Products { get; set; }
        public Dictionary<string, Dictionary<string, JsonElement?>?>? AttributeAliases { get; set; }
        public Dictionary<string, JsonElement?>? ModifierAliases { get; set; }
        public JsonElement? ModifierSuffixes { get; set; }
        public JsonElement? NegationAliases { get; set; }
        public JsonElement? Units { get; set; }
    }

    private sealed class ProductFile
    {
        public string? Sku { get; set; }
        public string? Name { get; set; }
        public JsonElement? Aliases { get; set; }
        public Dictionary<string, JsonElement?>? Attributes { get; set; }
        public Dictionary<string, JsonElement>? Defaults { get; set; }
        public Dictionary<string, int>? Units { get; set; }
    }
}
