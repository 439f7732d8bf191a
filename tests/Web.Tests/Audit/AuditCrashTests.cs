using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;

using Microsoft.Data.Sqlite;

using Npgsql;

using PromoEngine.Bench;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Tests.Audit;

/// <summary>
/// The real process is killed in the middle of many changing requests, again and again. What was acknowledged has its audit row; the audit, told from its
/// first row to its last, says exactly what the tables say; and the chain holds.
/// </summary>
public abstract class AuditCrashTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const int Rounds = 3;
    private const int Workers = 8;
    private const int Most = 200;

    private readonly ConcurrentQueue<(string Action, Guid Id, string? Name)> acknowledged = [];
    private readonly string folder = Directory.CreateTempSubdirectory("promoengine-audit-crash-").FullName;

    // The module's initialiser answers for SQLite's assemblies.
    static AuditCrashTests() => RuntimeHelpers.RunModuleConstructor(typeof(AppDb).Module.ModuleHandle);

    private static string Program => Path.Combine(AppContext.BaseDirectory, "PromoEngine.Web.dll");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_change_has_its_audit_row_and_every_audit_row_its_change_though_the_process_is_killed()
    {
        var settings = await Settings();
        var seed = Random.Shared.Next(1_000_000);
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            await using var server = await WebServer.Start(Program, folder, 0, Ct, settings);
            var working = Enumerable.Range(0, Workers).Select(worker => Work(server.Http, $"{round}.{worker}")).ToList();
            await Task.Delay(random.Next(400, 1500), Ct);
            await server.Kill();
            await Task.WhenAll(working);
        }

        await using (await WebServer.Start(Program, folder, 0, Ct, settings))
            await UntilChained();

        var (told, actions) = Told(await Rows("SELECT action, entity_id, after FROM audit_rows WHERE entity = 'team' ORDER BY id", row => (row.GetString(0), IdOf(row.GetValue(1)), row.IsDBNull(2) ? null : row.GetString(2))));
        var stored = (await Rows("SELECT id, name FROM teams", row => (Id: IdOf(row.GetValue(0)), Name: row.GetString(1)))).ToDictionary(t => t.Id, t => t.Name);
        output.WriteLine($"seed {seed}: {acknowledged.Count} changes acknowledged, {actions.Count} in the audit, {stored.Count} teams left");
        Assert.True(acknowledged.Count > 50, $"Only {acknowledged.Count} changes were made; nothing is proven.");
        Assert.Empty(acknowledged.Except(actions));
        Assert.Equal(stored.OrderBy(t => t.Key), told.OrderBy(t => t.Key));
        Assert.Equal((0, "The audit holds"), await Verify(settings));
    }

    public async ValueTask DisposeAsync()
    {
        await CleanUp();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string Folder => folder;

    protected abstract Task<(string, string)[]> Settings();

    protected abstract DbConnection Open();

    protected virtual Task CleanUp() => Task.CompletedTask;

    /// <summary>Adds, renames and deletes teams until the server is gone.</summary>
    private async Task Work(HttpClient http, string worker)
    {
        try
        {
            for (var i = 0; i < Most; i++)
            {
                using var added = await http.PostAsJsonAsync("/api/teams", new { name = $"{worker}.{i}" }, Ct);
                if (!added.IsSuccessStatusCode)
                    throw new InvalidOperationException(await added.Content.ReadAsStringAsync(Ct));
                var team = await added.Content.ReadFromJsonAsync<JsonElement>(Ct);
                var id = team.GetProperty("id").GetGuid();
                acknowledged.Enqueue(("team.added", id, $"{worker}.{i}"));

                using var renamed = await http.PutAsJsonAsync($"/api/teams/{id}", new { name = $"{worker}.{i} again", version = team.GetProperty("version").GetInt32() }, Ct);
                if (renamed.IsSuccessStatusCode)
                    acknowledged.Enqueue(("team.changed", id, $"{worker}.{i} again"));

                // A workspace has at most two hundred; some stay.
                if (i < 4)
                    continue;
                using var deleted = await http.DeleteAsync(new Uri($"/api/teams/{id}", UriKind.Relative), Ct);
                if (deleted.IsSuccessStatusCode)
                    acknowledged.Enqueue(("team.deleted", id, null));
            }
        }
        catch (HttpRequestException)
        {
            // Killed.
        }
    }

    /// <summary>What the audit says happened, and how things are by its telling.</summary>
    private static (Dictionary<Guid, string> Now, HashSet<(string, Guid, string?)> Actions) Told(List<(string Action, Guid Id, string? After)> rows)
    {
        var now = new Dictionary<Guid, string>();
        var actions = new HashSet<(string, Guid, string?)>();
        foreach (var (action, id, after) in rows)
        {
            var name = after is null ? null : JsonDocument.Parse(after).RootElement.EnumerateObject().Single(p => p.Name.Equals("name", StringComparison.OrdinalIgnoreCase)).Value.GetString();
            actions.Add((action, id, name));
            if (name is null)
                now.Remove(id);
            else
                now[id] = name;
        }

        return (now, actions);
    }

    private async Task UntilChained()
    {
        var patience = Stopwatch.StartNew();
        while ((await Rows("SELECT COUNT(*) FROM audit_rows WHERE seq IS NULL", row => row.GetInt64(0))).Single() > 0)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(30), "Audit rows were still not chained after half a minute.");
            await Task.Delay(50, Ct);
        }
    }

    private async Task<(int Code, string Words)> Verify((string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Program, "audit", "verify"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DataFolder"] = folder;
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync(Ct);
        var wrong = process.StandardError.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        var words = await said + await wrong;
        output.WriteLine(words);
        return (process.ExitCode, words.Contains("The audit holds", StringComparison.Ordinal) ? "The audit holds" : words);
    }

    private async Task<List<T>> Rows<T>(string sql, Func<DbDataReader, T> read)
    {
        await using var connection = Open();
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var rows = await command.ExecuteReaderAsync(Ct);
        var all = new List<T>();
        while (await rows.ReadAsync(Ct))
            all.Add(read(rows));
        return all;
    }

    private static Guid IdOf(object stored) => stored is Guid id ? id : Guid.Parse((string)stored, CultureInfo.InvariantCulture);
}

public sealed class AuditCrashOnSqlite(ITestOutputHelper output) : AuditCrashTests(output)
{
    protected override Task<(string, string)[]> Settings() => Task.FromResult<(string, string)[]>([("Demo__Enabled", "false")]);

    protected override DbConnection Open() => new SqliteConnection($"Data Source={Path.Combine(Folder, "promoengine.db")};Mode=ReadOnly;Pooling=False");
}

[Collection(PostgresApp.Collection)]
public sealed class AuditCrashOnPostgres : AuditCrashTests
{
    private string? database;

    public AuditCrashOnPostgres(PostgresApp app, ITestOutputHelper output)
        : base(output) => app.Need();

    protected override async Task<(string, string)[]> Settings()
    {
        database = await PostgresApp.NewDatabase();
        var connection = new NpgsqlConnectionStringBuilder(PostgresApp.ConnectionTo(database)) { Pooling = true, MaxPoolSize = 30 }.ToString();
        return [("Demo__Enabled", "false"), ("Database__Provider", "PostgreSql"), ("Database__ConnectionString", connection), ("Keys__Secret", "a-secret-of-the-tests-0123456789abcdef")];
    }

    protected override DbConnection Open() => new NpgsqlConnection(PostgresApp.ConnectionTo(database!));

    protected override Task CleanUp() => database is null ? Task.CompletedTask : PostgresApp.Drop(database);
}
