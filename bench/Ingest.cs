using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Reflection;

namespace PromoEngine.Bench;

/// <summary>
/// How many webhooks a second the product acknowledges, workers off and on, beside the raw limit of the machine, all in one run. Then it looks into the
/// database whether everything acknowledged is there once.
/// </summary>
internal static class Ingest
{
    public const string AuthToken = "bench-auth-token-0123456789abcdef";
    private const int MostMilliseconds = 500;

    private sealed record Figures(LoadResult Load, TimeSpan Cpu, long ResidentMegabytes, List<string> Faults);

    public static async Task<int> Run(Arguments options, CancellationToken ct)
    {
        var quick = options.Has("quick");
        var plan = new LoadPlan(options.Number("connections", 32), TimeSpan.FromSeconds(options.Number("warmup", quick ? 2 : 10)), TimeSpan.FromSeconds(options.Number("seconds", quick ? 5 : 60)));
        var senders = options.Number("senders", 5000);
        var program = await Built.Web(options, ct);

        Figures? raw = null;
        var faults = new List<string>();
        foreach (var part in (options.Optional("only") ?? "raw,off,on").Split(','))
        {
            var figures = part == "raw" ? await Raw(options, plan, senders, ct) : await Product(options, program, plan, senders, workers: part == "off" ? 0 : null, ct);
            Print(part == "raw" ? "raw limit" : $"workers {part}", figures, raw);
            raw ??= part == "raw" ? figures : null;
            faults.AddRange(figures.Faults);
        }

        faults.ForEach(fault => Console.WriteLine($"FAULT: {fault}"));
        return faults.Count == 0 ? 0 : 1;
    }

    private static async Task<Figures> Raw(Arguments options, LoadPlan plan, int senders, CancellationToken ct)
    {
        var folder = Built.Folder(options);
        var port = WebServer.FreePort();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in new[] { Assembly.GetExecutingAssembly().Location, "raw", "--port", $"{port}", "--token", AuthToken, "--file", Path.Combine(folder, "raw.db") })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        await process.StandardOutput.ReadLineAsync(ct);

        var webhook = new Uri($"http://127.0.0.1:{port}/webhooks/twilio/{Guid.CreateVersion7()}");
        var figures = await Measure(process, new(IPAddress.Loopback, port), new TextRequests(webhook, AuthToken, senders, TextRequests.NewRun()), plan, ct);
        process.Kill();
        await process.WaitForExitAsync(ct);
        Built.Delete(folder, options);
        return figures;
    }

    private static async Task<Figures> Product(Arguments options, string program, LoadPlan plan, int senders, int? workers, CancellationToken ct)
    {
        var folder = Built.Folder(options);
        (string, string)[] settings = workers is { } count ? [("Jobs__Workers", $"{count}")] : [];
        Figures figures;
        TextRequests requests;
        await using (var server = await WebServer.Start(program, folder, 0, ct, settings))
        {
            requests = new TextRequests(await server.AddChannel(AuthToken, null, ct), AuthToken, senders, TextRequests.NewRun());
            figures = await Measure(server.Process, server.EndPoint, requests, plan, ct);
            if (options.Has("finish") && workers is null)
                await Stored.WaitUntilFinished(folder, ct);
        }

        using (var stored = new Stored(folder))
            figures = figures with { Faults = stored.Faults(requests, figures.Load.Acknowledged, figures.Load.Unanswered, finished: options.Has("finish") && workers is null) };
        Built.Delete(folder, options);
        return figures;
    }

    private static async Task<Figures> Measure(Process server, IPEndPoint endPoint, TextRequests requests, LoadPlan plan, CancellationToken ct)
    {
        var before = TimeSpan.Zero;
        var load = new Load(endPoint, requests, plan)
        {
            Warm = () =>
            {
                server.Refresh();
                before = server.TotalProcessorTime;
            },
        };
        var result = await load.Run(ct);
        server.Refresh();
        return new(result, server.TotalProcessorTime - before, server.WorkingSet64 >> 20, []);
    }

    private static void Print(string name, Figures figures, Figures? raw)
    {
        var load = figures.Load;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-12} {load.PerSecond,8:n0} acks/s  p50 {load.Percentile(0.5).TotalMilliseconds,6:n1}  p99 {load.Percentile(0.99).TotalMilliseconds,6:n1}  max {load.Percentile(1).TotalMilliseconds,6:n1} ms"
            + $"  server CPU {figures.Cpu.TotalMicroseconds / Math.Max(load.Latencies.Count, 1),5:n0} µs/ack  RSS {figures.ResidentMegabytes} MB")
            + (raw is null ? "" : string.Create(CultureInfo.InvariantCulture, $"  = {load.PerSecond / raw.Load.PerSecond:p0} of raw")));
        if (load.Percentile(1).TotalMilliseconds > MostMilliseconds)
            Console.WriteLine($"             {load.Latencies.Count(l => l > Stopwatch.Frequency / 1000 * MostMilliseconds)} over {MostMilliseconds} ms");
        foreach (var (answer, count) in load.Refused)
            Console.WriteLine($"REFUSED {count}: {answer}");
        if (load.Unanswered.Count > 0)
            Console.WriteLine($"UNANSWERED {load.Unanswered.Count}");
    }
}
