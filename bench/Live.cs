using System.Data.Common;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using PromoEngine.Testing;

namespace PromoEngine.Bench;

/// <summary>
/// Open screens while texts come in: the time from the write of a live event (its commit is a little later) until a screen has it, over all screens of all shops, and whether any
/// screen missed one. `--idle 10000`: what that many screens occupy when nothing happens.
/// </summary>
internal static class Live
{
    private const int MostMegabytes = 600;
    private static readonly TimeSpan Most = TimeSpan.FromMilliseconds(50);

    private sealed record Group(Guid Workspace, string Token, List<LiveClient> Clients)
    {
        public Uri? Webhook { get; set; }
    }

    public static async Task<int> Run(Arguments options, CancellationToken ct)
    {
        var program = await Built.Web(options, ct);
        await using var database = await BenchDatabase.Make(options, ct);
        (string, string)[] settings = [.. database.Settings, ("Demo__Enabled", "false")];
        await using (await WebServer.Start(program, database.Folder, 0, ct, settings))
        {
            // It has made the schema and the administrator.
        }

        var clients = options.Number("clients", 1000);
        var groups = await Groups(database, Math.Max(1, clients / options.Number("group", 5)), ct);
        // The start gives the new shops their roles.
        await using var server = await WebServer.Start(program, database.Folder, 0, ct, settings);
        return options.Number("idle", 0) is > 0 and var idle ? await Idle(server, groups[0].Token, idle, ct) : await Busy(server, database, groups, clients, options, ct);
    }

    private static async Task<int> Idle(WebServer server, string token, int clients, CancellationToken ct)
    {
        var open = new List<LiveClient>();
        foreach (var batch in Enumerable.Range(0, clients).Chunk(50))
        {
            var some = batch.Select(_ => new LiveClient(token)).ToList();
            await Task.WhenAll(some.Select(client => client.Open(server.Address, ct)));
            open.AddRange(some);
        }

        await Task.Delay(TimeSpan.FromSeconds(10), ct);
        server.Process.Refresh();
        var megabytes = server.Process.WorkingSet64 >> 20;
        Console.WriteLine($"{clients:n0} idle screens: {megabytes} MB resident");
        open.ForEach(client => client.Dispose());
        return megabytes <= MostMegabytes ? 0 : 1;
    }

    private static async Task<int> Busy(WebServer server, BenchDatabase database, List<Group> groups, int clients, Arguments options, CancellationToken ct)
    {
        foreach (var group in groups)
            group.Webhook = await Channel(server, group, ct);
        for (var i = 0; i < clients; i++)
            groups[i % groups.Count].Clients.Add(new(groups[i % groups.Count].Token));
        var all = groups.SelectMany(g => g.Clients).ToList();
        foreach (var batch in all.Chunk(50))
            await Task.WhenAll(batch.Select(client => client.Open(server.Address, ct)));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var listening = all.Select(client => client.Listen(over.Token)).Append(KeepAlive(all, over.Token)).ToList();
        await Task.Delay(2000, ct);

        var began = TimeProvider.System.GetUtcNow().UtcDateTime;
        var (sent, refused) = await Texts(groups, options.Number("rate", database.Name == "SQLite" ? 300 : 1000), TimeSpan.FromSeconds(options.Number("seconds", 30)), ct);
        await Task.Delay(3000, ct);
        // The shops go on reading for a while; what they write from here on may come after the screens have hung up.
        var ended = TimeProvider.System.GetUtcNow().UtcDateTime;
        await Task.Delay(2000, ct);
        await over.CancelAsync();
        await Task.WhenAll(listening);
        var (latencies, missed) = await Compare(database, groups, began, ended, ct);
        latencies.Sort();
        var p99 = latencies.Count == 0 ? TimeSpan.MaxValue : latencies[Math.Max((int)(latencies.Count * 0.99) - 1, 0)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{database.Name}: {sent} texts, {clients} screens of {groups.Count} shops, {latencies.Count} pushes: p50 {latencies[latencies.Count / 2].TotalMilliseconds:n1}  p99 {p99.TotalMilliseconds:n1}  max {latencies[^1].TotalMilliseconds:n1} ms, {missed} missed, {refused} refused"));
        all.ForEach(client => client.Dispose());
        return p99 <= Most && missed == 0 && refused == 0 ? 0 : 1;
    }

    /// <summary>Shops of their own, all of the first administrator, each with a token.</summary>
    private static async Task<List<Group>> Groups(BenchDatabase database, int count, CancellationToken ct)
    {
        var first = await database.Ask<Guid>("SELECT id FROM workspaces", ct);
        var admin = await database.Ask<Guid>("SELECT user_id FROM api_tokens", ct);
        await using var connection = database.Open();
        await using var unit = await connection.BeginTransactionAsync(ct);
        var (groups, now) = (new List<Group>(), TimeProvider.System.GetUtcNow().UtcDateTime);
        for (var i = 0; i < count; i++)
        {
            var group = new Group(Guid.CreateVersion7(), $"bench-live-token-{Guid.CreateVersion7():n}", []);
            (string, object)[] values = [("w", group.Workspace), ("first", first), ("user", admin), ("now", now), ("name", $"Shop {i}"), ("token", Guid.CreateVersion7()),
                ("hash", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(group.Token))))];
            await Execute(unit, "INSERT INTO workspaces (id, name, currency, time_zone, is_demo, created_at) SELECT @w, @name, currency, time_zone, is_demo, @now FROM workspaces WHERE id = @first", values, ct);
            await Execute(unit, "INSERT INTO memberships (user_id, workspace_id, role, status) VALUES (@user, @w, 'Admin', 'Active')", values, ct);
            await Execute(unit, "INSERT INTO api_tokens (id, user_id, workspace_id, name, hash, created_at) VALUES (@token, @user, @w, 'bench', @hash, @now)", values, ct);
            foreach (var kind in new[] { "quote", "order", "live", "audit" })
                await Execute(unit, "INSERT INTO number_sequences (id, workspace_id, kind, format, next) SELECT @id, @w, kind, format, 1 FROM number_sequences WHERE workspace_id = @first AND kind = @kind",
                    [.. values, ("id", Guid.CreateVersion7()), ("kind", kind)], ct);
            groups.Add(group);
        }

