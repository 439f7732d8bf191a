using System.Text;
using System.Text.Json.Nodes;
using PromoEngine.Extraction.Reading;

namespace PromoEngine.Bench;

/// <summary>The corpus on disk: catalogues and, apart from each other, the half for developing and the frozen half.</summary>
internal sealed class CorpusFolder(string path)
{
    /// <summary>Where it lies, seen from the repository.</summary>
    public static readonly string Usual = Path.Combine("tests", "Extraction.Tests", "Corpus");

    public static readonly string[] Halves = ["dev", "frozen"];
    public static readonly string[] Catalogs = ["shop", "cafe", "hardware"];
    private static readonly string[] Kinds = ["messages", "threads", "negatives"];

    // What a shop that never looked after its catalogue would not have.
    private static readonly string[] Cared = ["attribute_aliases", "modifier_aliases", "negation_aliases"];

    public IReadOnlyList<CorpusRow> Rows(string half) =>
        [.. Kinds.SelectMany(kind => File.ReadLines(Path.Combine(path, half, kind + ".jsonl"))).Where(line => line.Length > 0).Select(CorpusRow.Parse)];

    public Catalog Catalog(string name, Action<JsonObject>? change = null)
    {
        var json = Json(name);
        change?.Invoke(json);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json.ToJsonString()));
        return CatalogJson.Read(stream);
    }

    public JsonObject Json(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(path, "catalogs", name + ".json")))!.AsObject();

    /// <summary>Leaves names, attributes and packing.</summary>
    public static void Bare(JsonObject catalog)
    {
        foreach (var name in Cared)
            catalog.Remove(name);
        foreach (var product in catalog["products"]!.AsArray())
            product!.AsObject().Remove("aliases");
    }
}
