using System.Diagnostics;
using System.Globalization;

namespace PromoEngine.Bench;

/// <summary>How long a start takes on a migrated folder until the first answer and until it is ready, and what the server occupies when nobody asks anything.</summary>
internal static class Start
{
    private const double MostSeconds = 2;
    private const int MostMegabytes = 180;

    public static async Task<int> Run(Arguments options, CancellationToken ct)
    {
        var program = await Built.Web(options, ct);
        var folder = Built.Folder(options);
        var idle = TimeSpan.FromSeconds(options.Number("idle", 20));
        await using (await WebServer.Start(program, folder, 0, ct))
        {
            // It has made the schema and the demo's shop.
        }

        var (firsts, megabytes) = (new List<double>(), new List<long>());
        for (var run = 0; run < options.Number("runs", 3); run++)
        {
            var began = Stopwatch.GetTimestamp();
            await using var server = WebServer.Launch(program, folder);
            var first = await FirstAnswer(server, began, ct);
            await server.Ready(ct);
            var ready = Stopwatch.GetElapsedTime(began);
            await Task.Delay(idle, ct);
            server.Process.Refresh();
            firsts.Add(first.TotalSeconds);
            megabytes.Add(server.Process.WorkingSet64 >> 20);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first answer {first.TotalSeconds:n2} s, ready {ready.TotalSeconds:n2} s, {megabytes[^1]} MB resident after {idle.TotalSeconds:n0} s of nothing"));
        }

        Built.Delete(folder, options);
        firsts.Sort();
        megabytes.Sort();
        return firsts[firsts.Count / 2] <= MostSeconds && megabytes[megabytes.Count / 2] <= MostMegabytes ? 0 : 1;
    }

    private static async Task<TimeSpan> FirstAnswer(WebServer server, long began, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                using var answer = await server.Http.GetAsync("/api/session", ct);
                if (answer.IsSuccessStatusCode)
                    return Stopwatch.GetElapsedTime(began);
            }
            catch (HttpRequestException) when (!server.Process.HasExited)
            {
                // It does not listen yet.
            }

            await Task.Delay(10, ct);
        }
    }
}
