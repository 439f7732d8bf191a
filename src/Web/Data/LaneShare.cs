namespace PromoEngine.Web.Data;

/// <summary>
/// Who may use the lane. Without a flood the others run as they come, at most 2 ms a batch, so that a commit is never far away. During one (eight
/// ingest units ran in the last 20 ms: right after a COMMIT the ingest queue is always empty, so "nobody waits" would say nothing) the others live on
/// credit: a quarter of the wall time, at most a few milliseconds in hand. When batches are long, a batch allows the others a ninth of the last one,
/// which keeps them above a tenth of the lane. (First come, first served gave 950 acknowledgements a second with workers on; this order 7,500.)
/// A hundred texts a second are no flood: a quarter of the lane would not do to normalise and read them.
/// </summary>
internal sealed class LaneShare(TimeProvider clock)
{
    private static readonly TimeSpan FloodMemory = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan BatchAllowance = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan CreditInHand = TimeSpan.FromMilliseconds(5);

    /// <summary>A ring of the latest ones.</summary>
    private readonly long[] lastIngests = [.. Enumerable.Repeat(long.MinValue / 2, 8)];
    private int oldestIngest;
    private long creditedUntil = clock.GetTimestamp();
    private TimeSpan credit = CreditInHand;
    private TimeSpan lastBatch;
    private TimeSpan spentInBatch;

    public bool Flooded(long now) => clock.GetElapsedTime(lastIngests[oldestIngest], now) < FloodMemory;

    public void BatchEnded(TimeSpan took)
    {
        lastBatch = took;
        spentInBatch = TimeSpan.Zero;
    }

    public void IngestRan()
    {
        lastIngests[oldestIngest] = clock.GetTimestamp();
        oldestIngest = (oldestIngest + 1) % lastIngests.Length;
    }

    public void OtherRan(TimeSpan took)
    {
        credit -= took;
        spentInBatch += took;
    }

    public bool OthersMayRun(bool flooded)
    {
        var now = clock.GetTimestamp();
        var earned = clock.GetElapsedTime(creditedUntil, now) / 4;
        creditedUntil = now;
        var most = Longer(CreditInHand, lastBatch / 4);
        credit = flooded ? Shorter(credit + earned, most) : most;
        return spentInBatch < Longer(BatchAllowance, lastBatch / 9) && credit > TimeSpan.Zero;
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
