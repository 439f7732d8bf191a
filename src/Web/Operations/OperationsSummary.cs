using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;
using PromoEngine.Web.Jobs;

namespace PromoEngine.Web.Operations;

/// <param name="Dead">Jobs that need a person, the failing events among them.</param>
/// <param name="FailingEvents">Events that could not be understood so far, dead or still tried.</param>
internal sealed record OperationsCounts(int Dead, int Waiting, int Running, int FailingEvents, int FailedSends);

/// <summary>A schedule and how it is doing.</summary>
/// <param name="Error">Why its last run failed; null when it did not.</param>
internal sealed record ScheduleView(string Name, string Cron, string Purpose, DateTime? LastAt, DateTime? NextAt, string? Error);

/// <summary>How many of everything there is, and what runs by the clock.</summary>
internal sealed class OperationsSummary(AppDb db, FailedSends sends, JobHandlers handlers, IReadOnlyList<Schedule> schedules, TimeProvider clock)
{
    public async Task<OperationsCounts> Counts(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var (ready, running, failing) = (0, 0, 0);
        foreach (var kind in handlers.Kinds)
        {
            var jobs = db.Jobs.Where(j => j.Ready && j.Kind == kind);
            ready += await jobs.CountAsync(ct);
            running += await jobs.CountAsync(j => j.LeaseUntil >= now, ct);
            if (kind == "normalise")
                failing = await jobs.CountAsync(j => j.Error != null, ct);
        }

        var dead = await db.Jobs.Where(j => j.State == JobState.Dead).GroupBy(j => j.Kind == "normalise").Select(g => new { IsEvent = g.Key, Count = g.Count() }).ToListAsync(ct);
        return new(dead.Sum(d => d.Count), ready - running, running, failing + dead.Where(d => d.IsEvent).Sum(d => d.Count), await sends.Count(ct));
    }

    public async Task<IReadOnlyList<ScheduleView>> Schedules(CancellationToken ct)
    {
        var ticks = await db.ScheduleTicks.AsNoTracking().OrderBy(t => t.Name).Take(1000).ToDictionaryAsync(t => t.Name, t => t.LastAt, ct);
        var keys = schedules.Select(s => $"schedule:{s.Name}").ToList();
        var (workspace, installation) = (db.Workspace, Job.Installation);
        // The work of the installation belongs to no workspace; how it is doing concerns them all.
        var errors = await db.Jobs.IgnoreQueryFilters().AsNoTracking()
            .Where(j => (EF.Property<Guid>(j, AppDb.WorkspaceId) == workspace || EF.Property<Guid>(j, AppDb.WorkspaceId) == installation) && keys.Contains(j.UniqueKey!) && j.Error != null)
            .Select(j => new { j.UniqueKey, j.Error }).Take(1000).ToListAsync(ct);
        return [.. schedules.Select(s => new ScheduleView(s.Name, s.Cron, s.Purpose, ticks.TryGetValue(s.Name, out var last) ? last : null,
            ScheduleTicker.NextAfter(s.Cron, clock.GetUtcNow().UtcDateTime), errors.FirstOrDefault(e => e.UniqueKey == $"schedule:{s.Name}")?.Error))];
    }
}
