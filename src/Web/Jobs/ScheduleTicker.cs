using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

using PromoEngine.Web.Data;

using Quartz;

namespace PromoEngine.Web.Jobs;

/// <summary>
/// Enqueues what <see cref="Schedules"/> lists. Every node looks; the one that moves the schedule's row on from the tick it saw enqueues the jobs in the
/// same transaction, the others find it moved. So each tick happens once, and after a night without any node it is made up for once, not for every hour.
/// </summary>
internal sealed class ScheduleTicker(IServiceScopeFactory scopes, IReadOnlyList<Schedule> schedules, IOptions<JobOptions> options, Startup startup, TimeProvider clock, ILogger<ScheduleTicker> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, DateTime> nextDue = [];

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>When a schedule ticks next after an instant; null: never again.</summary>
    public static DateTime? NextAfter(string cron, DateTime instant) =>
        new CronExpression(cron, TimeZoneInfo.Utc).GetNextValidTimeAfter(instant)?.UtcDateTime;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await startup.Finished.WaitAsync(stoppingToken);
        // Who does no work does not ask for any.
        while (!stoppingToken.IsCancellationRequested && options.Value.Workers > 0)
        {
            try
            {
                await Tick(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The schedules could not be looked at; it comes again");
            }

            await Task.Delay(Beat, clock, stoppingToken);
        }
    }

    /// <summary>Enqueues what is due; how many schedules this node has moved on.</summary>
    public async Task<int> Tick(CancellationToken ct)
    {
        var moved = 0;
        foreach (var schedule in schedules.Where(s => nextDue.GetValueOrDefault(s.Name) <= Now))
        {
            if (await Tick(schedule, ct))
                moved++;
        }

        return moved;
    }

    private async Task<bool> Tick(Schedule schedule, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var now = Now;
        var last = await db.ScheduleTicks.AsNoTracking().Where(t => t.Name == schedule.Name).Select(t => (DateTime?)t.LastAt).FirstOrDefaultAsync(ct);
        var due = last is { } seen ? NextAfter(schedule.Cron, seen) : null;
        if (last is not null && due > now)
        {
            nextDue[schedule.Name] = due.Value;
            return false;
        }

        var workspaces = schedule.Scope == ScheduleScope.Installation ? [Job.Installation]
            : await db.Workspaces.AsNoTracking().OrderBy(w => w.Id).Select(w => w.Id).ToListAsync(ct);
        var jobs = scope.ServiceProvider.GetRequiredService<JobSql>();
        var job = new NewJob(schedule.Name, JobHandlers.Write(new ScheduledTick(now)), UniqueKey: $"schedule:{schedule.Name}");
        return await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Run(db, async () =>
        {
            if (last is null)
            {
                // New here: nothing was missed, it begins with its next tick.
                if (!await db.ScheduleTicks.AnyAsync(t => t.Name == schedule.Name, ct))
                    db.ScheduleTicks.Add(new() { Name = schedule.Name, LastAt = now });
                await db.SaveChangesAsync(ct);
                return false;
            }

            if (await db.ScheduleTicks.Where(t => t.Name == schedule.Name && t.LastAt == last).ExecuteUpdateAsync(set => set.SetProperty(t => t.LastAt, now), ct) == 0)
                return false;
            foreach (var workspace in workspaces)
                await jobs.Insert(db.Sql, workspace, job, now, ct);
            db.WakeWorkers();
            return true;
        });
    }
}
