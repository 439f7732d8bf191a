namespace PromoEngine.Bench;

/// <summary>A figure of many rows, with the interval that 1,000 resamples of the rows give it. Share of nothing is null.</summary>
internal sealed record Figure(string Name, double? Value, double Low, double High, int Count);

/// <summary>The figures of A5, each a function of a set of scores, so that a resample is measured by the same code.</summary>
internal static class Figures
{
    private const int Resamples = 1_000;
    private const int Seed = 20_260_420;

    /// <summary>Name, the rows it is about, and how it is reckoned from them.</summary>
    public static readonly (string Name, Func<RowScore, bool> About, Func<IReadOnlyList<RowScore>, double?> Measure)[] All =
    [
        ("line F1, product", _ => true, s => F1(s, r => r.ProductHits)),
        ("line F1, + quantity", _ => true, s => F1(s, r => r.QuantityHits)),
        ("line F1, + attributes", _ => true, s => F1(s, r => r.LineHits)),
        ("exact lines", r => r.Drafted, s => Share(s, r => r.Exact)),
        ("zero-edit, one message", r => r.Drafted && !r.Row.Thread, s => Share(s, r => r.ZeroEdit)),
        ("zero-edit, thread", r => r.Drafted && r.Row.Thread, s => Share(s, r => r.ZeroEdit)),
        ("FPR0", r => r.Wanted.Count == 0, s => Share(s, r => r.Read.Lines.Count > 0)),
        ("needed-by, where said", r => r.Row.Expected.Deadline is not null && !Open(r, "needed_by"), s => Share(s, r => r.Read.Deadline == r.Row.Expected.Deadline)),
        ("needed-by, invented", r => r.Row.Expected.Deadline is null && !Open(r, "needed_by"), s => Share(s, r => r.Read.Deadline is not null)),
        ("budget, where said", r => r.Row.Expected.Budget is not null, s => Share(s, r => r.Read.Budget == r.Row.Expected.Budget)),
        ("budget, invented", r => r.Row.Expected.Budget is null && !Open(r, "budget"), s => Share(s, r => r.Read.Budget is not null)),
        ("intent", _ => true, s => Share(s, r => r.RightIntent)),
        ("left open and asked", r => r.Wanted.Any(Open), s => Share(s, r => r.Read.Asks == true && r.Read.Lines.Any(Open))),
        ("asks, and should", r => r.Read.Asks == true && r.Row.Expected.Asks is not null && r.Drafted, s => Share(s, r => r.Row.Expected.Asks == true)),
        ("ECE of the draft", r => r.Drafted, Calibration.Ece),
        ("coverage at 99 %", r => r.Drafted, s => Calibration.Coverage(s, 0.99)),
        ("evidence is the slice", r => r.Spans > 0, s => s.Count == 0 ? null : 1 - (double)s.Sum(r => r.WrongSpans) / s.Sum(r => r.Spans)),
    ];

    public static Figure Of(string name, IReadOnlyList<RowScore> scores, bool interval = true)
    {
        var (_, about, measure) = All.First(f => f.Name == name);
        List<RowScore> rows = [.. scores.Where(about)];
        var value = measure(rows);
        if (value is not { } exact || !interval)
            return new(name, value, value ?? 0, value ?? 0, rows.Count);
        // The same seed for every figure: a report of the same readings is the same to the byte.
        var random = new Random(Seed);
        var drawn = new RowScore[rows.Count];
        var values = new double[Resamples];
        for (var i = 0; i < Resamples; i++)
        {
            for (var j = 0; j < drawn.Length; j++)
                drawn[j] = rows[random.Next(rows.Count)];
            values[i] = measure(drawn) ?? exact;
        }

        Array.Sort(values);
        return new(name, exact, values[(int)(Resamples * 0.025)], values[(int)(Resamples * 0.975) - 1], rows.Count);
    }

    private static bool Open(RowScore score, string field) => score.Row.Open.Contains(field);

    private static bool Open(LineForm line) => line.Product is null || line.Quantity is null;

    private static double? Share(IReadOnlyList<RowScore> scores, Func<RowScore, bool> holds) => scores.Count == 0 ? null : (double)scores.Count(holds) / scores.Count;

    private static double? F1(IReadOnlyList<RowScore> scores, Func<RowScore, int> hits)
    {
        var all = scores.Sum(s => s.Wanted.Count + s.Read.Lines.Count);
        return all == 0 ? null : 2.0 * scores.Sum(hits) / all;
    }
}

/// <summary>Does the draft's confidence say how often nobody needs to edit it?</summary>
internal static class Calibration
{
    private const int Bins = 10;

    /// <summary>Mean distance between confidence and truth over ten bins of equal mass.</summary>
    public static double? Ece(IReadOnlyList<RowScore> scores)
    {
        if (scores.Count == 0)
            return null;
        var sorted = Sorted(scores);
        var error = 0.0;
        for (var bin = 0; bin < Bins; bin++)
        {
            var (from, to) = (sorted.Count * bin / Bins, sorted.Count * (bin + 1) / Bins);
            var part = sorted.GetRange(from, to - from);
            if (part.Count > 0)
                error += Math.Abs(part.Average(s => s.Confidence) - part.Average(s => s.ZeroEdit ? 1.0 : 0.0)) * part.Count / sorted.Count;
        }

        return error;
    }

    /// <summary>The largest share of drafts, surest first, of which so many are right. Drafts of one confidence are taken together or not at all.</summary>
    public static double? Coverage(IReadOnlyList<RowScore> scores, double precision)
    {
        if (scores.Count == 0)
            return null;
        var sorted = Sorted(scores);
        var (right, covered) = (0, 0);
        for (var i = 0; i < sorted.Count; i++)
        {
            right += sorted[i].ZeroEdit ? 1 : 0;
            var last = i + 1 == sorted.Count || sorted[i + 1].Confidence < sorted[i].Confidence;
            if (last && right >= precision * (i + 1))
                covered = i + 1;
        }

        return (double)covered / sorted.Count;
    }

    private static List<RowScore> Sorted(IReadOnlyList<RowScore> scores) => [.. scores.OrderByDescending(s => s.Confidence).ThenBy(s => s.Row.Id, StringComparer.Ordinal)];
}
