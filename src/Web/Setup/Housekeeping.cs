using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Orders.Quotes;
using PromoEngine.Web.Auth.Sessions;
using PromoEngine.Web.Data;

namespace PromoEngine.Web;

/// <summary>
/// What every node does for itself: counts of refused calls are written every other second. And what the schedules ask for: what has served its time goes —
/// live events after 7 days, idempotency keys after 24 hours, the raw bodies of processed events after 30 days — in small bites, so that nobody waits behind
/// them, and quotes whose validity has ended are marked so.
/// </summary>
internal sealed class Housekeeping(IServiceScopeFactory scopes, Startup startup, RejectedCalls rejected, TimeProvider clock, ILogger<Housekeeping> log) : BackgroundService
{
    private const int Bite = 500;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await startup.Finished.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await CountRejected(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Housekeeping failed; it comes again");
            }

            await Task.Delay(Beat, clock, stoppingToken);
        }
    }

    public async Task CountRejected(CancellationToken ct)
    {
        foreach (var ((workspace, channel), (count, at)) in rejected.Take())
        {
            await InUnit(async (db, current) =>
            {
                current.Enter(workspace, "system");
                return await RejectedCalls.Write(db, channel, count, at, ct);
            });
        }
    }

    public async Task Purge(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var (events, keys, bodies) = (now.AddDays(-7), now.AddDays(-1), now.AddDays(-30));
        await Bites((db, _) => db.LiveEvents.IgnoreQueryFilters().Where(e => db.LiveEvents.IgnoreQueryFilters()
            .Where(old => old.At < events && old.Seq != null).OrderBy(old => old.At).Select(old => old.Id).Take(Bite).Contains(e.Id)).ExecuteDeleteAsync(ct));
        await Bites((db, _) => db.IdempotencyKeys.IgnoreQueryFilters().Where(k => db.IdempotencyKeys.IgnoreQueryFilters()
            .Where(old => old.At < keys).OrderBy(old => old.At).Select(old => old.Id).Take(Bite).Contains(k.Id)).ExecuteDeleteAsync(ct));
        await Bites((db, _) => db.InboundEvents.IgnoreQueryFilters().Where(e => db.InboundEvents.IgnoreQueryFilters()
            .Where(old => old.ProcessedAt < bodies && !old.BodyPurged).OrderBy(old => old.ProcessedAt).Select(old => old.Id).Take(Bite).Contains(e.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.Body, Array.Empty<byte>()).SetProperty(e => e.BodyPurged, true), ct));
        await Bites((db, _) => ForgetOld.Bite(db, Bite, now, ct));
    }

    /// <summary>Of one shop, until none is overdue.</summary>
    public async Task Expire(Guid workspace, CancellationToken ct)
    {
        while (await InUnit(s =>
        {
            s.GetRequiredService<CurrentWorkspace>().Enter(workspace, "system");
            return s.GetRequiredService<ExpireQuotes>().Handle(ct);
        }) > 0)
        {
        }
    }

    private async Task Bites(Func<AppDb, CurrentWorkspace, Task<int>> bite)
    {
        while (await InUnit(bite) == Bite)
        {
        }
    }

    private Task<int> InUnit(Func<AppDb, CurrentWorkspace, Task<int>> body) =>
        InUnit(s => body(s.GetRequiredService<AppDb>(), s.GetRequiredService<CurrentWorkspace>()));

    private async Task<int> InUnit(Func<IServiceProvider, Task<int>> body)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        return await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Run(db, () => body(scope.ServiceProvider));
    }
}
