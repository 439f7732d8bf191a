using Microsoft.Extensions.Options;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Jobs;

/// <summary>
/// Runs jobs for as long as the process lives, woken by commits, and every quarter of a second for what falls due by time. When it is asked to stop it
/// begins nothing more, hands back what it has not begun, and lets the rest finish for a while.
/// </summary>
internal sealed class JobWorker(JobRunner runner, CommitSignals signals, IOptions<JobOptions> options, Startup startup, TimeProvider clock, ILogger<JobWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource abort = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await startup.Finished.WaitAsync(stoppingToken);
        if (options.Value.Workers > 0)
            await Task.WhenAll([.. Enumerable.Range(0, options.Value.Workers).Select(_ => Repeat(Work, stoppingToken)), Repeat(KeepUp, stoppingToken)]);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        abort.CancelAfter(options.Value.StopWithin);
        var stopping = base.StopAsync(cancellationToken);
        if (startup.Finished.IsCompletedSuccessfully)
        {
            await runner.ReleaseUnbegun(cancellationToken);
            await stopping;
            await runner.ReleaseLeases(everyone: false, CancellationToken.None);
        }

        await stopping;
    }

    public override void Dispose()
    {
        abort.Dispose();
        base.Dispose();
    }

    private async Task Work(CancellationToken ct)
    {
        if (await runner.RunDue(workspace: null, ct, abort.Token) == 0)
            await signals.Jobs(Idle, ct);
    }

    private long lastSweep;

    private async Task KeepUp(CancellationToken ct)
    {
        await Task.Delay(options.Value.Lease / 4, clock, ct);
        await runner.RenewLeases(ct);
        if (clock.GetElapsedTime(lastSweep) < SweepEvery)
            return;
        await runner.Sweep(ct);
        lastSweep = clock.GetTimestamp();
    }

    private async Task Repeat(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await work(ct);
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                // The database is away, or the like: the jobs are safe in it; look again soon.
                log.LogError(e, "The workers could not look for jobs");
                await Task.Delay(TimeSpan.FromSeconds(1), clock, ct);
            }
        }
    }
}
