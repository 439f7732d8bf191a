using System.Data.Common;

using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Live;

/// <summary>
/// Gives committed live events their numbers, one workspace after the other, and pushes them. Numbering after the commit is what makes the
/// numbers gap-free: a writer that took a number and committed late would be overtaken and never seen. The counter's row is its lease: on
/// PostgreSQL a second node waits for it and then finds nothing left.
/// </summary>
internal sealed class Sequencer(IServiceScopeFactory scopes, CommitSignals signals, Startup startup, IHubContext<LiveHub> hub, TimeProvider clock, ILogger<Sequencer> log)
    : BackgroundService
{
    /// <summary>The kind of number under which a workspace counts its events.</summary>
    public const string Counter = "live";

    private const int Batch = 500;
    private static readonly TimeSpan AfterCrash = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await startup.Finished.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await NumberAll(stoppingToken);
                await signals.Events(AfterCrash, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Live events could not be numbered; they wait in the database");
                await Task.Delay(AfterCrash, clock, stoppingToken);
            }
        }
    }

    /// <summary>Numbers and pushes everything that is committed.</summary>
    public async Task NumberAll(CancellationToken ct)
    {
        foreach (var workspace in await WorkspacesWithNews(ct))
        {
            List<NumberedEvent> numbered;
            do
            {
                numbered = await Number(workspace, ct);
                foreach (var change in numbered)
                    await hub.Clients.Group(LiveHub.GroupOf(workspace)).SendAsync("changed", change, ct);
            }
            while (numbered.Count == Batch);
        }
    }

    private async Task<List<Guid>> WorkspacesWithNews(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        return await db.LiveEvents.IgnoreQueryFilters().Where(e => e.Seq == null).Select(e => EF.Property<Guid>(e, AppDb.WorkspaceId)).Distinct().OrderBy(id => id).Take(1000).ToListAsync(ct);
    }

    private async Task<List<NumberedEvent>> Number(Guid workspace, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWorkspace>().Enter(workspace, "sequencer");
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        return await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Run(db, async () =>
        {
            // The update comes first and takes the row's lock; only then are the rows looked at.
            await db.NumberSequences.Where(n => n.Kind == Counter).ExecuteUpdateAsync(set => set.SetProperty(n => n.Next, n => n.Next), ct);
            var next = await db.NumberSequences.AsNoTracking().Where(n => n.Kind == Counter).Select(n => n.Next).SingleAsync(ct);
            var numbered = await Number(db.Sql, workspace, next, ct);
            await db.NumberSequences.Where(n => n.Kind == Counter).ExecuteUpdateAsync(set => set.SetProperty(n => n.Next, n => n.Next + numbered.Count), ct);
            return numbered;
        });
    }

    /// <summary>One statement, one snapshot: rows that commit while it runs are for the next time. The same text runs on every database.</summary>
    private static async Task<List<NumberedEvent>> Number(DbTransaction unit, Guid workspace, long next, CancellationToken ct)
    {
        await using var command = unit.Connection!.CreateCommand();
        command.Transaction = unit;
        command.CommandText = """
            WITH picked AS (SELECT id, row_number() OVER (ORDER BY id) AS place FROM live_events WHERE workspace_id = @workspace AND seq IS NULL ORDER BY id LIMIT 500)
            UPDATE live_events SET seq = @next + picked.place - 1 FROM picked WHERE live_events.id = picked.id
            RETURNING live_events.seq, live_events.topic, live_events.entity_id
            """;
        Add(command, "@workspace", workspace);
        Add(command, "@next", next);
        var numbered = new List<NumberedEvent>();
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            numbered.Add(new(rows.GetInt64(0), rows.GetString(1), rows.GetGuid(2)));
        return [.. numbered.OrderBy(e => e.Seq)];
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}

/// <summary>What clients are told: this entity of this topic changed; fetch it if you show it.</summary>
internal sealed record NumberedEvent(long Seq, string Topic, Guid Id);
