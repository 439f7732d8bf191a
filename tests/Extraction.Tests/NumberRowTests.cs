using System.Globalization;
using PromoEngine.Extraction.Reading;

namespace PromoEngine.Extraction.Tests;

/// <summary>Numbers as people write and say them, a row each in <c>Rows/numbers.txt</c>; no row says which language it is in.</summary>
public sealed class NumberRowTests
{
    private static readonly Catalog Empty = Catalog.Build([]);

    public static IEnumerable<TheoryDataRow<string, string, string>> Rows() => RowFile.Read("numbers").Select(r => new TheoryDataRow<string, string, string>(r[0], r[1], r[2]));

    [Theory]
    [MemberData(nameof(Rows))]
    public void Numbers_are_read_in_the_languages_they_are_written_in(string language, string text, string numbers)
    {
        var read = new Reader(Empty).Read(Corpus.Request(text)).Numbers.Select(n => n.ToString(CultureInfo.InvariantCulture));

        Assert.True(numbers == string.Join(',', read), $"{language}: {text}: {string.Join(',', read)}");
    }
}

/// <summary>Rows of a table file: cells parted by bars, "#" before remarks.</summary>
internal static class RowFile
{
    public static IEnumerable<string[]> Read(string name) => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Rows", name + ".txt"))
        .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('|', StringSplitOptions.TrimEntries));
}
