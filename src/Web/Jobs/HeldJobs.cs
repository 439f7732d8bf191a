using System.Collections.Concurrent;

namespace PromoEngine.Web.Jobs;

/// <summary>
/// The jobs whose leases this process holds. A claim takes several, of which some wait for their turn: a stopping process begins none of those and hands
/// them back at once.
/// </summary>
internal sealed class HeldJobs(TimeProvider clock)
{
    private readonly ConcurrentDictionary<long, Held> held = [];

    private sealed record Held(DateTimeOffset Since, bool Begun);

    public void Take(IEnumerable<ClaimedJob> claimed)
    {
        foreach (var job in claimed)
            held[job.Id] = new(clock.GetUtcNow(), Begun: false);
    }

    /// <summary>False: it was handed back meanwhile.</summary>
    public bool Begin(long job) => held.TryGetValue(job, out var waiting) && held.TryUpdate(job, waiting with { Begun = true }, waiting);

    public void End(long job) => held.TryRemove(job, out _);

    /// <summary>Takes away those that were not begun; they will not begin.</summary>
    public List<long> TakeUnbegun() =>
        [.. held.Where(job => !job.Value.Begun && held.TryRemove(job)).Select(job => job.Key)];

    /// <summary>Held for so long that their leases should be renewed.</summary>
    public List<long> OlderThan(TimeSpan age) => [.. held.Where(job => clock.GetUtcNow() - job.Value.Since > age).Select(job => job.Key)];
}
