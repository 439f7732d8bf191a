namespace PromoEngine.Bench;

/// <summary>`bench crash`: twenty rounds of kill -9 under load, then the books are checked.</summary>
internal static class Crash
{
    public static async Task<int> Run(Arguments options, CancellationToken ct)
    {
        var program = await Built.Web(options, ct);
        var folder = Built.Folder(options);
        var seed = options.Number("seed", Random.Shared.Next(1_000_000));
        Console.WriteLine($"seed {seed}");
        var faults = await new CrashRun(program, folder, options.Number("rounds", 20), seed, longestLife: 15_000, Console.WriteLine).Run(ct);
        faults.ForEach(fault => Console.WriteLine($"FAULT: {fault}"));
        if (faults.Count == 0)
            Built.Delete(folder, options);
        return faults.Count == 0 ? 0 : 1;
    }
}
