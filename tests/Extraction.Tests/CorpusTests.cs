using System.Globalization;
using System.Text.Json;
using PromoEngine.Extraction.Reading;

namespace PromoEngine.Extraction.Tests;

public sealed class CorpusTests
{
    public static TheoryData<string, Row> Rows()
    {
        var data = new TheoryData<string, Row>();
        foreach (var row in Corpus.Rows())
            data.Add(row.ToString(), row);
        return data;
    }

    [Theory]
    [MemberData(nameof(Rows), DisableDiscoveryEnumeration = true)]
    public void A_message_gives_exactly_its_lines_and_fields(string message, Row row)
    {
        var result = new Reader(Corpus.Catalog(row.Catalog)).Read(Corpus.Request(row));

        Assert.Equal(Describe(row), $"{message}\n{Describe(row, result)}"[(message.Length + 1)..]);
    }

    private static string Describe(Row row) => string.Join('\n', row.Lines.Order(StringComparer.Ordinal)
        .Concat(Fields(row, row.Intent, row.NeededBy, row.NeededBefore, row.Budget, row.Asks)));

    private static string Describe(Row row, ReadingResult result) => string.Join('\n', Corpus.Lines(result).Concat(Fields(
        row,
        JsonNamingPolicy.SnakeCaseLower.ConvertName(result.Intent.ToString()),
        result.NeededBy?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        result.NeededBefore?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        result.Budget is { } b ? string.Create(CultureInfo.InvariantCulture, $"{b.Amount} {b.Currency} {(b.Scope == BudgetScope.Each ? "each" : "total")}") : null,
        result.NeedsClarification)));

    // Dates and budgets must be absent where the row has none; intent and questions are compared where the row states them.
    private static IEnumerable<string> Fields(Row row, string? intent, string? neededBy, string? neededBefore, string? budget, bool? asks)
    {
        yield return $"needed_by {neededBy}, needed_before {neededBefore}, budget {budget}";
        if (row.Intent is not null)
            yield return "intent " + intent;
        if (row.Asks is not null)
            yield return asks == true ? "asks" : "does not ask";
    }
}
