using System.Security.Cryptography;
using System.Text;
using PromoEngine.Bench;

namespace PromoEngine.Extraction.Tests;

/// <summary>The corpus itself: the halves stay apart, labels speak the catalogue's language. The frozen half is opened here to check its form, and never shown.</summary>
public sealed class HalvesTests
{
    private static readonly CorpusFolder Folder = new(Path.Combine(AppContext.BaseDirectory, "Corpus"));

    [Fact]
    public void A_rows_own_words_decide_its_half()
    {
        foreach (var half in CorpusFolder.Halves)
            foreach (var row in Folder.Rows(half))
            {
                Assert.Equal(Hash(row), row.Id);
                Assert.Equal(half, Convert.ToInt32(row.Id[..1], 16) % 2 == 0 ? "dev" : "frozen");
            }
    }

    [Fact]
    public void No_row_stands_twice()
    {
        var rows = CorpusFolder.Halves.SelectMany(Folder.Rows).ToList();
        Assert.Equal(rows.Count, rows.DistinctBy(r => r.Id).Count());
    }

    [Fact]
    public void Labels_name_products_and_values_of_the_catalogue()
    {
        var catalogs = CorpusFolder.Catalogs.ToDictionary(name => name, name => Folder.Catalog(name));
        foreach (var row in CorpusFolder.Halves.SelectMany(Folder.Rows))
            foreach (var line in row.Accepted.SelectMany(lines => lines).Where(l => l.Product is not null))
            {
                var product = catalogs[row.Catalog].Products.Single(p => p.Sku == line.Product);
                foreach (var (name, values) in Attributes(line))
                    Assert.All(values, value => Assert.Contains(value, product.Attributes[name].Select(v => v.ToLowerInvariant())));
            }
    }

    [Fact]
    public void Negatives_have_no_lines_and_everything_else_has_some_or_says_why()
    {
        foreach (var row in CorpusFolder.Halves.SelectMany(Folder.Rows))
            Assert.True(row.Negative ? row.Expected.Lines.Count == 0 : row.Expected.Lines.Count > 0 || row.Intents.All(i => i is not "order" and not "quote_request"), row.Id);
    }

    private static IEnumerable<(string Name, string[] Values)> Attributes(LineForm line) => line.Named.Select(a => (a.Name.Replace("_not", "", StringComparison.Ordinal)
        .Replace("_extra", "", StringComparison.Ordinal).Replace("_light", "", StringComparison.Ordinal), a.Values));

    private static string Hash(CorpusRow row)
    {
        var words = row.Thread
            ? string.Join('\n', row.Message.GetProperty("turns").EnumerateArray().Select(t => t.GetProperty("speaker").GetString() + t.GetProperty("text").GetString()))
            : row.Message.GetProperty("text").GetString();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{row.Catalog}\n{words}")))[..10];
    }
}
