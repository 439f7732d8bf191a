using System.Diagnostics;
using System.Globalization;

using Microsoft.Data.Sqlite;

namespace PromoEngine.Bench;

/// <summary>
/// One shop has a backlog of thousands of texts; a second shop on the same server gets one now and then. How long each of those takes from its
/// acknowledgement until it is read, beside the same without any backlog. A text is read when its customer has been quiet for a second.
/// </summary>
internal static class Fairness
{
    private const int Texts = 15;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(2);

    public static async Task<int> Run(Arguments options, CancellationToken ct)
    {
        var program = await Built.Web(options, ct);
        var folder = Built.Folder(options);
        var port = WebServer.FreePort();
        var backlog = options.Number("messages", options.Has("quick") ? 2000 : 10_000);
        Uri webhook;
        await using (var server = await WebServer.Start(program, folder, port, ct, ("Jobs__Workers", "0")))
        {
            webhook = await server.AddChannel(Ingest.AuthToken, null, ct);
            var flood = new TextRequests(webhook, Ingest.AuthToken, 5000, TextRequests.NewRun());
            await new Load(server.EndPoint, flood, new(32, TimeSpan.Zero, TimeSpan.FromMinutes(10)) { Messages = backlog }).Run(ct);
        }

        var second = OpenSecondShop(folder, webhook);
        List<double> crowded, alone;
        long left;
        await using (var server = await WebServer.Start(program, folder, port, ct))
        {
            crowded = await Measure(server, folder, second, 0, ct);
            using (var stored = new Stored(folder))
                left = stored.Unfinished;
            await Stored.WaitUntilFinished(folder, ct);
            alone = await Measure(server, folder, second, Texts, ct);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"behind another shop's backlog of {backlog:n0} ({left:n0} jobs of it left at the end): a text is read after p50 {Median(crowded):n2} s, max {crowded[^1]:n2} s"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"without it: p50 {Median(alone):n2} s, max {alone[^1]:n2} s"));
        Built.Delete(folder, options);
        List<string> faults = [];
        if (crowded[^1] > Allowed.TotalSeconds)
            faults.Add($"a text waited {crowded[^1]:n2} s for another shop's backlog");
        if (left == 0)
            faults.Add("the backlog was gone before the last text: nothing was measured; take more --messages");
        faults.ForEach(fault => Console.WriteLine($"FAULT: {fault}"));
        return faults.Count == 0 ? 0 : 1;
    }

    /// <summary>Seconds from the acknowledgement to the end of the last job, sorted; each text of another customer.</summary>
    private static async Task<List<double>> Measure(WebServer server, string folder, (string Workspace, Uri Webhook) shop, int first, CancellationToken ct)
    {
        var requests = new TextRequests(shop.Webhook, Ingest.AuthToken, 5000, TextRequests.NewRun());
        using var stored = new Stored(folder);
        var waiting = $"SELECT COUNT(*) FROM jobs WHERE workspace_id = '{shop.Workspace}' AND state = 'Waiting' AND kind IN ('normalise', 'read')";
        var times = new List<double>();
        for (var i = 0; i < Texts; i++)
        {
            var load = await new Load(server.EndPoint, requests, new(1, TimeSpan.Zero, TimeSpan.FromMinutes(1)) { Messages = 1, FirstNumber = first + i }).Run(ct);
            while (stored.Count(waiting) > 0)
                await Task.Delay(5, ct);
            times.Add(Stopwatch.GetElapsedTime(load.AcknowledgedAt[0]).TotalSeconds);
            await Task.Delay(Between, ct);
        }

        times.Sort();
        return times;
    }

    /// <summary>While no server runs: the rows that make a shop are copied, with its channel, under another workspace.</summary>
    private static (string Workspace, Uri Webhook) OpenSecondShop(string folder, Uri webhook)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "promoengine.db")};Pooling=False");
        connection.Open();
        var (channel, workspace, second) = (webhook.Segments[^1].ToUpperInvariant(), NewId(), NewId());
        var first = (string)Scalar(connection, $"SELECT workspace_id FROM inbox_channels WHERE id = '{channel}'");
        Copy(connection, "workspaces", $"id = '{first}'", new() { ["id"] = $"'{workspace}'" });
        Copy(connection, "number_sequences", $"workspace_id = '{first}'", new() { ["id"] = "upper(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(6)))", ["workspace_id"] = $"'{workspace}'" });
        Copy(connection, "inbox_channels", $"id = '{channel}'", new() { ["id"] = $"'{second}'", ["workspace_id"] = $"'{workspace}'" });
        return (workspace, new(webhook, second.ToLowerInvariant()));
    }

    private static void Copy(SqliteConnection connection, string table, string where, Dictionary<string, string> changed)
    {
        using var columns = connection.CreateCommand();
        columns.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
        var names = new List<string>();
        using (var rows = columns.ExecuteReader())
        {
            while (rows.Read())
                names.Add(rows.GetString(0));
        }

        using var copy = connection.CreateCommand();
#pragma warning disable CA2100 // names of the schema and ids made here
        copy.CommandText = $"INSERT INTO {table} ({string.Join(", ", names)}) SELECT {string.Join(", ", names.Select(name => changed.GetValueOrDefault(name, name)))} FROM {table} WHERE {where}";
#pragma warning restore CA2100
        copy.ExecuteNonQuery();
    }

    private static object Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar()!;
    }

    private static string NewId() => Guid.CreateVersion7().ToString().ToUpperInvariant();

    private static double Median(List<double> sorted) => sorted[sorted.Count / 2];
}
