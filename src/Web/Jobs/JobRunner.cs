using System.Data.Common;
using System.Diagnostics;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

using PromoEngine.Inbox;
using PromoEngine.Web.Data;
using PromoEngine.Web.Operations;

namespace PromoEngine.Web.Jobs;

/// <summary>
/// Claims due jobs and runs them. Kinds take turns, so that reading does not wait for a whole backlog of normalising, and workspaces share each claim,
/// so that nobody waits for another shop's flood. The workers of a process share one runner; tests call <see cref="RunDue"/> themselves instead of sleeping.
/// </summary>
internal sealed class JobRunner(IServiceScopeFactory scopes, JobHandlers handlers, JobSql sql, IOptions<JobOptions> options, TimeProvider clock, ILogger<JobRunner> log)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(25);
    /// <summary>How long whoever comes new waits for the claims that are under way: twice as many would save a claim in a backlog, and cost a newcomer twice the time.</summary>
    private const int ClaimSize = 8;

    private const int Abreast = 4;
    private const int MostAttempts = 12;

    private readonly Guid owner = Guid.CreateVersion7();
    private readonly HeldJobs held = new(clock);
    private readonly WorkspaceTurns turns = new(options.Value.WeightsById());
    private int turn;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private TimeSpan Lease => options.Value.Lease;

    /// <summary>One round over all kinds that have something due; how many jobs ran.</summary>
    /// <param name="workspace">Only of that one.</param>
    /// <param name="stop">No further job is begun.</param>
    /// <param name="abort">What runs is broken off.</param>
    public async Task<int> RunDue(Guid? workspace, CancellationToken stop, CancellationToken abort = default)
    {
        var due = await Due(workspace, stop);
        var first = Interlocked.Increment(ref turn) & int.MaxValue;
        var ran = 0;
        for (var i = 0; i < due.Count && !stop.IsCancellationRequested; i++)
        {
            var (kind, shops) = due[(first + i) % due.Count];
            var claimed = await Claim(kind, shops, stop);
            ran += claimed.Count;
            await Parallel.ForEachAsync(claimed, new ParallelOptions { MaxDegreeOfParallelism = Abreast, CancellationToken = CancellationToken.None }, async (job, _) =>
            {
                if (!stop.IsCancellationRequested && held.Begin(job.Id))
                    await Run(job, abort);
            });
        }

        return ran;
    }

    /// <summary>Hands back what this process holds (<paramref name="everyone"/>: what any process held, on a database that only one can use).</summary>
    public Task ReleaseLeases(bool everyone, CancellationToken ct) => InSystemUnit(db => sql.Release(db.Sql, everyone ? null : owner, ct));

    /// <summary>Hands back what this process has claimed and not begun.</summary>
    public async Task ReleaseUnbegun(CancellationToken ct)
    {
        if (held.TakeUnbegun() is { Count: > 0 } unbegun)
            await InSystemUnit(db => sql.Release(db.Sql, unbegun, owner, ct));
    }

    /// <summary>Holds on to what takes longer than a quarter of a lease.</summary>
    public async Task RenewLeases(CancellationToken ct)
    {
        if (held.OlderThan(Lease / 4) is { Count: > 0 } old)
            await InSystemUnit(db => sql.Renew(db.Sql, old, owner, Now + Lease, ct));
    }

    public async Task Sweep(CancellationToken ct)
    {
        if (await Look(connection => sql.AnyStuck(connection, ct), ct))
            await InSystemUnit(db => sql.Sweep(db.Sql, ct));
    }

    /// <summary>The kinds that have something due, each with the workspaces whose turn it is.</summary>
    private Task<List<(string Kind, List<Guid> Shops)>> Due(Guid? workspace, CancellationToken ct) => Look(async connection =>
    {
        var due = new List<(string, List<Guid>)>();
        foreach (var kind in handlers.Kinds)
        {
            var shops = workspace is { } one
                ? await sql.HasDue(connection, kind, one, Now, ct) ? [one] : []
                : await turns.Next(kind, ClaimSize, (after, most) => sql.DueWorkspaces(connection, kind, after, most, Now, ct));
            if (shops.Count > 0)
                due.Add((kind, shops));
        }

        return due;
    }, ct);

    /// <summary>A hand-written read.</summary>
    private async Task<T> Look<T>(Func<DbConnection, Task<T>> query, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<AppDb>().Database;
        await database.OpenConnectionAsync(ct);
        return await query(database.GetDbConnection());
    }

    private async Task<List<ClaimedJob>> Claim(string kind, List<Guid> shops, CancellationToken ct)
    {
        var claimed = await InSystemUnit(db => sql.ClaimAcrossWorkspaces(db.Sql, kind, turns.Shares(shops, ClaimSize), owner, Now, Lease, ct));
        held.Take(claimed);
        return WorkspaceTurns.InTurn(claimed);
    }

    private Task InSystemUnit(Func<AppDb, Task> body) => InSystemUnit(async db =>
    {
        await body(db);
        return true;
    });

    private async Task<T> InSystemUnit<T>(Func<AppDb, Task<T>> body)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        return await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Run(db, () => body(db));
    }

    private async Task Run(ClaimedJob job, CancellationToken abort)
    {
        using var activity = WebTelemetry.Source.StartActivity($"job {job.Kind}");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(abort);
        limit.CancelAfter(Limit);
        var started = Stopwatch.GetTimestamp();
        try
        {
            // Whatever kills the process does not get there by failing; without this it would be begun for ever.
            if (job.Attempts > MostAttempts)
                throw new TimeoutException($"It was begun {MostAttempts} times, and the process ended each time.");
            await Once(job, limit.Token);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            log.LogInformation("Job {Job} of kind {Kind} was broken off, since the process stops; another one takes it", job.Id, job.Kind);
        }
        catch (LeaseLostException)
        {
            log.LogInformation("Job {Job} of kind {Kind} was taken over by another worker; nothing was written", job.Id, job.Kind);
        }
        catch (NotYetException early)
        {
            await InSystemUnit(db => sql.Again(db.Sql, job, owner, Now + early.After, CancellationToken.None));
        }
        catch (Exception e)
        {
            await Fail(job, e);
        }
        finally
        {
            held.End(job.Id);
            WebTelemetry.JobSeconds.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("kind", job.Kind));
        }
    }

    private async Task Once(ClaimedJob job, CancellationToken ct)
    {
        await using var scope = ScopeOf(job);
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var write = await handlers.For(job.Kind)(scope.ServiceProvider, job.Payload, ct);
        var turn = scope.ServiceProvider.GetRequiredService<JobTurn>();
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Run(db, async () =>
        {
            turn.Again = null;
            if (write is not null)
                await write();
            if (turn.Again is { } after)
                await sql.Again(db.Sql, job, owner, Now + after, ct);
            else
                await sql.Finish(db.Sql, job, owner, Now, ct);
        });
    }

    private AsyncServiceScope ScopeOf(ClaimedJob job)
    {
        var scope = scopes.CreateAsyncScope();
        if (job.Workspace != Job.Installation)
            scope.ServiceProvider.GetRequiredService<CurrentWorkspace>().Enter(job.Workspace, $"job:{job.Kind}");
        return scope;
    }

    private async Task Fail(ClaimedJob job, Exception error)
    {
        var final = job.Attempts >= MostAttempts;
        log.LogWarning("Job {Job} of kind {Kind} failed at attempt {Attempt}{Dead}: {Error}", job.Id, job.Kind, job.Attempts, final ? ", it is dead" : "", error.GetType().Name);
        WebTelemetry.JobFailures.Add(1, new KeyValuePair<string, object?>("kind", job.Kind));
        log.LogDebug(error, "Job {Job}", job.Id);
        if (final)
            WebTelemetry.DeadJobs.Add(1, new KeyValuePair<string, object?>("kind", job.Kind));
        if (final && handlers.OnDeath(job.Kind) is { } giveUp && await GiveUp(job, giveUp, error))
            return;

        var due = final ? (DateTime?)null : Now + Backoff(job.Attempts);
        var text = $"{error.GetType().Name}: {error.Message}";
        await using var scope = ScopeOf(job);
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Run(db, async () =>
        {
            await sql.Fail(db.Sql, job, owner, text.Length > 2000 ? text[..2000] : text, due, Now, CancellationToken.None);
            if (!final || job.Workspace == Job.Installation)
                return;
            db.Announce("operations", JobItem.AsGuid(job.Id));
            await db.SaveChangesAsync(CancellationToken.None);
        });
    }

    /// <summary>False: even that failed, so the job is kept as dead after all.</summary>
    private async Task<bool> GiveUp(ClaimedJob job, GiveUpJob giveUp, Exception error)
    {
        try
        {
            await using var scope = ScopeOf(job);
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Run(db, async () =>
            {
                await giveUp(scope.ServiceProvider, job.Payload, $"Given up after {job.Attempts} attempts: {error.Message}", CancellationToken.None);
                await sql.Finish(db.Sql, job, owner, Now, CancellationToken.None);
            });
            return true;
        }
        catch (Exception e)
        {
            log.LogError(e, "Job {Job} of kind {Kind} could not be given up", job.Id, job.Kind);
            return false;
        }
    }

    /// <summary>2, 4, 8 … seconds up to 15 minutes, with a fifth of jitter.</summary>
    internal static TimeSpan Backoff(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(attempts, 20)), 900) * (0.9 + 0.2 * Random.Shared.NextDouble()));
}
