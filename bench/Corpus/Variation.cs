using System.Text.Json.Nodes;

namespace PromoEngine.Bench;

/// <summary>How many rows keep their lines when the same is said otherwise, and how many points of exact lines that costs.</summary>
internal sealed record VariedFigure(string Name, int Rows, double Same, double Lost, IReadOnlyList<string> Changed);

/// <summary>The same wish in other words or with another catalogue around it: the lines must not change, or change in the one way that is known. Needs no label.</summary>
internal sealed record Variation(string Name, Func<CorpusRow, JsonObject?> Words)
{
    /// <summary>What the catalogue becomes; nothing when it stays.</summary>
    public Action<JsonObject>? Catalog { get; init; }

    /// <summary>What a line of the original reading must have become.</summary>
    public Func<CorpusRow, LineForm, LineForm> Becomes { get; init; } = (_, line) => line;

    public VariedFigure Measure(CorpusFolder folder, IReadOnlyList<RowScore> scores)
    {
        var reading = new CorpusReading(folder, Catalog);
        var pairs = scores.Select(before => (before, words: Words(before.Row))).Where(p => p.words is not null)
            .Select(p => (p.before, after: reading.Score(p.before.Row.With(p.words!)))).ToList();
        var changed = pairs.Where(p => !Same(p.before, p.after)).Select(p => p.before.Row.Id).ToList();
        var lost = pairs.Count(p => p.before.Exact) - pairs.Count(p => p.before.Exact ? Same(p.before, p.after) || p.after.Exact : p.after.Exact);
        return new(Name, pairs.Count, pairs.Count == 0 ? 1 : 1 - (double)changed.Count / pairs.Count, pairs.Count == 0 ? 0 : (double)lost / pairs.Count, changed);
    }

    private bool Same(RowScore before, RowScore after) =>
        before.Read.Lines.Select(l => Becomes(before.Row, l).ToString()).Order(StringComparer.Ordinal).SequenceEqual(after.Read.Lines.Select(l => l.ToString()).Order(StringComparer.Ordinal));
}
