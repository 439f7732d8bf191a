using FsCheck;
using FsCheck.Fluent;
using PromoEngine.Orders.Pricing;

namespace PromoEngine.Orders.Tests;

public sealed class MoneyTests
{
    [Theory]
    [InlineData(150, 3_490_000, "USD", 52_350)]
    [InlineData(1, 5_000, "USD", 1)] // half a cent goes up
    [InlineData(1, 4_999, "USD", 0)]
    [InlineData(3, 335_000, "USD", 101)] // 1.005, rounded once: not 3 × 0.34
    [InlineData(1000, 385, "USD", 39)] // 0.385
    [InlineData(7, 1_500_000, "JPY", 11)] // no decimals: 10.5 goes up
    [InlineData(3, 1_234_500, "KWD", 3_704)] // three decimals: 3.7035
    [InlineData(0, 3_490_000, "USD", 0)]
    [InlineData(16, 348_350_000, "EUR", 557_360)]
    public void A_line_total_is_rounded_once_half_away_from_zero(long quantity, long micros, string currency, long expected) =>
        Assert.Equal(expected, Money.LineTotal(quantity, micros, currency));

    [Fact]
    public void A_credit_is_rounded_away_from_zero_too() => Assert.Equal(-1, Money.LineTotal(-1, 5_000, "USD"));

    [Fact]
    public void A_total_beyond_what_JSON_readers_keep_exactly_is_no_total() =>
        Assert.Null(Money.LineTotal(Money.MaxQuantity, Money.MaxUnitPriceMicros, "USD"));

    [Fact]
    public void Rounding_moves_a_total_by_at_most_half_a_minor_unit() =>
        Prop.ForAll(Quantities, Prices, (quantity, micros) =>
        {
            var exact = (Int128)quantity * micros;
            var rounded = (Int128)Money.LineTotal(quantity, micros, "USD")!.Value * 10_000;
            return Int128.Abs(exact - rounded) * 2 <= 10_000;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void More_of_the_same_never_costs_less() =>
        Prop.ForAll(Quantities, Quantities, Prices, (a, b, micros) =>
            Money.LineTotal(Math.Min(a, b), micros, "EUR") <= Money.LineTotal(Math.Max(a, b), micros, "EUR")).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(72_030, "USD", "$720.30")]
    [InlineData(123_456_789, "USD", "$1,234,567.89")]
    [InlineData(5, "USD", "$0.05")]
    [InlineData(-1_250, "USD", "-$12.50")]
    [InlineData(1_200, "EUR", "EUR 12.00")]
    [InlineData(1_200, "GBP", "£12.00")]
    [InlineData(1_200, "JPY", "JPY 1,200")]
    [InlineData(1_200, "KWD", "KWD 1.200")]
    public void A_total_is_written_with_the_decimals_of_its_currency(long total, string currency, string expected) =>
        Assert.Equal(expected, Money.Format(total, currency));

    [Theory]
    [InlineData(3_490_000, "USD", "$3.49")]
    [InlineData(385_000, "USD", "$0.385")]
    [InlineData(12_000_000, "USD", "$12.00")]
    [InlineData(1_250_000_000, "EUR", "EUR 1,250.00")]
    [InlineData(85_500_000, "JPY", "JPY 85.5")]
    public void A_unit_price_shows_what_it_needs(long micros, string currency, string expected) =>
        Assert.Equal(expected, Money.FormatUnit(micros, currency));

    private static Arbitrary<long> Quantities => Gen.Choose(1, 2_000_000).Select(q => (long)q).ToArbitrary();

    private static Arbitrary<long> Prices => Gen.Choose(0, 900_000_000).Select(p => (long)p).ToArbitrary();
}
