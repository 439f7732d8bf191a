using FsCheck;
using FsCheck.Fluent;
using PromoEngine.Orders.Catalog;
using PromoEngine.Orders.Pricing;

namespace PromoEngine.Orders.Tests;

public sealed class PriceListTests
{
    private static readonly (long, long)[] Mug = [(1, 5_990_000), (72, 4_250_000), (144, 3_490_000), (500, 2_990_000)];

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, 5_990_000L)]
    [InlineData(71, 5_990_000L)]
    [InlineData(72, 4_250_000L)]
    [InlineData(150, 3_490_000L)]
    [InlineData(499, 3_490_000L)]
    [InlineData(500, 2_990_000L)]
    [InlineData(1_000_000, 2_990_000L)]
    public void The_largest_break_not_above_the_quantity_gives_the_price(long quantity, long? expected) =>
        Assert.Equal(expected, PriceList.UnitAt(Product(Mug).PriceBreaks, quantity));

    [Fact]
    public void Below_the_first_break_there_is_no_price() =>
        Assert.Null(PriceList.UnitAt(Product((24, 9_000_000)).PriceBreaks, 23));

    [Fact]
    public void A_product_without_a_price_list_has_no_price() => Assert.Null(PriceList.UnitAt([], 10));

    [Fact]
    public void Buying_more_never_makes_a_piece_dearer() =>
        Prop.ForAll(Lists, Gen.Choose(1, 5_000).Two().ToArbitrary(), (list, quantities) =>
        {
            var breaks = Product(list).PriceBreaks;
            var (few, many) = (Math.Min(quantities.Item1, quantities.Item2), Math.Max(quantities.Item1, quantities.Item2));
            return PriceList.UnitAt(breaks, few) is not { } dear || PriceList.UnitAt(breaks, many) <= dear;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("price.order", 1, 5, 1, 4)]
    [InlineData("price.order", 10, 5, 1, 4)]
    [InlineData("price.rising", 1, 5, 10, 6)]
    [InlineData("price.range", 0, 5, 10, 4)]
    [InlineData("price.range", 1, -1, 10, -2)]
    public void A_list_that_makes_no_sense_is_refused(string code, long firstQuantity, long firstPrice, long secondQuantity, long secondPrice)
    {
        var refused = Assert.Throws<RefusedException>(() => Product((firstQuantity, firstPrice), (secondQuantity, secondPrice)));
        Assert.Equal(code, refused.Code);
    }

    [Fact]
    public void The_lines_of_a_quote_add_up_to_its_total() =>
        Prop.ForAll(Gen.Choose(1, 1_000_000).Two().NonEmptyListOf().ToArbitrary(), lines =>
        {
            var content = Given.Content([.. lines.Select(l => Given.Line(quantity: l.Item1, micros: l.Item2))]);
            return content.Total == lines.Sum(l => Money.LineTotal(l.Item1, l.Item2, "USD"));
        }).QuickCheckThrowOnFailure();

    private static Arbitrary<(long, long)[]> Lists =>
        (from steps in Gen.Choose(1, 400).Two().NonEmptyListOf()
         select steps.Aggregate((List: new List<(long, long)>(), Quantity: 0L, Price: 50_000L), (sum, step) =>
         {
             var next = (Quantity: sum.Quantity + step.Item1, Price: Math.Max(0, sum.Price - step.Item2 + 1));
             return ([.. sum.List, next], next.Quantity, next.Price);
         }).List.ToArray()).ToArbitrary();

    private static Product Product(params (long, long)[] breaks)
    {
        var product = new Product { Sku = "MUG-11", Name = "Ceramic Mug 11 oz" };
        product.SetPrices(breaks);
        return product;
    }
}
