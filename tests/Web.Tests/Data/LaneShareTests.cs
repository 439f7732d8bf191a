using PromoEngine.Web.Data;

namespace PromoEngine.Web.Tests.Data;

/// <summary>Who may write on SQLite, and for how long, while texts pour in.</summary>
public sealed class LaneShareTests
{
    private readonly HandClock clock = new();
    private readonly LaneShare share;

    public LaneShareTests() => share = new LaneShare(clock);

    [Fact]
    public void While_nothing_comes_in_others_have_the_lane_two_milliseconds_a_batch()
    {
        Assert.False(Flooded);
        Assert.True(MayRun());
        share.OtherRan(TimeSpan.FromMilliseconds(1.9));
        Assert.True(MayRun());
        share.OtherRan(TimeSpan.FromMilliseconds(0.2));
        Assert.False(MayRun());

        share.BatchEnded(TimeSpan.FromMilliseconds(3));

        Assert.True(MayRun());
    }

    [Fact]
    public void A_flood_is_remembered_for_twenty_milliseconds()
    {
        Pour();
        clock.Turn(TimeSpan.FromMilliseconds(19));
        Assert.True(Flooded);
        clock.Turn(TimeSpan.FromMilliseconds(2));
        Assert.False(Flooded);
    }

    [Fact]
    public void A_hundred_texts_a_second_are_no_flood()
    {
        for (var i = 0; i < 100; i++)
        {
            share.IngestRan();
            clock.Turn(TimeSpan.FromMilliseconds(10));
            Assert.False(Flooded);
        }
    }

    [Fact]
    public void In_a_flood_others_get_a_quarter_of_the_time()
    {
        var spent = Flood(batch: TimeSpan.FromMilliseconds(4), unit: TimeSpan.FromMilliseconds(0.5), batches: 500);

        Assert.InRange(spent, 0.20, 0.27);
    }

    [Fact]
    public void In_a_flood_of_long_batches_others_still_get_a_tenth()
    {
        var spent = Flood(batch: TimeSpan.FromMilliseconds(60), unit: TimeSpan.FromMilliseconds(1), batches: 100);

        Assert.InRange(spent, 0.09, 0.27);
    }

    private bool Flooded => share.Flooded(clock.GetTimestamp());

    /// <summary>A batch of webhooks.</summary>
    private void Pour()
    {
        for (var i = 0; i < 8; i++)
            share.IngestRan();
    }

    private bool MayRun() => share.OthersMayRun(Flooded);

    /// <summary>Batches of ingest with as many units of others as are let in; the share of the time that the others had.</summary>
    private double Flood(TimeSpan batch, TimeSpan unit, int batches)
    {
        var (others, all) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var i = 0; i < batches; i++)
        {
            var took = batch;
            clock.Turn(batch);
            Pour();
            while (MayRun())
            {
                clock.Turn(unit);
                share.OtherRan(unit);
                others += unit;
                took += unit;
            }

            share.BatchEnded(took);
            all += took;
        }

        return others / all;
    }

    private sealed class HandClock : TimeProvider
    {
        private long ticks = TimeSpan.TicksPerDay;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public void Turn(TimeSpan by) => ticks += by.Ticks;
    }
}
