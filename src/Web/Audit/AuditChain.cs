using System.Data.Common;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Audit;

/// <summary>
/// Gives committed audit rows their number and links each to the one before, workspace by workspace. Hashes are computed outside the unit, which only
/// writes them down: the counter tells whether another node was faster. Beside the live events' sequencer and not in it: nobody waits for a hash.
/// </summary>
internal sealed class AuditChain(IServiceScopeFactory scopes, Startup startup, AuditAnchors anchors, TimeProvider clock, ILogger<AuditChain> log) : BackgroundService
{
    /// <summary>The kind of number under which a workspace counts its audit rows.</summary>
    public const string Counter = "audit";

    private const int Batch = 500;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    private sealed record Link(long Id, long Seq, byte[] Previous, byte[] Hash);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await startup.Finished.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ChainAll(stoppingToken);
                await anchors.WriteDaily(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Audit rows could not be chained; they wait in the database");
            }

            await Task.Delay(Beat, clock, stoppingToken);
        }
    }

    /// <summary>Chains everything that is committed.</summary>
    public async Task ChainAll(CancellationToken ct)
    {
        foreach (var workspace in await WorkspacesWithNews(ct))
        {
            while (await Chain(workspace, ct))
            {
            }
        }
    }

    private async Task<List<Guid>> WorkspacesWithNews(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        return await db.AuditRows.IgnoreQueryFilters().Where(a => a.Seq == null).Select(a => EF.Property<Guid>(a, AppDb.WorkspaceId)).Distinct().OrderBy(id => id).Take(1000).ToListAsync(ct);
    }

    /// <summary>One batch; true when there may be more.</summary>
    private async Task<bool> Chain(Guid workspace, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentWorkspace>().Enter(workspace, "audit");
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var next = await Next(db, ct);
        var previous = next == 1 ? AuditHash.Beginning : await db.AuditRows.Where(a => a.Seq == next - 1).Select(a => a.Hash!).SingleAsync(ct);
        var rows = await db.AuditRows.AsNoTracking().Where(a => a.Seq == null).OrderBy(a => a.Id).Take(Batch).ToListAsync(ct);
        var links = Links(workspace, next, previous, rows);
        var written = links.Count > 0 && await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Run(db, () => Write(db, workspace, next, links, ct));
        return rows.Count == Batch || (rows.Count > 0 && !written);
    }

    private static async Task<long> Next(AppDb db, CancellationToken ct) =>
        await db.NumberSequences.AsNoTracking().Where(n => n.Kind == Counter).Select(n => (long?)n.Next).SingleOrDefaultAsync(ct) ?? 1;

    private static List<Link> Links(Guid workspace, long next, byte[] previous, List<AuditRow> rows)
    {
        var links = new List<Link>(rows.Count);
        foreach (var row in rows)
        {
            var hash = AuditHash.Of(previous, workspace, next, row);
            links.Add(new(row.Id, next++, previous, hash));
            previous = hash;
        }

        return links;
    }

    /// <summary>False when somebody else has chained meanwhile.</summary>
    private static async Task<bool> Write(AppDb db, Guid workspace, long next, List<Link> links, CancellationToken ct)
    {
        // The update comes first and takes the row's lock.
        var moved = await db.NumberSequences.Where(n => n.Kind == Counter && n.Next == next)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.Next, next + links.Count), ct);
        if (moved == 0)
        {
            if (next != 1 || await db.NumberSequences.AnyAsync(n => n.Kind == Counter, ct))
                return false;
            db.NumberSequences.Add(new() { Kind = Counter, Format = "{0}", Next = 1 + links.Count });
            await db.SaveChangesAsync(ct);
        }

        await WriteLinks(db.Sql, workspace, links, ct);
        return true;
    }

    private const string WriteLink = "UPDATE audit_rows SET seq = @seq, prev_hash = @previous, hash = @hash WHERE workspace_id = @workspace AND id = @id AND seq IS NULL";

    /// <summary>In one round trip where the database is a server.</summary>
    private static async Task WriteLinks(DbTransaction unit, Guid workspace, List<Link> links, CancellationToken ct)
    {
        var connection = unit.Connection!;
        var changed = 0;
        if (connection.CanCreateBatch)
        {
            await using var batch = connection.CreateBatch();
            batch.Transaction = unit;
            foreach (var link in links)
            {
                var command = batch.CreateBatchCommand();
                command.CommandText = WriteLink;
                Fill(command.Parameters, command.CreateParameter, workspace, link);
                batch.BatchCommands.Add(command);
            }

            changed = await batch.ExecuteNonQueryAsync(ct);
        }
        else
        {
            foreach (var link in links)
            {
                await using var command = connection.CreateCommand();
                command.Transaction = unit;
                command.CommandText = WriteLink;
                Fill(command.Parameters, command.CreateParameter, workspace, link);
                changed += await command.ExecuteNonQueryAsync(ct);
            }
        }

        if (changed != links.Count)
            throw new InvalidOperationException("An audit row was gone or chained when its link was written.");
    }

    private static void Fill(DbParameterCollection parameters, Func<DbParameter> create, Guid workspace, Link link)
    {
        Add("@seq", link.Seq);
        Add("@previous", link.Previous);
        Add("@hash", link.Hash);
        Add("@workspace", workspace);
        Add("@id", link.Id);

        void Add(string name, object value)
        {
            var parameter = create();
            parameter.ParameterName = name;
            parameter.Value = value;
            parameters.Add(parameter);
        }
    }
}
