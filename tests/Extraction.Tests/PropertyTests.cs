using FsCheck;
using FsCheck.Fluent;
using PromoEngine.Extraction.Reading;

namespace PromoEngine.Extraction.Tests;

public sealed class PropertyTests
{
    private static readonly string[] Messages = [.. Corpus.Rows().Where(r => r.Turns.Length == 0).Select(r => r.Text)];

    [Fact]
    public void Evidence_is_always_the_slice_it_names()
    {
        foreach (var row in Corpus.Rows())
        {
            var request = Corpus.Request(row);
            AssertSlices(request, Read(row.Catalog, request));
        }
    }

    [Fact]
    public void Every_filled_field_has_evidence()
    {
        foreach (var row in Corpus.Rows())
        {
            var result = Read(row.Catalog, Corpus.Request(row));
            foreach (var line in result.Lines)
            {
                Assert.True(line.Quantity is null || line.Evidence.Any(e => e.Field == "quantity"), $"{row}: quantity");
                Assert.True(line.Product is null || line.Evidence.Any(e => e.Field == "product"), $"{row}: product");
                Assert.All(line.Attributes.Keys, name => Assert.Contains(line.Evidence, e => e.Field == name));
            }

            Assert.True(result.NeededBy is null || result.Evidence.Any(e => e.Field == "needed_by"), $"{row}: needed_by");
            Assert.True(result.Budget is null || result.Evidence.Any(e => e.Field == "budget"), $"{row}: budget");
        }
    }

    [Fact]
    public void Whatever_is_typed_is_answered_with_honest_offsets()
    {
        var pieces = Gen.Elements("50 ", "mugs ", "caps", "-", "–", "☕", "👩‍👩‍👧", "\uD83D", "\uDE00", "\0", "\n", ",", "not ", "1/2 ", "$5 ", "by friday ", "10^12 ", "é", "ﬁ", "漢字", "٣", "…", "\"", "(", "of ", "each ", "half ", "no ",
            "2 dozen ", "M8 x 30", "and ", "large ", "extra ", ".", "x", "5XL", "#", "PO ", "@", "from ", "to ", "actually ", "same in ", "*");
        var words = Gen.Choose(0, 40).SelectMany(n => Gen.ArrayOf(pieces, n)).Select(string.Concat);
        var free = ArbMap.Default.GeneratorFor<string>().Select(s => s ?? "");
        Prop.ForAll(Gen.OneOf(words, free).ToArbitrary(), text =>
        {
            foreach (var catalog in Corpus.Names)
            {
                var request = Corpus.Request(text, text + " more", "@" + text, "make that 20");
                AssertSlices(request, Read(catalog, request));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    [Fact]
    public void The_order_of_the_catalogue_does_not_matter()
    {
        foreach (var name in Corpus.Names)
        {
            var catalog = Corpus.Catalog(name);
            var random = new Random(7);
            var shuffled = Catalog.Build(catalog.Products.OrderBy(_ => random.Next()).ToList(), catalog.Words);
            foreach (var row in Corpus.Rows().Where(r => r.Catalog == name))
            {
                var request = Corpus.Request(row);
                Assert.Equal(Corpus.Lines(new Reader(catalog).Read(request)), Corpus.Lines(new Reader(shuffled).Read(request)));
            }
        }
    }

    [Fact]
    public void Thanks_change_nothing()
    {
        foreach (var row in Corpus.Rows().Where(r => r.Turns.Length == 0 && r.Lines.Length > 0))
        {
            var before = Corpus.Lines(Read(row.Catalog, Corpus.Request(row.Text)));
            Assert.Equal(before, Corpus.Lines(Read(row.Catalog, Corpus.Request(row.Text + "\nThank you!"))));
        }
    }

    [Fact]
    public void Shouting_changes_nothing()
    {
        foreach (var row in Corpus.Rows().Where(r => r.Turns.Length == 0))
            Assert.Equal(Corpus.Lines(Read(row.Catalog, Corpus.Request(row.Text))), Corpus.Lines(Read(row.Catalog, Corpus.Request(row.Text.ToUpperInvariant()))));
    }

    [Fact]
    public void The_same_text_twice_is_one_wish()
    {
        foreach (var row in Corpus.Rows().Where(r => r.Turns.Length == 0 && r.Text.Length > 12))
            Assert.Equal(Corpus.Lines(Read(row.Catalog, Corpus.Request(row.Text))), Corpus.Lines(Read(row.Catalog, Corpus.Request(row.Text, row.Text))));
    }

    [Fact]
    public void Long_junk_takes_linear_time()
    {
        var junk = string.Concat(Enumerable.Repeat("50 large white mugs, 3-4 \"x\" 555-0100 by 5/12 and ", 2_000)) + new string('9', 50_000) + new string('\0', 1_000);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        foreach (var catalog in Corpus.Names)
            AssertSlices(Corpus.Request(junk), Read(catalog, Corpus.Request(junk)));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"took {clock.Elapsed}");
    }

    [Fact]
    public void Ten_thousand_products_are_looked_up_not_searched()
    {
        string[] things = ["Mug", "Cap", "Pen", "Bottle", "Bag", "Shirt", "Notebook", "Umbrella", "Lanyard", "Towel"];
        var products = Enumerable.Range(0, 10_000).Select(i => new CatalogProduct($"SKU-{i:00000}", $"Series {i} {things[i % things.Length]}") { Aliases = [$"model{i}"] });
        var reader = new Reader(Catalog.Build(products));
        reader.Read(Corpus.Request("warm up 20 mugs"));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < 20; i++)
            Assert.Equal("SKU-04711", Assert.Single(reader.Read(Corpus.Request("we need 150 of the model4711 by friday")).Lines).Product);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"took {clock.Elapsed}");
    }

    [Fact]
    public void Numbers_in_words_and_digits_are_the_same_number()
    {
        foreach (var (words, number) in new (string, long)[]
        {
            ("two hundred and fifty", 250), ("twenty-five hundred", 2500), ("a hundred", 100), ("one fifty", 150), ("1.5k", 1500), ("1,250", 1250), ("three dozen", 36), ("half a dozen", 6),
            ("a gross of", 144), ("two score", 40), ("a couple of", 2), ("sixty-five", 65), ("one thousand two hundred", 1200), ("1.500", 1500), ("２５", 25),
        })
            Assert.Equal(number, Assert.Single(Read("promo", Corpus.Request($"we need {words} lanyards")).Lines).Quantity);
        Assert.NotEmpty(Messages);
    }

    private static ReadingResult Read(string catalog, ReadingRequest request) => new Reader(Corpus.Catalog(catalog)).Read(request);

    private static void AssertSlices(ReadingRequest request, ReadingResult result)
    {
        foreach (var evidence in result.Lines.SelectMany(l => l.Evidence).Concat(result.Evidence))
        {
            Assert.InRange(evidence.Start, 0, evidence.End - 1);
            Assert.Equal(request.Turns[evidence.Turn].Text[evidence.Start..evidence.End], evidence.Text);
        }

        Assert.All(result.Lines, line => Assert.True(line.Quantity is null or (> 0 and <= 1_000_000)));
        Assert.InRange(result.Confidence, 0.0, 1.0);
    }
}
