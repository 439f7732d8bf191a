using System.Xml.Linq;

using PromoEngine.Web.Demo;

namespace PromoEngine.Web.Tests.Demo;

public sealed class ProductPictureTests
{
    [Fact]
    public void The_same_words_give_the_same_drawing() =>
        Assert.Equal(ProductPicture.Draw("mug", "#1f2d4d", null, "Mug"), ProductPicture.Draw("mug", "#1f2d4d", null, "Mug"));

    [Fact]
    public void A_title_cannot_become_markup()
    {
        var picture = XDocument.Parse(ProductPicture.Draw("mug", "#1f2d4d", null, "\"><script>alert(1)</script> var(--base)"));

        Assert.Equal("\"><script>alert(1)</script> var(--base)", picture.Root!.Attribute("aria-label")!.Value);
        Assert.DoesNotContain(picture.Descendants(), e => e.Name.LocalName == "script");
    }

    [Theory]
    [InlineData("#1f2d4d", "#1f2d4d")]
    [InlineData("#fbfaf7", "#fbfaf7")]
    public void The_product_has_its_colour(string color, string drawn) =>
        Assert.Contains($"fill=\"{drawn}\"", ProductPicture.Draw("mug", color, null, "Mug"), StringComparison.Ordinal);

    [Theory]
    [InlineData("navy")]
    [InlineData("#12345")]
    [InlineData("#1234567")]
    [InlineData("#12 456")]
    public void What_is_no_colour_is_refused(string color) =>
        Assert.Throws<FormatException>(() => ProductPicture.Draw("mug", color, null, "Mug"));

    [Fact]
    public void An_unknown_shape_is_refused() =>
        Assert.Throws<ArgumentException>(() => ProductPicture.Draw("zeppelin", "#1f2d4d", null, "Zeppelin"));
}
