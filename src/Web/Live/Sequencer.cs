using System.Data.Common;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Live;

/// <summary>
/// Gives committed live events their numbers and has them pushed. Numbering after the commit is what makes the numbers gap-free: a writer that took a number
/// and committed late would be overtaken and never seen. One transaction numbers what has gathered of all workspaces, so that a hundred busy shops cost one
/// commit and not a hundred; the nodes take turns at it.
/// </summary>
internal sealed class Sequencer(IServiceScopeFactory scopes, CommitSignals signals, Startup startup, LivePush push, TimeProvider clock, ILogger<Sequencer> log)
    : BackgroundService
{
    /// <summary>The kind of number under which a workspace counts its events.</summary>
    public const string Counter = "live";

    private const int Batch = 1000;
    private static readonly TimeSpan AfterCrash = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await startup.Finished.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Nobody called: a node that died after its commit may have left some.
                if (await signals.Events(AfterCrash, stoppingToken) || await AnyLeft(stoppingToken))
                    await NumberAll(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Live events could not be numbered; they wait in the database");
                await Task.Delay(AfterCrash, clock, stoppingToken);
            }
        }
    }

    /// <summary>Numbers everything that is committed, and has it pushed.</summary>
    public async Task NumberAll(CancellationToken ct)
    {
        int count;
        do
        {
            var numbered = await NumberSome(ct);
            count = numbered.Sum(shop => shop.Value.Count);
            foreach (var (workspace, events) in numbered)
                push.Publish(workspace, events);
            if (count > 0)
                signals.Numbered(numbered.Keys);
        }
        while (count == Batch);
    }

    private async Task<bool> AnyLeft(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AppDb>().LiveEvents.IgnoreQueryFilters().AnyAsync(e => e.Seq == null, ct);
    }

    private async Task<Dictionary<Guid, List<NumberedEvent>>> NumberSome(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        return await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Run(db, async () =>
        {
            // It comes before the statement that looks at the rows, so that a node that waited sees what the other one has numbered; and it is one lock, so
            // that two nodes cannot hold a part each.
            await db.Dialect.Lock(db.Sql, Counter, ct);
            var numbered = await Number(db, ct);
            foreach (var (workspace, events) in numbered)
                await MoveOn(db.Sql, workspace, events.Count, ct);
            return numbered;
        });
    }

    private static async Task<Dictionary<Guid, List<NumberedEvent>>> Number(AppDb db, CancellationToken ct)
    {
        await using var command = db.Sql.Command(db.Dialect.NumberEvents, ("@batch", Batch), ("@counter", Counter));
        var numbered = new Dictionary<Guid, List<NumberedEvent>>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var workspace = rows.GetGuid(0);
            if (!numbered.TryGetValue(workspace, out var events))
                numbered[workspace] = events = [];
            events.Add(new(rows.GetInt64(1), rows.GetString(2), rows.GetGuid(3)));
        }

        foreach (var events in numbered.Values)
            events.Sort((a, b) => a.Seq.CompareTo(b.Seq));
        return numbered;
    }

    private static async Task MoveOn(DbTransaction unit, Guid workspace, int count, CancellationToken ct)
    {
        await using var command = unit.Command("UPDATE number_sequences SET next = next + @count WHERE workspace_id = @workspace AND kind = @counter",
            ("@count", count), ("@workspace", workspace), ("@counter", Counter));
        await command.ExecuteNonQueryAsync(ct);
    }
}
