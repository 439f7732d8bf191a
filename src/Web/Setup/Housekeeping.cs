using PromoEngine.Inbox.Channels;
using PromoEngine.Orders.Quotes;
using PromoEngine.Web.Auth.Sessions;
using PromoEngine.Web.Data;
using PromoEngine.Web.Privacy;

namespace PromoEngine.Web;

/// <summary>
/// What every node does for itself: counts of refused calls are written every other second. And what the schedules ask for: what has served its time goes
/// (<see cref="Retention"/>), and quotes whose validity has ended are marked so.
/// </summary>
internal sealed class Housekeeping(IServiceScopeFactory scopes, Startup startup, RejectedCalls rejected, Retention retention, SqliteTraces traces, TimeProvider clock, ILogger<Housekeeping> log) : BackgroundService
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

    /// <summary>What has served its time goes, and what erasures left in the file with it.</summary>
    public async Task Purge(CancellationToken ct)
    {
        await retention.Run(ct);
        traces.Compact();
        while (await InUnit((db, _) => ForgetOld.Bite(db, Bite, clock.GetUtcNow().UtcDateTime, ct)) == Bite)
        {
        }
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

    private Task<int> InUnit(Func<AppDb, CurrentWorkspace, Task<int>> body) =>
        InUnit(s => body(s.GetRequiredService<AppDb>(), s.GetRequiredService<CurrentWorkspace>()));

    private async Task<int> InUnit(Func<IServiceProvider, Task<int>> body)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        return await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Run(db, () => body(scope.ServiceProvider));
    }
}
