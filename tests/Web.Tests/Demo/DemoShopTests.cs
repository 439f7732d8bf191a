using System.Xml.Linq;

using PromoEngine.Web.Demo;

namespace PromoEngine.Web.Tests.Demo;

public sealed class DemoShopTests
{
    private static readonly DemoShop Shop = DemoShop.Instance;

    [Fact]
    public void Every_sku_is_unique()
    {
        var skus = Shop.Products.SelectMany(p => p.Variants(Shop.Colors).Select(v => v.Sku)).ToList();

        Assert.Equal(Shop.Products.Count, Shop.Products.Select(p => p.Sku).Distinct().Count());
        Assert.Equal(skus.Count, skus.Distinct().Count());
    }

    [Fact]
    public void Every_quantity_has_a_price_and_more_is_cheaper()
    {
        Assert.All(Shop.Products, p =>
        {
            Assert.Equal(1, p.Prices[0][0]);
            Assert.All(p.Prices.Zip(p.Prices.Skip(1)), pair =>
            {
                Assert.True(pair.First[0] < pair.Second[0], p.Sku);
                Assert.True(pair.First[1] > pair.Second[1], p.Sku);
            });
        });
    }

    [Fact]
    public void Every_variant_has_a_place_in_each_warehouse_and_a_drawable_colour()
    {
        var variants = Shop.Products.SelectMany(p => p.Variants(Shop.Colors)).ToList();

        Assert.All(variants, v => Assert.Equal(Shop.Warehouses.Count, v.Units.Count));
        Assert.All(variants, v => Assert.True(!v.Attributes.TryGetValue("color", out var color) || Shop.Colors.ContainsKey(color), v.Sku));
    }

    [Fact]
    public void Every_variant_has_a_small_picture_that_is_well_formed()
    {
        Assert.All(Shop.Products, p => Assert.All(p.Variants(Shop.Colors), v =>
        {
            var picture = p.Picture.Draw(v.Attributes.GetValueOrDefault("color"), p.Name);

            Assert.Equal("svg", XDocument.Parse(picture).Root!.Name.LocalName);
            Assert.True(picture.Length <= 4096, $"{p.Sku}: {picture.Length}");
            Assert.DoesNotContain("var(", picture, StringComparison.Ordinal);
        }));
        Assert.All(Shop.Products, p => Assert.Equal(p.Picture, DemoPicture.FromKey(p.Picture.Key)));
    }

    [Theory]
    [InlineData("mug", "MUG-11")]
    [InlineData("11oz mug", "MUG-11")]
    [InlineData("cap", "CAP-6P")]
    [InlineData("ballpoint pen", "PEN-BALL")]
    [InlineData("cotton t-shirt", "TEE-CTN")]
    [InlineData("t-shirt", "TEE-CTN")]
    [InlineData("tote bag", "TOTE-CNV")]
    [InlineData("steel bottle", "BOT-20")]
    public void The_words_of_the_walkthrough_mean_one_product(string alias, string sku) =>
        Assert.Equal([sku], Shop.Products.Where(p => p.Aliases.Contains(alias)).Select(p => p.Sku));

    [Theory]
    [InlineData("MUG-11-WHT")]
    [InlineData("CAP-6P-NVY")]
    public void What_the_walkthrough_orders_is_amply_in_stock(string sku) =>
        Assert.True(Shop.Products.SelectMany(p => p.Variants(Shop.Colors)).Single(v => v.Sku == sku).Units[0] >= 2000);

    [Fact]
    public void A_tumbler_can_be_several_products_so_that_a_question_can_be_seen() =>
        Assert.True(Shop.Products.Count(p => p.Aliases.Contains("tumbler")) > 1);

    [Fact]
    public void Every_opening_text_comes_from_a_known_customer_with_a_fictional_number()
    {
        Assert.All(Shop.Customers, c => Assert.Matches(@"^\+1\d{3}55501\d{2}$", c.Phone));
        Assert.All(Shop.Conversations, c => Assert.Contains(Shop.Customers, customer => customer.Phone == c.From));
    }
}
