using PromoEngine.Web.Data;

namespace PromoEngine.Web.Jobs;

/// <summary>`Jobs:*`: how many workers this process runs. 0 is for measuring what the webhooks alone can take.</summary>
internal sealed class JobOptions
{
    [System.ComponentModel.DataAnnotations.Range(0, 32)]
    public int Workers { get; set; } = 2;
}

/// <summary>Runs jobs for as long as the process lives, woken by commits, and every quarter of a second for what falls due by time.</summary>
internal sealed class JobWorker(JobRunner runner, CommitSignals signals, Microsoft.Extensions.Options.IOptions<JobOptions> options, Startup startup, TimeProvider clock, ILogger<JobWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await startup.Finished.WaitAsync(stoppingToken);
        await Task.WhenAll(Enumerable.Range(0, options.Value.Workers).Select(worker => Work(sweeps: worker == 0, stoppingToken)));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (startup.Finished.IsCompletedSuccessfully)
            await runner.ReleaseLeases(everyone: false, cancellationToken);
    }

    private async Task Work(bool sweeps, CancellationToken ct)
    {
        var lastSweep = clock.GetTimestamp();
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (sweeps && clock.GetElapsedTime(lastSweep) > SweepEvery)
                {
                    await runner.Sweep(ct);
                    lastSweep = clock.GetTimestamp();
                }

                if (await runner.RunDue(workspace: null, ct) == 0)
                    await signals.Jobs(Idle, ct);
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
