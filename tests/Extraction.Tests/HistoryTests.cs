using PromoEngine.Extraction.Reading;

namespace PromoEngine.Extraction.Tests;

public sealed class HistoryTests
{
    private static readonly PastOrder Caps = new("SO-1", new(2026, 3, 1), "confirmed", [Line("CAP-1", 50, "navy")]);
    private static readonly PastOrder Both = new("SO-1", new(2026, 3, 1), "confirmed", [Line("CAP-1", 50, "navy"), Line("LAN-1", 100, "red")]);
    private static readonly PastOrder Cancelled = new("SO-2", new(2026, 4, 1), "cancelled", [Line("UMB", 10, "black")]);

    [Fact]
    public void Same_as_last_time_copies_the_latest_order_and_cites_the_words()
    {
        var result = Read("same as last time please", Cancelled, Both);

        Assert.Equal(Intent.Reorder, result.Intent);
        Assert.Equal(["100 LAN-1 color=red", "50 CAP-1 color=navy"], Corpus.Lines(result));
        Assert.All(result.Lines, line => Assert.Equal("same as last time", line.Evidence.First(e => e.Field == "quantity").Text));
    }

    [Fact]
    public void What_is_said_beside_it_overrules() => Assert.Equal(["50 CAP-1 color=black"], Corpus.Lines(Read("same as last time but in black", Caps)));

    [Fact]
    public void Another_number_takes_the_one_thing_of_the_last_order() => Assert.Equal(["75 CAP-1 color=navy"], Corpus.Lines(Read("can we get another 75?", Caps)));

    [Fact]
    public void A_named_thing_is_reordered_alone() => Assert.Equal(["100 LAN-1 color=red"], Corpus.Lines(Read("reorder the lanyards please", Both)));

    [Fact]
    public void The_usual_and_more_is_both() => Assert.Equal(["20 TOTE", "50 CAP-1 color=navy"], Corpus.Lines(Read("the usual please, and 20 totes", Caps)));

    [Fact]
    public void Without_history_the_reorder_is_asked_about()
    {
        var result = Read("same as last time please");

        Assert.Empty(result.Lines);
        Assert.Contains(result.Questions, q => q.Code == "lines.none");
    }

    private static PastLine Line(string sku, long quantity, string color) => new(sku, quantity, new Dictionary<string, IReadOnlyList<string>> { ["color"] = [color] });

    private static ReadingResult Read(string text, params PastOrder[] history) =>
        new Reader(Corpus.Catalog("promo")).Read(Corpus.Request(text) with { History = history });
}
