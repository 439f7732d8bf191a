using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Orders.Catalog;
using PromoEngine.Orders.Inventory;
using PromoEngine.Testing;
using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Tests;

/// <summary>Opens a shop: its rows by the product's own code, its channel over HTTP.</summary>
internal static class ShopMaker
{
    public static async Task<Shop> Make(App app, string number)
    {
        var workspace = new Workspace { Name = "Acme Promo", Currency = "USD", TimeZone = "America/New_York", CreatedAt = app.Clock.Now };
        var email = $"{number[1..]}@example.test";
        var shop = new Shop(app, workspace.Id, number, email, $"token-{Guid.CreateVersion7():N}");

        var admin = await shop.In(services => Task.FromResult(services.GetRequiredService<NewPerson>().Create(email, "Ada Admin", App.Password)));
        await shop.Unit(async (_, db) =>
        {
            NewWorkspace.Add(db, workspace, admin, shop.Token);
            AddCatalogue(db);
            await db.SaveChangesAsync(default);
        });
        shop.Person = admin.Id;
        await FillShelves(shop);

        var channel = await shop.Do("/api/channels", new
        {
            kind = "sms",
            provider = "twilio",
            name = "Texts",
            address = number,
            settings = new { accountSid = StubTwilio.Account, authToken = StubTwilio.Token, apiBaseUrl = app.Twilio.Address.ToString() },
        });
        shop.Channel = channel.GetProperty("id").GetGuid();
        return shop;
    }

    private static void AddCatalogue(AppDb db)
    {
        db.Warehouses.AddRange(
            new Warehouse { Code = "MAIN", Name = "Main", Priority = 1, IsDefault = true },
            new Warehouse { Code = "WEST", Name = "West", Priority = 2 });
        db.Products.AddRange(
            Product("MUG", "11 oz Ceramic Mug", "Drinkware", ["coffee mug"], ["white", "navy"], (1, 8_000_000), (144, 6_500_000), (500, 5_250_000)),
            Product("CAP", "Cotton Cap", "Headwear", ["hat"], ["navy", "black", "red"], (1, 12_000_000), (24, 10_000_000)),
            Product("PEN", "Ballpoint Pen", "Writing", ["biro"], ["blue", "black"], (1, 990_000), (100, 455_000)));
    }

    private static Product Product(string sku, string name, string category, string[] aliases, string[] colors, params (long, long)[] prices)
    {
        var product = new Product
        {
            Sku = sku,
            Name = name,
            Category = category,
            Aliases = aliases,
            Attributes = new OrderedDictionary<string, IReadOnlyList<string>> { ["color"] = colors },
        };
        foreach (var color in colors)
            product.AddVariant($"{sku}-{color.ToUpperInvariant()}", new OrderedDictionary<string, string> { ["color"] = color });
        product.SetPrices(prices);
        return product;
    }

    /// <summary>1,000 of everything in the main warehouse, 200 in the other one.</summary>
    private static async Task FillShelves(Shop shop)
    {
        var (variants, warehouses) = await shop.Look(async db => (
            await db.Variants.ToListAsync(),
            await db.Warehouses.ToDictionaryAsync(w => w.Code, w => w.Id)));
        await shop.Unit((services, _) => services.GetRequiredService<ReceiveStock>().Handle(
            [.. variants.SelectMany(v => new StockReceipt[]
            {
                new(v.Id, warehouses["MAIN"], 1000, $"{v.Sku}:main"), new(v.Id, warehouses["WEST"], 200, $"{v.Sku}:west"),
            })], default));
    }
}
