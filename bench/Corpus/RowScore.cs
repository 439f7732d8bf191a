using System.Text.Json;

namespace PromoEngine.Bench;

/// <summary>How one reading compares with what was wanted.</summary>
internal sealed record RowScore
{
    public required CorpusRow Row { get; init; }
    public required DraftForm Read { get; init; }

    /// <summary>The accepted lines that the reading comes closest to.</summary>
    public required IReadOnlyList<LineForm> Wanted { get; init; }
    public required int ProductHits { get; init; }
    public required int QuantityHits { get; init; }
    public required int LineHits { get; init; }
    public required double Confidence { get; init; }
    public required int Spans { get; init; }
    public required int WrongSpans { get; init; }

    public bool Exact => LineHits == Wanted.Count && LineHits == Read.Lines.Count;
    public IEnumerable<string> WrongFields => Row.Expected.Fields.Zip(Read.Fields).Where(f => f.First.Value != f.Second.Value && !Row.Open.Contains(f.First.Name)).Select(f => $"{f.First.Name} {f.Second.Value ?? "none"}, wanted {f.First.Value ?? "none"}");
    public bool ZeroEdit => Exact && !WrongFields.Any();
    public bool RightIntent => Row.Intents.Contains(Read.Intent);

    /// <summary>Is there a draft at all, wanted or read?</summary>
    public bool Drafted => Wanted.Count > 0 || Read.Lines.Count > 0;

    public static RowScore Of(CorpusRow row, JsonElement answer)
    {
        var read = DraftForm.Of(answer);
        var best = row.Accepted.Select((lines, i) => (lines, i, hits: (Exact: Hits(lines, read.Lines, l => l.ToString()), Quantity: Hits(lines, read.Lines, l => l.ByQuantity), Product: Hits(lines, read.Lines, l => l.ByProduct))))
            .OrderByDescending(a => a.hits.Exact - Math.Max(a.lines.Count, read.Lines.Count)).ThenByDescending(a => a.hits.Quantity).ThenByDescending(a => a.hits.Product).ThenBy(a => a.i).First();
        var (spans, wrong) = Evidence(row, answer);
        return new()
        {
            Row = row, Read = read, Wanted = best.lines, ProductHits = best.hits.Product, QuantityHits = best.hits.Quantity, LineHits = best.hits.Exact,
            Confidence = answer.GetProperty("confidence").GetDouble(), Spans = spans, WrongSpans = wrong,
        };
    }

    // Lines are a multiset: each wanted line may be found once.
    private static int Hits(IReadOnlyList<LineForm> wanted, IReadOnlyList<LineForm> read, Func<LineForm, string> by)
    {
        var open = wanted.GroupBy(by).ToDictionary(g => g.Key, g => g.Count());
        var hits = 0;
        foreach (var key in read.Select(by))
        {
            if (open.TryGetValue(key, out var left) && left > 0)
            {
                open[key] = left - 1;
                hits++;
            }
        }

        return hits;
    }

    private static (int Spans, int Wrong) Evidence(CorpusRow row, JsonElement answer)
    {
        string[] texts = row.Thread ? [.. row.Message.GetProperty("turns").EnumerateArray().Select(t => t.GetProperty("text").GetString()!)] : [row.Message.GetProperty("text").GetString()!];
        var spans = answer.GetProperty("lines").EnumerateArray().Append(answer)
            .SelectMany(e => e.TryGetProperty("evidence", out var list) ? list.EnumerateArray().ToList() : []).ToList();
        return (spans.Count, spans.Count(s => !Holds(s, texts)));
    }

    private static bool Holds(JsonElement span, string[] texts)
    {
        var turn = span.TryGetProperty("turn", out var index) ? index.GetInt32() : 0;
        var (start, end) = (span.GetProperty("start").GetInt32(), span.GetProperty("end").GetInt32());
        return turn >= 0 && turn < texts.Length && start >= 0 && start < end && end <= texts[turn].Length && texts[turn][start..end] == span.GetProperty("text").GetString();
    }
}
