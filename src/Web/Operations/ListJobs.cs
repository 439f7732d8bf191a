using System.Globalization;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Orders;
using PromoEngine.Web.Data;
using PromoEngine.Web.Jobs;

namespace PromoEngine.Web.Operations;

/// <summary>
/// The jobs of this workspace: dead ones latest first; waiting ones by when they are due, running ones by when they were. Of jobs that run one after the other
/// only the first is listed.
/// </summary>
internal sealed class ListJobs(AppDb db, JobHandlers handlers, TimeProvider clock)
{
    private const int PageSize = 50;

    public async Task<Pages.Page<JobItem>> Handle(JobItemState state, string? cursor, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var found = state == JobItemState.Dead ? await Dead(cursor, ct) : await Unfinished(state == JobItemState.Running, cursor, now, ct);
        var items = found.Take(PageSize).Select(job => JobItem.Of(job, now)).ToList();
        return new(items, found.Count > PageSize ? Cursor(found[PageSize - 1]) : null);
    }

    private async Task<List<Job>> Dead(string? cursor, CancellationToken ct)
    {
        var before = Read(cursor) is { } at ? at.Id : long.MaxValue;
        return await db.Jobs.AsNoTracking().Where(j => j.State == JobState.Dead && j.Id < before).OrderByDescending(j => j.Id).Take(PageSize + 1).ToListAsync(ct);
    }

    /// <summary>Kind by kind, as the index has them.</summary>
    private async Task<List<Job>> Unfinished(bool running, string? cursor, DateTime now, CancellationToken ct)
    {
        var (due, id) = Read(cursor) ?? (DateTime.MinValue, 0);
        var all = new List<Job>();
        foreach (var kind in handlers.Kinds)
        {
            var jobs = db.Jobs.AsNoTracking().Where(j => j.Ready && j.Kind == kind && (j.DueAt > due || (j.DueAt == due && j.Id > id)));
            jobs = running ? jobs.Where(j => j.LeaseUntil >= now) : jobs.Where(j => j.LeaseUntil == null || j.LeaseUntil < now);
            all.AddRange(await jobs.OrderBy(j => j.DueAt).ThenBy(j => j.Id).Take(PageSize + 1).ToListAsync(ct));
        }

        return [.. all.OrderBy(j => j.DueAt).ThenBy(j => j.Id).Take(PageSize + 1)];
    }

    private static string Cursor(Job job) => PageCursor.Write(job.DueAt.Ticks.ToString(CultureInfo.InvariantCulture), job.Id.ToString(CultureInfo.InvariantCulture));

    private static (DateTime Due, long Id)? Read(string? cursor)
    {
        if (PageCursor.Read(cursor, 2) is not [var ticks, var id])
            return null;
        return long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var t) && t <= DateTime.MaxValue.Ticks && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (new(t, DateTimeKind.Utc), number)
            : throw PageCursor.Unknown();
    }
}
