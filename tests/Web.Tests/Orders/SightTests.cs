using System.Net;
using System.Text.Json;

using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Web.Tests.Orders;

/// <summary>How far a role sees: whose orders, which warehouse, and whether customers' details.</summary>
public abstract class SightTests(App app) : AppTests(app)
{
    private const string Customer = "+13125550142";

    [Fact]
    public async Task A_team_sees_its_own_quotes_and_orders_and_what_nobody_owns()
    {
        var shop = await App.NewShop();
        var (east, west) = (await shop.Do("/api/teams", new { name = "East" }), await shop.Do("/api/teams", new { name = "West" }));
        var (ann, ben, cat) = (await Agent(shop, east.Id()), await Agent(shop, east.Id()), await Agent(shop, west.Id()));
        var (quote, order) = await Sold(ann);
        var nobodys = await shop.Accept((await shop.GivenQuote(Customer, [("CAP-RED", 1)])).QuoteId);

        Assert.Equal([order, nobodys.OrderId], (await Orders(ann)).Order());
        Assert.Equal([order, nobodys.OrderId], (await Orders(ben)).Order());
        Assert.Equal([nobodys.OrderId], await Orders(cat));
        await (await ben.Get($"/api/quotes/{quote}")).Expect(HttpStatusCode.OK, App);
        foreach (var path in new[] { $"/api/quotes/{quote}", $"/api/orders/{order}" })
            await (await cat.Get(path)).Expect(HttpStatusCode.NotFound, App);
        foreach (var path in new[] { $"/api/quotes/{quote}/send", $"/api/quotes/{quote}/accept" })
            await (await cat.Post(path)).Expect(HttpStatusCode.NotFound, App);
    }

    [Fact]
    public async Task Own_is_ones_own_and_the_widest_of_several_roles_counts()
    {
        var shop = await App.NewShop();
        await shop.Do("/api/roles", new { name = "Solo", permissions = new[] { "orders_read", "inbox_read", "drafts_confirm" }, orderScope = "own", warehouseScope = "all" });
        var (ann, ben) = (await shop.GivenPerson("Solo"), await shop.GivenPerson("Solo"));
        var (_, order) = await Sold(ann);

        Assert.Equal([order], await Orders(ann));
        Assert.Empty(await Orders(ben));
        await ben.SetRoles("Solo", "finance");
        Assert.Equal([order], await Orders(ben));
    }

    [Fact]
    public async Task A_conversation_shows_a_draft_without_the_quote_that_is_not_to_be_seen()
    {
        var shop = await App.NewShop();
        await shop.Do("/api/roles", new { name = "Solo", permissions = new[] { "orders_read", "inbox_read", "drafts_confirm" }, orderScope = "own", warehouseScope = "all" });
        var (ann, ben) = (await shop.GivenPerson("Solo"), await shop.GivenPerson("Solo"));
        await Sold(ann);
        var conversation = await shop.ConversationOf(Customer);

        var (hers, his) = (await ann.Read($"/api/conversations/{conversation}"), await ben.Read($"/api/conversations/{conversation}"));

        Assert.Single(hers.List("quotes"));
        Assert.Empty(his.List("quotes"));
        Assert.Empty(his.List("orders"));
        Assert.Equal(JsonValueKind.Null, his.List("drafts").Single().GetProperty("quote").ValueKind);
    }

    [Fact]
    public async Task A_warehouse_sees_its_own_stock_and_the_orders_served_from_it()
    {
        var shop = await App.NewShop();
        var houses = await shop.Look(db => db.Warehouses.ToDictionaryAsync(w => w.Code, w => w.Id, Ct));
        var (main, west, homeless) = (await Operator(shop, houses["MAIN"]), await Operator(shop, houses["WEST"]), await Operator(shop, null));
        var order = await shop.Accept((await shop.GivenQuote(Customer, [("CAP-NAVY", 20)])).QuoteId);

        Assert.Equal(["MAIN"], (await main.Read("/api/inventory?sku=CAP-NAVY")).List().Select(l => l.Text("warehouse")));
        Assert.Equal(["WEST"], (await west.Read("/api/inventory?sku=CAP-NAVY")).List().Select(l => l.Text("warehouse")));
        Assert.Empty((await homeless.Read("/api/inventory?sku=CAP-NAVY")).List());
        Assert.Equal([order.OrderId], await Orders(main));
        Assert.Empty(await Orders(west));
        Assert.Empty(await Orders(homeless));
        await (await west.Get($"/api/orders/{order.OrderId}")).Expect(HttpStatusCode.NotFound, App);
    }

