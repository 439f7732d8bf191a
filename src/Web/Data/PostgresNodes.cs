using System.Collections.Concurrent;
using System.Data;

using Npgsql;

using PromoEngine.Web.Live;

namespace PromoEngine.Web.Data;

/// <summary>
/// How the nodes on one PostgreSQL wake each other: LISTEN and NOTIFY on one channel. "There are jobs" wakes the workers of the others; "numbered" and the
/// workspaces makes them push to their own sockets. It is only the fast way: without it workers look every quarter of a second and sockets every second.
/// <para>
/// The word goes out right after the commit, on a connection of its own that collects what has gathered meanwhile. A NOTIFY inside the transaction would hold
/// a lock of the whole database while it commits, and commits would no longer share their flush to the disk.
/// </para>
/// </summary>
internal sealed class PostgresNodes(NpgsqlDataSource source, CommitSignals signals, LivePush push, Startup startup, TimeProvider clock, ILogger<PostgresNodes> log)
    : BackgroundService
{
    private const string Channel = "promoengine";
    private const int MostWorkspaces = 150; // a payload has at most 8,000 bytes
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private readonly string self = Guid.CreateVersion7().ToString("N");
    private readonly ConcurrentDictionary<Guid, bool> numbered = [];
    private readonly SemaphoreSlim something = new(0, 1);
    private int jobsWritten;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await startup.Finished.WaitAsync(stoppingToken);
        signals.JobsWritten += () =>
        {
            if (Interlocked.Exchange(ref jobsWritten, 1) == 0)
                Wake();
        };
        signals.EventsNumbered += workspaces =>
        {
            foreach (var workspace in workspaces)
                numbered[workspace] = true;
            Wake();
        };
        await Task.WhenAll(Again("listen to", Listen, stoppingToken), Again("tell", Tell, stoppingToken));
    }

    public override void Dispose()
    {
        something.Dispose();
        base.Dispose();
    }

    private void Wake()
    {
        try
        {
            if (something.CurrentCount == 0)
                something.Release();
        }
        catch (SemaphoreFullException)
        {
            // Someone else woke it in between.
        }
    }

    private async Task Again(string what, Func<CancellationToken, Task> work, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await work(ct);
            }
            catch (Exception e) when (e is NpgsqlException or IOException or InvalidOperationException or TimeoutException)
            {
                log.LogWarning("The connection to {What} the other nodes was lost ({Error}); until it is back they are looked after every second", what, e.GetType().Name);
                await Task.Delay(Pause, clock, ct);
            }
        }
    }

    private async Task Listen(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        connection.Notification += (_, told) => Hear(told.Payload);
        await Run(connection, $"LISTEN {Channel}", ct);
        try
        {
            // Whatever was said while nobody listened.
            signals.WakeWorkers();
            await push.CatchUp(ct);
            while (!ct.IsCancellationRequested)
            {
                // A connection that has died silently shows only when it is used.
                if (!await connection.WaitAsync(Silence, ct))
                    await Run(connection, "SELECT 1", ct);
            }
        }
        finally
        {
            // The pool takes the connection as it is.
            if (connection.State == ConnectionState.Open)
                await Run(connection, "UNLISTEN *", CancellationToken.None);
        }
    }

    private void Hear(string payload)
    {
        var parts = payload.Split(' ');
        if (parts[0] == self)
            return;
        if (parts[1] == "jobs")
            signals.WakeWorkers();
        foreach (var workspace in parts.Skip(2))
            push.Behind(Guid.Parse(workspace));
    }

    private async Task Tell(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        // Nothing is lost with such a word, so nobody waits for a disk. The setting holds for the statement's own transaction.
        await using var notify = new NpgsqlCommand($"SELECT set_config('synchronous_commit', 'off', true), pg_notify('{Channel}', @payload)", connection);
        var payload = notify.Parameters.Add(new("payload", NpgsqlTypes.NpgsqlDbType.Text));
        while (true)
        {
            await something.WaitAsync(ct);
            do
            {
                var workspaces = numbered.Keys.Take(MostWorkspaces).ToList();
                workspaces.ForEach(workspace => numbered.TryRemove(workspace, out _));
                payload.Value = string.Join(' ', [self, Interlocked.Exchange(ref jobsWritten, 0) == 1 ? "jobs" : "-", .. workspaces.Select(w => w.ToString("N"))]);
                await notify.ExecuteNonQueryAsync(ct);
            }
            while (!numbered.IsEmpty);
        }
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
