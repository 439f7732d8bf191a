using System.Globalization;

namespace PromoEngine.Bench;

/// <summary>What the server occupies after so many messages, all of them normalised and read.</summary>
internal static class Memory
{
    private const int MostMegabytes = 300;

    public static async Task<int> Run(Arguments options, CancellationToken ct)
    {
        var program = await Built.Web(options, ct);
        var messages = options.Number("messages", 10_000);
        var folder = Built.Folder(options);
        long resident;
        await using (var server = await WebServer.Start(program, folder, 0, ct))
        {
            Print("started", server);
            var requests = new TextRequests(await server.AddChannel(Ingest.AuthToken, null, ct), Ingest.AuthToken, options.Number("senders", 5000), TextRequests.NewRun());
            await new Load(server.EndPoint, requests, new(32, TimeSpan.Zero, TimeSpan.FromMinutes(10)) { Messages = messages }).Run(ct);
            Print($"{messages:n0} acknowledged", server);
            await Stored.WaitUntilFinished(folder, ct);
            resident = Print("all read", server);
        }

        Built.Delete(folder, options);
        return resident < MostMegabytes ? 0 : 1;
    }

    /// <summary>As Linux counts it: resident now, the most there ever was, and of what is resident now the part that is no file.</summary>
    private static long Print(string when, WebServer server)
    {
        var status = File.ReadLines($"/proc/{server.Process.Id}/status").Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim());
        long Megabytes(string name) => long.Parse(status[name].Split(' ')[0], CultureInfo.InvariantCulture) >> 10;
        Console.WriteLine($"{when,-20} resident {Megabytes("VmRSS")} MB, most so far {Megabytes("VmHWM")} MB, of it not files {Megabytes("RssAnon")} MB");
        return Megabytes("VmRSS");
    }
}
