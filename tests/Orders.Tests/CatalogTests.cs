using PromoEngine.Orders.Catalog;

namespace PromoEngine.Orders.Tests;

public sealed class CatalogTests
{
    [Fact]
    public void A_search_looks_into_name_SKU_category_and_aliases() => Assert.Equal(
        "ceramic mug mug-11 drinkware coffee cup tasse",
        new Product { Sku = "MUG-11", Name = "Ceramic Mug", Category = "Drinkware", Aliases = ["coffee cup", "Tasse"] }.SearchText);

    [Fact]
    public void A_variant_comes_only_in_what_the_product_offers()
    {
        var product = new Product { Sku = "TEE", Name = "T-Shirt", Attributes = Given.Attributes(("color", "white")) };

        Assert.Equal("white", product.AddVariant("TEE-W", new Dictionary<string, string> { ["color"] = "white" }).Name);
        Assert.Equal("variant.attribute", Assert.Throws<RefusedException>(
            () => product.AddVariant("TEE-G", new Dictionary<string, string> { ["color"] = "green" })).Code);
    }
}
