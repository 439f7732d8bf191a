using System.Data.Common;
using System.Diagnostics;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Jobs;

/// <summary>
/// Claims due jobs and runs them. Kinds take turns, so that reading does not wait for a whole backlog of normalising. The workers of a process
/// share one runner; tests call <see cref="RunDue"/> themselves instead of sleeping.
/// </summary>
internal sealed class JobRunner(IServiceScopeFactory scopes, JobHandlers handlers, JobSql sql, TimeProvider clock, ILogger<JobRunner> log)
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(25);
    private const int ClaimSize = 16;
    private const int Abreast = 4;
    private const int MostAttempts = 12;

    private readonly Guid owner = Guid.CreateVersion7();
    private int turn;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>One round over all kinds that have something due; how many jobs ran. <paramref name="workspace"/>: only of that one.</summary>
    public async Task<int> RunDue(Guid? workspace, CancellationToken ct)
    {
        var due = await DueKinds(workspace, ct);
        var first = Interlocked.Increment(ref turn) & int.MaxValue;
        var ran = 0;
        for (var i = 0; i < due.Count; i++)
        {
            var claimed = await Claim(due[(first + i) % due.Count], workspace, ct);
            ran += claimed.Count;
            await Parallel.ForEachAsync(claimed, new ParallelOptions { MaxDegreeOfParallelism = Abreast, CancellationToken = ct }, async (job, stop) => await Run(job, stop));
        }

        return ran;
    }

    /// <summary>Hands back what this process holds (<paramref name="everyone"/>: what any process held, on a database that only one can use).</summary>
    public Task ReleaseLeases(bool everyone, CancellationToken ct) => InSystemUnit(db => sql.Release(db.Sql, everyone ? null : owner, ct));

    public async Task Sweep(CancellationToken ct)
    {
        if (await Look(connection => sql.AnyStuck(connection, ct), ct))
            await InSystemUnit(db => sql.Sweep(db.Sql, ct));
    }

    private Task<List<string>> DueKinds(Guid? workspace, CancellationToken ct) =>
        Look(connection => sql.DueKinds(connection, handlers.Kinds, workspace, Now, ct), ct);

    /// <summary>A hand-written read.</summary>
    private async Task<T> Look<T>(Func<DbConnection, Task<T>> query, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<AppDb>().Database;
        await database.OpenConnectionAsync(ct);
        return await query(database.GetDbConnection());
    }

    private Task<List<ClaimedJob>> Claim(string kind, Guid? workspace, CancellationToken ct) =>
        InSystemUnit(db => sql.ClaimAcrossWorkspaces(db.Sql, kind, ClaimSize, owner, Now, Lease, workspace, ct));

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

    private async Task Run(ClaimedJob job, CancellationToken ct)
    {
        using var activity = WebTelemetry.Source.StartActivity($"job {job.Kind}");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Limit);
        var started = Stopwatch.GetTimestamp();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentWorkspace>().Enter(job.Workspace, $"job:{job.Kind}");
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            var write = await handlers.For(job.Kind)(scope.ServiceProvider, job.Payload, limit.Token);
            var turn = scope.ServiceProvider.GetRequiredService<JobTurn>();
            await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Run(db, async () =>
            {
                turn.Again = null;
                if (write is not null)
                    await write();
                if (turn.Again is { } after)
                    await sql.Again(db.Sql, job, owner, Now + after, limit.Token);
                else
                    await sql.Finish(db.Sql, job, owner, Now, limit.Token);
            });
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
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
            WebTelemetry.JobSeconds.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("kind", job.Kind));
        }
    }

    private async Task Fail(ClaimedJob job, Exception error)
    {
        var final = job.Attempts >= MostAttempts;
        var due = final ? (DateTime?)null : Now + Backoff(job.Attempts);
        log.LogWarning("Job {Job} of kind {Kind} failed at attempt {Attempt}{Dead}: {Error}", job.Id, job.Kind, job.Attempts, final ? ", it is dead" : "", error.GetType().Name);
        log.LogDebug(error, "Job {Job}", job.Id);
        var text = $"{error.GetType().Name}: {error.Message}";
        await InSystemUnit(db => sql.Fail(db.Sql, job, owner, text.Length > 2000 ? text[..2000] : text, due, Now, CancellationToken.None));
    }

    /// <summary>2, 4, 8 … seconds up to 15 minutes, with a fifth of jitter.</summary>
    internal static TimeSpan Backoff(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(attempts, 20)), 900) * (0.9 + 0.2 * Random.Shared.NextDouble()));
}
