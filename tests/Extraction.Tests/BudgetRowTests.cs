using PromoEngine.Extraction.Reading;

namespace PromoEngine.Extraction.Tests;

/// <summary>Budgets and amounts that are none, a row each in <c>Rows/budgets.txt</c>; every row orders fifty of the one product: money must not cost the line.</summary>
public sealed class BudgetRowTests
{
    private static readonly Catalog Catalog = Reading.Catalog.Build([new("G", "Gadget") { Aliases = ["taza", "tazas", "Tasse", "Tassen", "tasse", "tasses", "caneca", "canecas", "tazza", "tazze", "mok", "mokken"] }]);

    public static IEnumerable<TheoryDataRow<string, string, string>> Rows() => RowFile.Read("budgets").Select(r => new TheoryDataRow<string, string, string>(r[0], r[1], r[2]));

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_budget_is_the_customers_own_limit_in_any_language(string language, string text, string budget)
    {
        var result = new Reader(Catalog).Read(Corpus.Request(text));

        var read = result.Budget is { } found ? FormattableString.Invariant($"{found.Amount} {found.Currency} {found.Scope.ToString().ToLowerInvariant()}") : "-";
        Assert.True(budget == read, $"{language}: {text}: {read}");
        Assert.Equal(50, Assert.Single(result.Lines).Quantity);
    }
}
