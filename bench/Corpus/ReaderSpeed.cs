using System.Diagnostics;
using System.Globalization;
using PromoEngine.Extraction.Reading;

namespace PromoEngine.Bench;

/// <summary>What reading costs: a message among many products, a long mail, length against time, and the index itself.</summary>
internal static class ReaderSpeed
{
    private const int Rounds = 5;
    private const int Ordinary = 1_000;
    private static readonly int[] Lengths = [1_000, 10_000, 20_000, 40_000, 60_000, 80_000, 100_000];

    public static Task<int> Run(Arguments arguments, CancellationToken ct)
    {
        var folder = new CorpusFolder(arguments.Optional("corpus") ?? CorpusFolder.Usual);
        List<ReadingRequest> messages = [.. CorpusFolder.Halves.SelectMany(folder.Rows).Where(r => r.Catalog == "shop" && r.Words.Length <= Ordinary).Select(r => ExtractJson.Request(r.Message))];
        var words = string.Join("\n\n", CorpusFolder.Halves.SelectMany(folder.Rows).Where(r => r is { Catalog: "shop", Channel: "email", Thread: false, Negative: false }).Select(r => r.Words));
        Console.WriteLine("| products, 10 aliases each | index built in, processor | memory | message p50 | p95 | most | mail of 10,000 characters |\n| --- | --- | --- | --- | --- | --- | --- |");
        for (var round = 0; round < Rounds; round++)
            Row(folder, 0, messages, words);
        foreach (var count in new[] { 0, 10_000, 50_000 })
        {
            ct.ThrowIfCancellationRequested();
            Console.WriteLine(Row(folder, count, messages, words));
        }

        Console.WriteLine("\n| characters in one message, 10,000 products | ms | ms for each 1,000 |\n| --- | --- | --- |");
        var reader = new Reader(BigCatalog.Build(folder, BigCatalog.Products(folder, 10_000)));
        Took(reader, Long(words, Lengths[^1]));
        foreach (var length in Lengths)
        {
            var took = Median(reader, Long(words, length));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {length} | {took:0.0} | {took / length * 1_000:0.00} |"));
        }

        return Task.FromResult(0);
    }

    private static string Row(CorpusFolder folder, int count, List<ReadingRequest> messages, string words)
    {
        var products = BigCatalog.Products(folder, count);
        // Once for the compiler, once for the clock.
        BigCatalog.Build(folder, [.. products.Take(1_000)]);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        // Processor time: building is one thread's work, and the machine may have others.
        var started = Environment.CpuUsage.TotalTime;
        var catalog = BigCatalog.Build(folder, products);
        var built = Environment.CpuUsage.TotalTime - started;
        var memory = GC.GetTotalMemory(forceFullCollection: true) - before;
        var reader = new Reader(catalog);
        var times = new List<double>(messages.Count);
        foreach (var message in messages)
            reader.Read(message);
        foreach (var message in messages)
            times.Add(Enumerable.Range(0, Rounds).Select(_ => Took(reader, message)).Order().ElementAt(Rounds / 2));
        times.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"| {count} | {built.TotalSeconds:0.00} s | {memory / 1_048_576.0:0} MB | {times[times.Count / 2]:0.00} ms | {times[times.Count * 95 / 100]:0.00} ms | {times[^1]:0.0} ms | {Median(reader, Long(words, 10_000)):0.0} ms |");
    }

    // Mails of the corpus behind each other, over and over: many orders, signatures and tables, as a long thread has them.
    private static ReadingRequest Long(string words, int length)
    {
        var text = string.Concat(Enumerable.Repeat(words + "\n\n", length / words.Length + 1))[..length];
        return new([new(Speaker.Customer, text, DateTimeOffset.UnixEpoch)], TimeZoneInfo.Utc, "USD");
    }

    private static double Median(Reader reader, ReadingRequest request)
    {
        Took(reader, request);
        return Enumerable.Range(0, Rounds).Select(_ => Took(reader, request)).Order().ElementAt(Rounds / 2);
    }

    private static double Took(Reader reader, ReadingRequest request)
    {
        var started = Stopwatch.GetTimestamp();
        reader.Read(request);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
