using PromoEngine.Web.Data;
using PromoEngine.Web.Jobs;
using PromoEngine.Web.Privacy;

namespace PromoEngine.Web;

/// <summary>Whose work a schedule is: one job for the whole installation, or one for each workspace.</summary>
internal enum ScheduleScope { Installation, Workspace }

/// <param name="Name">Also the kind of its jobs.</param>
/// <param name="Cron">Seconds, minutes, hours, day of the month, month, day of the week; in UTC.</param>
/// <param name="Purpose">A sentence for the operators' screen.</param>
internal sealed record Schedule(string Name, string Cron, ScheduleScope Scope, string Purpose, Func<IServiceProvider, CancellationToken, Task<Func<Task>?>> Run);

/// <summary>
/// When the clock says so, do Y: everything that happens by time, in one list. Each tick is one job (of each workspace) however many nodes there are; ticks
/// that were missed while nothing ran are made up for once. <see cref="ScheduleTicker"/> enqueues them.
/// </summary>
internal static class Schedules
{
    public static IReadOnlyList<Schedule> All { get; } =
    [
        new("purge", "0 7 * * * ?", ScheduleScope.Installation, "Removes what each shop keeps for a while only (Settings, Privacy), and what erasures left in the file.",
            async (s, ct) =>
            {
                await s.GetRequiredService<Housekeeping>().Purge(ct);
                return null;
            }),
        new("files.sweep", "0 37 * * * ?", ScheduleScope.Workspace, "Takes files from the disk that belong to no message any more.",
            async (s, ct) =>
            {
                var files = s.GetRequiredService<ForgottenFiles>();
                await files.Sweep(ct);
                return () => files.RemoveUnsent(ct);
            }),
        new("quotes.expire", "0 4/15 * * * ?", ScheduleScope.Workspace, "Marks quotes whose validity has ended.",
            async (s, ct) =>
            {
                await s.GetRequiredService<Housekeeping>().Expire(s.GetRequiredService<AppDb>().Workspace, ct);
                return null;
            }),
    ];

    /// <summary>Makes each schedule's name a kind of job.</summary>
    public static void AddTo(JobHandlers handlers)
    {
        foreach (var schedule in All)
            handlers.Add<ScheduledTick>(schedule.Name, (s, _, ct) => schedule.Run(s, ct));
    }
}

/// <summary>What a schedule's job carries.</summary>
internal sealed record ScheduledTick(DateTime At);
