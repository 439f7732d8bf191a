namespace PromoEngine.Orders.Tests;

public sealed class VariantResolutionTests
{
    private static readonly CatalogProduct Shirt = Product(new Dictionary<string, string>(),
        [("white", "M"), ("white", "L"), ("navy", "M"), ("navy", "L"), ("navy", "XL")]);

    [Fact]
    public void A_full_choice_is_one_variant() =>
        Assert.Equal("TEE-NAVY-L", Shirt.Choose(Given.Attributes(("color", "navy"), ("size", "L"))).Variant?.Sku);

    [Fact]
    public void Upper_and_lower_case_do_not_matter() =>
        Assert.Equal("TEE-NAVY-L", Shirt.Choose(Given.Attributes(("Color", "Navy"), ("SIZE", "l"))).Variant?.Sku);

    [Fact]
    public void A_value_that_only_one_variant_has_is_choice_enough() =>
        Assert.Equal("TEE-NAVY-XL", Shirt.Choose(Given.Attributes(("size", "XL"))).Variant?.Sku);

    [Fact]
    public void What_would_tell_the_fitting_ones_apart_is_missing()
    {
        var choice = Shirt.Choose(Given.Attributes(("color", "white")));

        Assert.Null(choice.Variant);
        Assert.True(choice.Offered);
        Assert.Equal(["size"], choice.Missing);
        Assert.Equal(["color", "size"], Shirt.Choose(Given.Attributes()).Missing);
    }

    [Fact]
    public void What_the_product_does_not_come_in_is_not_offered()
    {
        var choice = Shirt.Choose(Given.Attributes(("color", "white"), ("size", "XL")));

        Assert.Null(choice.Variant);
        Assert.False(choice.Offered);
        Assert.Empty(choice.Missing);
    }

    [Fact]
    public void An_attribute_that_no_variant_has_does_not_matter() =>
        Assert.Equal("TEE-NAVY-L", Shirt.Choose(Given.Attributes(("color", "navy"), ("size", "L"), ("imprint", "gold"))).Variant?.Sku);

    [Fact]
    public void Two_values_of_one_attribute_are_no_choice()
    {
        var both = new Dictionary<string, IReadOnlyList<string>> { ["color"] = ["white", "navy"], ["size"] = ["M"] };

        Assert.Null(Shirt.Choose(both).Variant);
        Assert.Equal(["color"], Shirt.Choose(both).Missing);
    }

    [Fact]
    public void A_product_without_a_choice_is_its_only_variant() =>
        Assert.Equal("PEN", Product([], "PEN").Choose(Given.Attributes()).Variant?.Sku);

    [Fact]
    public void Defaults_speak_where_the_customer_does_not()
    {
        var shirt = Shirt with { Defaults = new Dictionary<string, string> { ["color"] = "navy" } };

        Assert.Equal("TEE-NAVY-M", shirt.Choose(Given.Attributes(("size", "M"))).Variant?.Sku);
        Assert.Equal("TEE-WHITE-M", shirt.Choose(Given.Attributes(("size", "M"), ("color", "white"))).Variant?.Sku);
    }

    private static CatalogProduct Product(Dictionary<string, string> defaults, (string Color, string Size)[] variants) =>
        Product(defaults, [.. variants.Select(v => new CatalogVariant(
            Guid.CreateVersion7(), $"TEE-{v.Color.ToUpperInvariant()}-{v.Size}", "", new OrderedDictionary<string, string> { ["color"] = v.Color, ["size"] = v.Size }))]);

    private static CatalogProduct Product(Dictionary<string, string> defaults, string onlySku) =>
        Product(defaults, [new CatalogVariant(Guid.CreateVersion7(), onlySku, "", new Dictionary<string, string>())]);

    private static CatalogProduct Product(Dictionary<string, string> defaults, IReadOnlyList<CatalogVariant> variants) =>
        new(Guid.CreateVersion7(), "TEE", "Cotton T-Shirt", "Apparel", [], Given.Attributes(), defaults, new Dictionary<string, long>(), null, variants);
}
