namespace PromoEngine.Web.Tests;

/// <summary>A clock that stands still until a test turns it. It begins on a Monday at noon in New York, where the test shops are.</summary>
public sealed class TestClock : TimeProvider
{
    private long ticks = new DateTime(2026, 6, 1, 16, 0, 0, DateTimeKind.Utc).Ticks;

    public DateTime Now => GetUtcNow().UtcDateTime;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Turn(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    public void TurnTo(DateTime instant)
    {
        if (instant > Now)
            Turn(instant - Now);
    }
}
