namespace PromoEngine.Bench;

/// <summary>The reader against the corpus. Whoever writes the reader sees failing rows of the dev half alone: a frozen half that was looked at is frozen no more.</summary>
internal static class MeasureCorpus
{
    public static Task<int> Run(Arguments arguments, CancellationToken ct)
    {
        var half = arguments.Optional("half") ?? "dev";
        if (!CorpusFolder.Halves.Contains(half))
            throw new UsageException($"--half is {string.Join(" or ", CorpusFolder.Halves)}, not \"{half}\".");
        if (arguments.Has("errors") && half == "frozen" && !arguments.Has("spoil"))
            throw new UsageException("Failing rows of the frozen half are not shown: what is tuned on them can no longer be measured with them. --spoil shows them all the same.");
        var folder = new CorpusFolder(arguments.Optional("corpus") ?? CorpusFolder.Usual);
        var rows = folder.Rows(half);
        var reading = new CorpusReading(folder);
        List<RowScore> scores = [.. rows.Select(reading.Score)];
        ct.ThrowIfCancellationRequested();
        if (arguments.Has("errors"))
        {
            CorpusReport.Errors(Console.Out, scores);
        }
        else if (arguments.Has("ablation"))
        {
            Ablation.Write(Console.Out, folder, scores);
        }
        else
        {
            var bare = new CorpusReading(folder, CorpusFolder.Bare);
            CorpusReport.Write(Console.Out, half, scores, [.. rows.Select(bare.Score)]);
            CorpusReport.Robustness(Console.Out, Variations.All.Select(v => v.Measure(folder, scores)));
        }

        return Task.FromResult(scores.Exists(s => s.WrongSpans > 0) ? 1 : 0);
    }
}