        await unit.CommitAsync(ct);
        return groups;
    }

    private static async Task<Uri> Channel(WebServer server, Group group, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/channels") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", group.Token) } };
        var settings = new { accountSid = "AC00000000000000000000000000000001", authToken = Ingest.AuthToken };
        request.Content = JsonContent.Create(new { kind = "sms", provider = "twilio", name = "Bench", address = "+15550100", settings });
        using var answer = await server.Http.SendAsync(request, ct);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
        return answer.IsSuccessStatusCode ? new(server.Address, $"/webhooks/twilio/{body.GetProperty("id").GetString()}") : throw new InvalidOperationException($"The channel was refused: {body}");
    }

    /// <summary>SignalR gives up a client that says nothing for half a minute.</summary>
    private static async Task KeepAlive(List<LiveClient> clients, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(10), ct);
                foreach (var client in clients)
                    await client.Live(ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private static async Task<(int Sent, int Refused)> Texts(List<Group> groups, int perSecond, TimeSpan time, CancellationToken ct)
    {
        using var http = new HttpClient();
        var (calls, number, refused, clock) = (new List<Task>(), 0, 0, System.Diagnostics.Stopwatch.StartNew());
        while (clock.Elapsed < time)
        {
            for (; number < clock.Elapsed.TotalSeconds * perSecond; number++)
                calls.Add(Text(groups[number % groups.Count].Webhook!, number));
            await Task.Delay(5, ct);
        }

        await Task.WhenAll(calls);
        return (number, refused);

        async Task Text(Uri webhook, int n)
        {
            using var call = StubWebhook.Request(webhook, StubWebhook.Text($"+1312555{n % 9000 + 1000}", "+15550100", OrderTexts.Of(n), $"SM{Guid.CreateVersion7():n}"), Ingest.AuthToken);
            using var answer = await http.SendAsync(call, ct);
            if (!answer.IsSuccessStatusCode)
                Interlocked.Increment(ref refused);
        }
    }

    private static async Task<(List<TimeSpan> Latencies, int Missed)> Compare(BenchDatabase database, List<Group> groups, DateTime began, DateTime ended, CancellationToken ct)
    {
        var (latencies, missed) = (new List<TimeSpan>(), 0);
        await using var connection = database.Open();
        foreach (var group in groups)
        {
            await using var query = Command(connection, "SELECT seq, at FROM live_events WHERE workspace_id = @w AND seq IS NOT NULL AND at >= @began AND at < @ended", [("w", group.Workspace), ("began", began), ("ended", ended)]);
            await using var rows = await query.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
            {
                var at = DateTime.SpecifyKind(rows.GetDateTime(1), DateTimeKind.Utc);
                foreach (var client in group.Clients)
                {
                    if (client.Came.TryGetValue(rows.GetInt64(0), out var came))
                        latencies.Add(came - at);
                    else
                        missed++;
                }
            }
        }

        return (latencies, missed);
    }

    private static async Task Execute(DbTransaction unit, string sql, (string Name, object Value)[] values, CancellationToken ct)
    {
        await using var command = Command(unit.Connection!, sql, [.. values.Where(v => sql.Contains($"@{v.Name}", StringComparison.Ordinal))]);
        command.Transaction = unit;
        await command.ExecuteNonQueryAsync(ct);
    }

    private static DbCommand Command(DbConnection connection, string sql, (string Name, object Value)[] values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of the bench
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@" + name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