    [Fact]
    public async Task A_warehouse_sees_the_customers_name_but_not_how_to_reach_them()
    {
        var shop = await App.NewShop();
        var houses = await shop.Look(db => db.Warehouses.ToDictionaryAsync(w => w.Code, w => w.Id, Ct));
        var packer = await Operator(shop, houses["MAIN"]);
        var (_, order) = await Sold(shop);
        await shop.Unit(async (_, db) =>
        {
            await db.Customers.ExecuteUpdateAsync(set => set.SetProperty(c => c.Name, "Dana Whitfield").SetProperty(c => c.Email, "dana@example.test"), Ct);
            await db.Orders.ExecuteUpdateAsync(set => set.SetProperty(o => o.ShipTo, "12 Main St"), Ct);
        });

        var (full, hidden) = (await shop.Read($"/api/orders/{order}"), await packer.Read($"/api/orders/{order}"));

        Assert.Equal((Customer, "dana@example.test", "12 Main St"), (full.GetProperty("customer").Text("phone"), full.GetProperty("customer").Text("email"), full.Text("shipTo")));
        Assert.Equal(("Dana Whitfield", "••• 42", "d•••@•••", "•••"), (
            hidden.GetProperty("customer").Text("name"), hidden.GetProperty("customer").Text("phone"), hidden.GetProperty("customer").Text("email"), hidden.Text("shipTo")));
    }

    [Fact]
    public async Task Where_the_phone_number_is_the_name_it_is_hidden_too()
    {
        var shop = await App.NewShop();
        var houses = await shop.Look(db => db.Warehouses.ToDictionaryAsync(w => w.Code, w => w.Id, Ct));
        var packer = await Operator(shop, houses["MAIN"]);
        var order = await shop.Accept((await shop.GivenQuote(Customer, [("CAP-NAVY", 20)])).QuoteId);

        foreach (var path in new[] { "/api/orders", $"/api/orders/{order.OrderId}" })
            Assert.DoesNotContain(Customer[1..], await (await packer.Get(path)).Content.ReadAsStringAsync(Ct));
    }

    private static async Task<List<Guid>> Orders(Shop person) => [.. (await person.Read("/api/orders")).List("items").Select(o => o.Id())];

    /// <summary>A customer writes, and this person makes a quote and an order of it.</summary>
    private static async Task<(Guid Quote, Guid Order)> Sold(Shop person)
    {
        var draft = await person.GivenDraft(Customer, "20 navy caps");
        var quote = (await person.Do($"/api/drafts/{draft.Id()}/confirm", new { version = draft.Number("version") })).Id("quoteId");
        var order = await person.Accept(quote);
        return (quote, order.OrderId);
    }

    private static Task<Shop> Agent(Shop shop, Guid team) => Placed(shop, "sales_agent", team, null);

    private static Task<Shop> Operator(Shop shop, Guid? warehouse) => Placed(shop, "warehouse_operator", null, warehouse);

    private static async Task<Shop> Placed(Shop shop, string role, Guid? team, Guid? warehouse)
    {
        var person = await shop.GivenPerson();
        var id = (await shop.Read("/api/roles")).List().Single(r => r.GetProperty("system").GetString() == role).Id();
        await (await shop.Put($"/api/people/{person.Person}/roles", new { roleIds = new[] { id }, teamId = team, warehouseId = warehouse })).Json();
        return person;
    }
}

[Collection(SqliteApp.Collection)]
public sealed class SightOnSqlite(SqliteApp app) : SightTests(app);

[Collection(PostgresApp.Collection)]
public sealed class SightOnPostgres(PostgresApp app) : SightTests(app);
