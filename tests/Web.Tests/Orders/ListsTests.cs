using System.Net;

using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Orders;

namespace PromoEngine.Web.Tests.Orders;

public abstract class ListsTests(App app) : AppTests(app)
{
    [Fact]
    public async Task Pages_of_orders_show_each_once_newest_first()
    {
        var shop = await App.NewShop();
        var made = new List<string>();
        for (var i = 0; i < 53; i++)
        {
            if (i % 3 == 0)
                App.Clock.Turn(TimeSpan.FromSeconds(1)); // and three in the same moment
            made.Add((await shop.Accept((await shop.GivenQuote("+15557030001", [("PEN-BLUE", 100)])).QuoteId)).Number);
        }

        var first = await shop.Read("/api/orders");
        await shop.Accept((await shop.GivenQuote("+15557030001", [("PEN-BLUE", 100)])).QuoteId);
        var second = await shop.Read($"/api/orders?cursor={first.Text("next")}");

        var shown = first.List("items").Concat(second.List("items")).ToList();
        Assert.Equal(made.Order(), shown.Select(o => o.Text("number")).Order());
        Assert.Equal(shown.Select(o => o.GetProperty("createdAt").GetDateTime()), shown.Select(o => o.GetProperty("createdAt").GetDateTime()).OrderDescending());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, second.GetProperty("next").ValueKind);
        await (await shop.Get("/api/orders?cursor=nonsense")).Refused(HttpStatusCode.BadRequest, "request.invalid");
    }

    [Fact]
    public async Task Orders_are_found_by_number_and_by_customer()
    {
        var shop = await App.NewShop();
        var dana = await shop.Accept((await shop.GivenQuote("+15557030002", [("PEN-BLUE", 100)])).QuoteId);
        var tom = await shop.Accept((await shop.GivenQuote("+15557030003", [("PEN-BLUE", 100)])).QuoteId);

        Assert.Equal([tom.Number], await Found(shop, tom.Number.ToLowerInvariant()));
        Assert.Equal([dana.Number], await Found(shop, "7030002"));
        Assert.Empty(await Found(shop, "%"));
    }

    [Fact]
    public async Task Products_are_found_by_name_SKU_and_alias_in_any_form_people_type()
    {
        var shop = await App.NewShop();

        Assert.Equal(["MUG"], await Products(shop, "Mugs"));
        Assert.Equal(["MUG"], await Products(shop, "coffee"));
        Assert.Equal(["CAP"], await Products(shop, "hats cotton"));
        Assert.Equal(["PEN"], await Products(shop, "pen writing"));
        Assert.Equal(["MUG", "PEN", "CAP"], await Products(shop, "")); // by name
        Assert.Empty(await Products(shop, "100%"));
        var mug = (await shop.Read("/api/products?q=mug")).List("items")[0];
        Assert.Equal((5_250_000, 2_400), (mug.Number("fromPriceMicros"), mug.Number("available")));
    }

    [Fact]
    public async Task The_catalogues_stamp_changes_with_the_catalogue()
    {
        var shop = await App.NewShop();
        Task<string> Stamp() => shop.In(s => s.GetRequiredService<ProductCatalog>().Stamp(Ct));
        var before = await Stamp();
        Assert.Equal(before, await Stamp());

        var mug = (await shop.In(s => s.GetRequiredService<ProductCatalog>().Load(Ct))).Single(p => p.Sku == "MUG");
        Assert.Equal(["MUG-NAVY", "MUG-WHITE"], mug.Variants.Select(v => v.Sku));
        await shop.Unit(async (_, db) =>
        {
            (await db.Products.FindAsync([mug.Id], Ct))!.Discontinue();
            await db.SaveChangesAsync(Ct);
        });

        Assert.NotEqual(before, await Stamp());
        Assert.DoesNotContain("MUG", (await shop.In(s => s.GetRequiredService<ProductCatalog>().Load(Ct))).Select(p => p.Sku));
        var refused = await Assert.ThrowsAsync<PromoEngine.Orders.RefusedException>(() => shop.GivenQuote("+15557030004", [("MUG-WHITE", 1)]));
        Assert.Equal("product.discontinued", refused.Code);
    }

    private static async Task<List<string>> Found(Shop shop, string q) =>
        [.. (await shop.Read($"/api/orders?q={Uri.EscapeDataString(q)}")).List("items").Select(o => o.Text("number"))];

    private static async Task<List<string>> Products(Shop shop, string q) =>
        [.. (await shop.Read($"/api/products?q={Uri.EscapeDataString(q)}")).List("items").Select(p => p.Text("sku"))];
}

[Collection(SqliteApp.Collection)]
public sealed class ListsOnSqlite(SqliteApp app) : ListsTests(app);

[Collection(PostgresApp.Collection)]
public sealed class ListsOnPostgres(PostgresApp app) : ListsTests(app);
