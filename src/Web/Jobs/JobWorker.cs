using PromoEngine.Web.Data;

namespace PromoEngine.Web.Jobs;

/// <summary>`Jobs:*`: how many workers this process runs. 0 is for measuring what the webhooks alone can take.</summary>
internal sealed class JobOptions
{
    [System.ComponentModel.DataAnnotations.Range(0, 32)]
    public int Workers { get; set; } = 2;
}

/// <summary>
/// Runs jobs for as long as the process lives, woken by commits, and every quarter of a second for what falls due by time. Jobs that call other servers
/// have workers of their own: a provider that lets us wait must not keep the customers' messages from being read.
/// </summary>
internal sealed class JobWorker(JobRunner runner, CommitSignals signals, Microsoft.Extensions.Options.IOptions<JobOptions> options, Startup startup, TimeProvider clock, ILogger<JobWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await startup.Finished.WaitAsync(stoppingToken);
        await Task.WhenAll(Enumerable.Range(0, options.Value.Workers).SelectMany(worker => new[]
        {
            Work(callingOut: false, sweeps: worker == 0, stoppingToken), Work(callingOut: true, sweeps: false, stoppingToken),
        }));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (startup.Finished.IsCompletedSuccessfully)
            await runner.ReleaseLeases(everyone: false, cancellationToken);
    }

    private async Task Work(bool callingOut, bool sweeps, CancellationToken ct)
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

                if (await runner.RunDue(workspace: null, ct, callingOut) > 0)
                    continue;
                // Few commits are theirs: woken by all of them, they would mostly look in vain.
                await (callingOut ? Task.Delay(Idle, ct) : signals.Jobs(Idle, ct));
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
