using System.ComponentModel.DataAnnotations;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;
using PromoEngine.Web.Jobs;

namespace PromoEngine.Web.Operations;

public sealed record ReasonRequest([property: Required, StringLength(300, MinimumLength = 3)] string Reason);

/// <summary>An operator tries a job again now, or ends it with a reason. Both are audited.</summary>
internal sealed class ActOnJob(AppDb db, JobSql sql, JobHandlers handlers, IServiceProvider scope, TimeProvider clock)
{
    /// <summary>False: there is no such job (any more).</summary>
    public async Task<bool> Retry(long id, CancellationToken ct)
    {
        if (await Find(id, ct) is not { } job)
            return false;
        if (!await sql.Revive(db.Sql, db.Workspace, id, job.OrderingKey, Now, ct))
            throw Running();
        db.WakeWorkers();
        await Record("job.retried", job, null, ct);
        return true;
    }

    public async Task<bool> Discard(long id, string reason, CancellationToken ct)
    {
        if (await Find(id, ct) is not { } job)
            return false;
        if (job.LeaseUntil >= Now)
            throw Running();
        if (handlers.OnDiscard(job.Kind) is { } giveUp)
            await giveUp(scope, job.Payload, $"Discarded: {reason}", ct);
        await sql.Remove(db.Sql, db.Workspace, id, job.OrderingKey, ct);
        db.WakeWorkers();
        await Record("job.discarded", job, reason, ct);
        return true;
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private Task<Job?> Find(long id, CancellationToken ct) => db.Jobs.AsNoTracking().FirstOrDefaultAsync(j => j.Id == id, ct);

    private async Task Record(string action, Job job, string? reason, CancellationToken ct)
    {
        var id = JobItem.AsGuid(job.Id);
        db.Audit(action, "job", id, new { job.Id, job.Kind, job.Payload, job.State, job.Attempts }, new { reason });
        db.Announce("operations", id);
        await db.SaveChangesAsync(ct);
    }

    private static RefusedException Running() => new("job.running", "This job is running just now; look again in a moment.");
}
