using System.Globalization;
using System.Text.Json.Nodes;

namespace PromoEngine.Bench;

/// <summary>What each thing that the reader is given is worth: the same rows with one of them taken away, and how much less comes out right without touching.</summary>
internal static class Ablation
{
    private const int Resamples = 1_000;
    private const int Seed = 20_260_420;

    private static readonly (string Name, Action<JsonObject> Message, Action<JsonObject>? Catalog)[] Without =
    [
        ("aliases of products", _ => { }, catalog => EachProduct(catalog, "aliases")),
        ("other words for values", _ => { }, catalog => catalog.Remove("attribute_aliases")),
        ("words for extra, light, not", _ => { }, catalog => { catalog.Remove("modifier_aliases"); catalog.Remove("negation_aliases"); }),
        ("packing", _ => { }, catalog => EachProduct(catalog, "units")),
        ("values that a product is offered in", _ => { }, catalog => EachProduct(catalog, "attributes")),
        ("the message's language", message => message.Remove("lang"), null),
        ("the customer's earlier orders", message => message.Remove("history"), null),
        ("what the shop said", message => Keep(message, turns => turns.Where(t => t!["speaker"]!.GetValue<string>() == "customer")), null),
        ("all but the last text", message => Keep(message, turns => turns.TakeLast(1)), null),
        ("the time it was sent", message => message.Remove("reference_time"), null),
    ];

    public static void Write(TextWriter output, CorpusFolder folder, IReadOnlyList<RowScore> whole)
    {
        output.WriteLine("| without | line F1, + attributes % | zero-edit, one message % | zero-edit, thread % | FPR0 % | zero-edit lost, points |\n| --- | --- | --- | --- | --- | --- |");
        output.WriteLine(Line("nothing: as it is", whole, ""));
        foreach (var (name, message, catalog) in Without)
        {
            var reading = new CorpusReading(folder, catalog);
            List<RowScore> scores = [.. whole.Select(s => reading.Score(Changed(s.Row, message)))];
            output.WriteLine(Line(name, scores, Lost(whole, scores)));
        }
    }

    private static string Line(string name, IReadOnlyList<RowScore> scores, string lost) =>
        $"| {name} | {Percent("line F1, + attributes", scores)} | {Percent("zero-edit, one message", scores)} | {Percent("zero-edit, thread", scores)} | {Percent("FPR0", scores)} | {lost} |";

    private static string Percent(string figure, IReadOnlyList<RowScore> scores) =>
        (100 * (Figures.Of(figure, scores, interval: false).Value ?? 0)).ToString("0.0", CultureInfo.InvariantCulture);

    // Paired: the same rows on both sides of every resample.
    private static string Lost(IReadOnlyList<RowScore> whole, IReadOnlyList<RowScore> less)
    {
        List<int> lost = [.. whole.Zip(less).Where(p => p.First.Wanted.Count > 0).Select(p => (p.First.ZeroEdit ? 1 : 0) - (p.Second.ZeroEdit ? 1 : 0))];
        var random = new Random(Seed);
        var values = Enumerable.Range(0, Resamples).Select(_ => Enumerable.Range(0, lost.Count).Sum(_ => lost[random.Next(lost.Count)]) * 100.0 / lost.Count).Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{100.0 * lost.Sum() / lost.Count:0.0} [{values[25]:0.0}–{values[974]:0.0}]");
    }

    private static CorpusRow Changed(CorpusRow row, Action<JsonObject> change)
    {
        var message = JsonObject.Create(row.Message)!.DeepClone().AsObject();
        change(message);
        return row with { Message = row.With(message).Message };
    }

    private static void Keep(JsonObject message, Func<JsonArray, IEnumerable<JsonNode?>> which)
    {
        if (message["turns"] is JsonArray turns)
            message["turns"] = new JsonArray([.. which(turns).Select(t => t!.DeepClone())]);
    }

    private static void EachProduct(JsonObject catalog, string part)
    {
        foreach (var product in catalog["products"]!.AsArray())
            product!.AsObject().Remove(part);
    }
}
