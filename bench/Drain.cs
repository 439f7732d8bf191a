using System.Diagnostics;
using System.Globalization;

namespace PromoEngine.Bench;

/// <summary>
/// How fast the workers empty a backlog of exactly so many order texts, from many senders and from few, to the last draft; with `--steady N`, how long a
/// text takes from its acknowledgement until it is read, at N texts a second.
/// </summary>
internal static class Drain
{
    public static async Task<int> Run(Arguments options, CancellationToken ct)
    {
        var program = await Built.Web(options, ct);
        if (options.Has("steady"))
            return await Steady(options, program, ct);

        var messages = options.Number("messages", options.Has("quick") ? 1000 : 20_000);
        var faults = new List<string>();
        foreach (var senders in (options.Optional("senders") ?? "5000,10").Split(','))
            faults.AddRange(await Backlog(options, program, messages, int.Parse(senders, CultureInfo.InvariantCulture), ct));
        faults.ForEach(fault => Console.WriteLine($"FAULT: {fault}"));
        return faults.Count == 0 ? 0 : 1;
    }

    private static async Task<List<string>> Backlog(Arguments options, string program, int messages, int senders, CancellationToken ct)
    {
        var folder = Built.Folder(options);
        var port = WebServer.FreePort();
        TextRequests requests;
        LoadResult load;
        await using (var server = await WebServer.Start(program, folder, port, ct, ("Jobs__Workers", "0")))
        {
            requests = new(await server.AddChannel(Ingest.AuthToken, null, ct), Ingest.AuthToken, senders, TextRequests.NewRun());
            load = await new Load(server.EndPoint, requests, new(32, TimeSpan.Zero, TimeSpan.FromMinutes(10)) { Messages = messages }).Run(ct);
        }

        // The demo shop's own first texts are drained with it; they are a handful.
        await using (var server = await WebServer.Start(program, folder, port, ct))
        {
            var (started, cpu) = (Stopwatch.GetTimestamp(), server.Process.TotalProcessorTime);
            await Stored.WaitUntilFinished(folder, ct);
            var took = Stopwatch.GetElapsedTime(started);
            server.Process.Refresh();
            using var stored = new Stored(folder);
            var drafts = stored.Count("SELECT COUNT(*) FROM extraction_drafts");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{messages:n0} messages of {senders:n0} senders: {took.TotalSeconds:n1} s to the last draft = {messages / took.TotalSeconds:n0} messages/s, {drafts:n0} drafts, "
                + $"server CPU {(server.Process.TotalProcessorTime - cpu).TotalMicroseconds / messages:n0} µs/message, RSS {server.Process.WorkingSet64 >> 20} MB"));
        }

        using (var stored = new Stored(folder))
        {
            var faults = stored.Faults(requests, load.Acknowledged, load.Unanswered, finished: true);
            if (load.Acknowledged.Count != messages)
                faults.Add($"{load.Acknowledged.Count} acknowledged instead of {messages}");
            Built.Delete(folder, options);
            return faults;
        }
    }

    private static async Task<int> Steady(Arguments options, string program, CancellationToken ct)
    {
        var (perSecond, seconds, senders) = (options.Number("steady", 100), options.Number("seconds", options.Has("quick") ? 10 : 60), options.Number("senders", 5000));
        var folder = Built.Folder(options);
        List<long> times;
        List<string> faults;
        await using (var server = await WebServer.Start(program, folder, 0, ct))
        {
            var requests = new TextRequests(await server.AddChannel(Ingest.AuthToken, null, ct), Ingest.AuthToken, senders, TextRequests.NewRun());
            using var watched = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var watch = new ReadWatch(folder, requests);
            var watching = Task.Factory.StartNew(() => watch.Run(watched.Token), ct, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
            var load = await new Load(server.EndPoint, requests, new(32, TimeSpan.Zero, TimeSpan.FromSeconds(seconds)) { PerSecond = perSecond }).Run(ct);
            await Stored.WaitUntilFinished(folder, ct);
            await Task.Delay(200, ct);
            await watched.CancelAsync();
            await watching;

            var read = load.Acknowledged.Zip(load.AcknowledgedAt).Where(ack => watch.ReadAt.ContainsKey(requests.SidOf(ack.First))).ToList();
            // A server that has just started compiles for a while; "steady" begins after that.
            var steadyFrom = load.AcknowledgedAt.Min() + (long)(options.Number("warmup", 10) * Stopwatch.Frequency);
            times = [.. read.Where(ack => ack.Second >= steadyFrom).Select(ack => watch.ReadAt[requests.SidOf(ack.First)] - ack.Second).Order()];
            using var stored = new Stored(folder);
            faults = stored.Faults(requests, load.Acknowledged, load.Unanswered, finished: true);
            if (read.Count != load.Acknowledged.Count)
                faults.Add($"{load.Acknowledged.Count - read.Count} texts were never seen as read");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{load.Acknowledged.Count:n0} texts at {load.PerSecond:n0}/s of {senders:n0} senders: from ack to read p50 {Seconds(times, 0.5):n2} s, p95 {Seconds(times, 0.95):n2} s, max {Seconds(times, 1):n2} s; ack p99 {load.Percentile(0.99).TotalMilliseconds:n1} ms"));
        }

        Built.Delete(folder, options);
        faults.ForEach(fault => Console.WriteLine($"FAULT: {fault}"));
        return faults.Count == 0 ? 0 : 1;
    }

    private static double Seconds(List<long> sorted, double part) => LoadResult.Percentile(sorted, part).TotalSeconds;
}
