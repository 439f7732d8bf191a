using System.Net.Http.Json;

using Npgsql;

using PromoEngine.Bench;
using PromoEngine.Testing;

namespace PromoEngine.Web.Tests.Nodes;

/// <summary>
/// Several real processes of the built program on one PostgreSQL database, each with a data folder of its own; what they share is the database and the
/// secret around its keys.
/// </summary>
internal sealed class Cluster : IAsyncDisposable
{
    private const string Secret = "a-secret-of-the-tests-0123456789abcdef";
    public const string Number = "+15550100";

    private readonly string folder = Directory.CreateTempSubdirectory("promoengine-nodes-").FullName;
    private readonly string database;
    private readonly List<WebServer> nodes = [];

    private Cluster(string database, StubTwilio provider) => (this.database, Provider) = (database, provider);

    public StubTwilio Provider { get; }

    public IReadOnlyList<WebServer> Nodes => nodes;

    /// <summary>The nodes start at the same moment on an empty database.</summary>
    public static async Task<Cluster> Start(int count, TimeSpan lease, CancellationToken ct)
    {
        var cluster = new Cluster(await PostgresApp.NewDatabase(), await StubTwilio.Start());
        for (var i = 0; i < count; i++)
        {
            cluster.nodes.Add(WebServer.Launch(
                Path.Combine(AppContext.BaseDirectory, "PromoEngine.Web.dll"), Path.Combine(cluster.folder, $"node{i}"), 0,
                ("Database__Provider", "PostgreSql"), ("Database__ConnectionString", new NpgsqlConnectionStringBuilder(PostgresApp.ConnectionTo(cluster.database)) { Pooling = true, MaxPoolSize = 30 }.ToString()),
                ("Keys__Secret", Secret), ("Demo__Enabled", "false"), ("Jobs__Lease", lease.ToString())));
        }

        try
        {
            await Task.WhenAll(cluster.nodes.Select(node => node.Ready(ct)));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>A channel made on the first node; where each node would be called for it.</summary>
    public async Task<IReadOnlyList<Uri>> AddChannel(CancellationToken ct)
    {
        var first = await nodes[0].AddChannel(StubTwilio.Token, Provider.Address, ct);
        return [.. nodes.Select(node => new Uri(node.Address, first.PathAndQuery))];
    }

    /// <summary>A text as the provider delivers it: a node that does not answer is passed over, as a load balancer does.</summary>
    public static async Task Text(HttpClient http, IReadOnlyList<Uri> webhooks, int first, string from, string body, CancellationToken ct)
    {
        var sid = Shop.NewSid();
        for (var i = 0; ; i++)
        {
            try
            {
                using var answer = await http.SendAsync(StubWebhook.Request(webhooks[(first + i) % webhooks.Count], StubWebhook.Text(from, Number, body, sid)), ct);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (i < 2 * webhooks.Count)
            {
                // It is dead; the next one.
            }
        }
    }

    public static async Task Reply(WebServer node, Guid conversation, string text, CancellationToken ct)
    {
        using var answer = await node.Http.PostAsJsonAsync($"/api/conversations/{conversation}/messages", new { text }, ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(ct));
    }

    public async Task<List<T>> Rows<T>(string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var connection = new NpgsqlConnection(PostgresApp.ConnectionTo(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync();
        var all = new List<T>();
        while (await rows.ReadAsync())
            all.Add(read(rows));
        return all;
    }

    public async Task<long> Count(string sql) => (await Rows(sql, row => row.GetInt64(0))).Single();

    public async Task WaitUntil(string sql, long count, TimeSpan atMost, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(atMost);
        while (await Count(sql) != count)
        {
            if (patience.IsCancellationRequested)
                Assert.Fail($"After {atMost} there are {await Count(sql)}, not {count}: {sql}\n{string.Join("\n---\n", nodes.Select(node => node.Output))}");
            await Task.Delay(20, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(nodes.Select(node => node.DisposeAsync().AsTask()));
        await Provider.DisposeAsync();
        await PostgresApp.Drop(database);
        Directory.Delete(folder, recursive: true);
    }
}
