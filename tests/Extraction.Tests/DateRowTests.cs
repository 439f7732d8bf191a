using PromoEngine.Extraction.Reading;

namespace PromoEngine.Extraction.Tests;

/// <summary>Days as people say them, a row each in <c>Rows/dates.txt</c>, counted from Monday 20 April 2026. Every row orders fifty of the one product: a date must not cost the line.</summary>
public sealed class DateRowTests
{
    private static readonly Catalog Catalog = Reading.Catalog.Build([new("G", "Gadget") { Aliases = ["taza", "tazas", "Tasse", "Tassen", "tasse", "tasses", "caneca", "canecas", "tazza", "tazze", "mok", "mokken"] }]);

    public static IEnumerable<TheoryDataRow<string, string, string>> Rows() => RowFile.Read("dates").Select(r => new TheoryDataRow<string, string, string>(r[0], r[1], r[2]));

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_day_is_read_in_the_language_it_is_said_in(string language, string text, string day)
    {
        var result = new Reader(Catalog).Read(Corpus.Request(text));

        Assert.True(day == Days(result), $"{language}: {text}: {Days(result)}");
        Assert.Equal(50, Assert.Single(result.Lines).Quantity);
    }

    private static string Days(ReadingResult result)
    {
        var days = new[]
        {
            result.NeededBy is { } by ? $"by {by:yyyy-MM-dd}" : null,
            result.NeededBefore is { } before ? $"before {before:yyyy-MM-dd}" : null,
            result.EventDate is { } happens ? $"event {happens:yyyy-MM-dd}" : null,
            result.NotBefore is { } earliest ? $"notbefore {earliest:yyyy-MM-dd}" : null,
            result.DateRange is { } range ? $"range {range.From:yyyy-MM-dd}..{range.To:yyyy-MM-dd}" : null,
        }.OfType<string>().ToList();
        var asked = result.Questions.Any(q => q.Code.StartsWith("date", StringComparison.Ordinal)) ? " ?" : "";
        return (days.Count == 0 ? "-" : string.Join(", ", days)) + asked;
    }
}
