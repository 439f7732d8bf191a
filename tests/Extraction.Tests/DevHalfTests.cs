using PromoEngine.Bench;

namespace PromoEngine.Extraction.Tests;

/// <summary>The reader on the half of the corpus that its writers may read. A ratchet: a little under what was measured last, raised whenever the reader got better, never lowered for a change of the reader.</summary>
public sealed class DevHalfTests
{
    private static readonly CorpusFolder Folder = new(Path.Combine(AppContext.BaseDirectory, "Corpus"));
    private static readonly Lazy<IReadOnlyList<RowScore>> Scores = new(() =>
    {
        var reading = new CorpusReading(Folder);
        return [.. Folder.Rows("dev").Select(reading.Score)];
    });

    [Theory]
    [InlineData("line F1, product", 0.77)]
    [InlineData("line F1, + quantity", 0.70)]
    [InlineData("line F1, + attributes", 0.60)]
    [InlineData("zero-edit, one message", 0.45)]
    [InlineData("zero-edit, thread", 0.45)]
    [InlineData("intent", 0.84)]
    [InlineData("needed-by, where said", 0.90)]
    [InlineData("budget, where said", 0.68)]
    public void A_figure_does_not_fall(string name, double least) => Assert.InRange(Figures.Of(name, Scores.Value, interval: false).Value ?? 0, least, 1);

    [Theory]
    [InlineData("FPR0", 0.12)]
    [InlineData("needed-by, invented", 0.02)]
    [InlineData("budget, invented", 0.02)]
    public void A_fault_does_not_grow(string name, double most) => Assert.InRange(Figures.Of(name, Scores.Value, interval: false).Value ?? 1, 0, most);

    [Fact]
    public void Evidence_is_always_the_slice_it_names() => Assert.Empty(Scores.Value.Where(s => s.WrongSpans > 0).Select(s => s.Row.Id));

    [Fact]
    public void Reading_twice_answers_the_same_to_the_byte()
    {
        var (first, second) = (new CorpusReading(Folder), new CorpusReading(Folder));
        Assert.All(Folder.Rows("dev"), row => Assert.Equal(first.Answer(row), second.Answer(row)));
    }
}
