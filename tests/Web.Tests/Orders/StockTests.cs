using System.Net;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Orders;
using PromoEngine.Orders.Inventory;

namespace PromoEngine.Web.Tests.Orders;

public abstract class StockTests(App app) : AppTests(app)
{
    private const string Customer = "+15557020001";

    [Fact]
    public async Task Fifty_orders_for_the_last_pieces_never_promise_more_than_there_is()
    {
        var shop = await App.NewShop();
        var quotes = new List<QuoteSummary>();
        for (var i = 0; i < 50; i++)
            quotes.Add(await shop.GivenQuote(Customer, [("MUG-WHITE", 20), ("CAP-NAVY", 25), ("MUG-WHITE", 10)])); // one SKU on two lines

        var answers = await Task.WhenAll(quotes.Select(q => shop.Post($"/api/quotes/{q.QuoteId}/accept")));

        foreach (var answer in answers)
            await answer.Expect(HttpStatusCode.OK, App);
        await Agrees(shop);
        var lines = await shop.Look(db => db.OrderLines.ToListAsync(Ct));
        Assert.Equal(150, lines.Count);
        foreach (var (sku, missing) in new[] { ("MUG-WHITE", 300), ("CAP-NAVY", 50) }) // 1,500 and 1,250 wanted, 1,200 there
            Assert.Equal((1_200, missing), (lines.Where(l => l.Sku == sku).Sum(l => l.Reserved), lines.Where(l => l.Sku == sku).Sum(l => l.Backordered)));
    }

    [Fact]
    public async Task Orders_that_want_the_same_goods_in_another_order_do_not_block_each_other()
    {
        var shop = await App.NewShop();
        string[] skus = ["MUG-WHITE", "MUG-NAVY", "CAP-NAVY", "CAP-BLACK", "PEN-BLUE"];
        var quotes = new List<QuoteSummary>();
        for (var i = 0; i < 30; i++)
            quotes.Add(await shop.GivenQuote(Customer, [.. (i % 2 == 0 ? skus : skus.Reverse()).Select(sku => (sku, 7L + i))]));

        var orders = await Task.WhenAll(quotes.Select(q => Task.Run(() => shop.Accept(q.QuoteId), Ct)));

        Assert.Equal(30, orders.Select(o => o.Number).Distinct().Count());
        await Agrees(shop);
    }

    [Fact]
    public async Task A_shortage_is_shown_before_the_order_and_waits_after_it()
    {
        var shop = await App.NewShop();
        var pen = await shop.Look(db => db.Variants.SingleAsync(v => v.Sku == "PEN-BLUE", Ct));

        var priced = Assert.Single(await shop.In(s => s.GetRequiredService<LinePricing>().Price([new(pen.ProductId, pen.Id, 1_250)], Ct)));
        Assert.Equal((455_000, 56_875, 1_200, 250), (priced.UnitPriceMicros!.Value, priced.Total!.Value, priced.Available!.Value, priced.Backordered));

        var quote = await shop.GivenQuote(Customer, [("PEN-BLUE", 1_250)]);
        var order = await shop.Read($"/api/orders/{(await shop.Accept(quote.QuoteId)).OrderId}");
        await shop.Drain();

        var line = Assert.Single(order.List("lines"));
        Assert.Equal(("backordered", 1_000, 250), (order.Text("fulfilment"), line.Number("reserved"), line.Number("backordered")));
        Assert.Contains("On backorder: 250 x Ballpoint Pen, blue.", shop.Sent[^1].Body);
        await Agrees(shop);
    }

    [Fact]
    public async Task The_same_receipt_twice_counts_once()
    {
        var shop = await App.NewShop();
        var (variant, warehouse) = await shop.Look(async db => (
            await db.Variants.Where(v => v.Sku == "CAP-RED").Select(v => v.Id).SingleAsync(Ct), await db.Warehouses.Where(w => w.Code == "WEST").Select(w => w.Id).SingleAsync(Ct)));

        for (var i = 0; i < 2; i++)
            await shop.Unit((s, _) => s.GetRequiredService<ReceiveStock>().Handle([new(variant, warehouse, 50, "delivery 7", "Delivery 7")], Ct));

        Assert.Equal(250, (await shop.Read("/api/inventory?sku=CAP-RED")).List().Single(w => w.Text("warehouse") == "WEST").Number("onHand"));
        await Agrees(shop);
    }

    [Fact]
    public async Task Stock_of_another_shop_cannot_be_raised()
    {
        var (shop, stranger) = (await App.NewShop(), await App.NewShop());
        var variant = await shop.Look(db => db.Variants.Select(v => v.Id).FirstAsync(Ct));
        var warehouse = await stranger.Look(db => db.Warehouses.Select(w => w.Id).FirstAsync(Ct));

        var refused = await Assert.ThrowsAsync<PromoEngine.Orders.RefusedException>(() => stranger.Unit((s, _) =>
            s.GetRequiredService<ReceiveStock>().Handle([new(variant, warehouse, 50, "theirs")], Ct)));

        Assert.Equal("stock.unknown", refused.Code);
    }

    [Fact]
    public async Task Stock_is_told_for_a_variant_or_summed_for_its_product()
    {
        var shop = await App.NewShop();
        await shop.Accept((await shop.GivenQuote(Customer, [("MUG-NAVY", 100)])).QuoteId);

        Assert.Equal([("MAIN", 1_000, 100, 900), ("WEST", 200, 0, 200)], await Inventory(shop, "MUG-NAVY"));
        Assert.Equal([("MAIN", 2_000, 100, 1_900), ("WEST", 400, 0, 400)], await Inventory(shop, "MUG"));
        Assert.Empty(await Inventory(shop, "NOTHING"));
        await (await shop.Get("/api/inventory")).Expect(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_database_itself_refuses_to_reserve_what_is_not_there()
    {
        var shop = await App.NewShop();

        await Assert.ThrowsAnyAsync<Exception>(() => shop.Unit((_, db) => db.StockLevels.ExecuteUpdateAsync(set => set.SetProperty(l => l.Reserved, l => l.OnHand + 1), Ct)));

        await Agrees(shop);
    }

    private static async Task<List<(string, long, long, long)>> Inventory(Shop shop, string sku) =>
        [.. (await shop.Read($"/api/inventory?sku={sku}")).List().Select(w => (w.Text("warehouse"), w.Number("onHand"), w.Number("reserved"), w.Number("available")))];

    /// <summary>Counters = ledger = reservations = order lines, and nothing promised that is not there.</summary>
    private static async Task Agrees(Shop shop)
    {
        var (levels, movements, reservations, lines) = await shop.Look(async db => (
            await db.StockLevels.ToListAsync(Ct), await db.StockMovements.ToListAsync(Ct),
            await db.Reservations.Where(r => r.State == ReservationState.Active).ToListAsync(Ct), await db.OrderLines.ToListAsync(Ct)));
        Assert.All(levels, level =>
        {
            var moved = movements.Where(m => m.VariantId == level.VariantId).Sum(m =>
                (m.ToWarehouseId == level.WarehouseId ? m.Quantity : 0) - (m.FromWarehouseId == level.WarehouseId ? m.Quantity : 0));
            Assert.Equal(moved, level.OnHand);
            Assert.Equal(reservations.Where(r => r.StockLevelId == level.Id).Sum(r => r.Quantity), level.Reserved);
            Assert.InRange(level.Reserved, 0, level.OnHand - level.Quarantined);
        });
        Assert.All(lines, line =>
        {
            Assert.Equal(line.Ordered, line.Reserved + line.Backordered);
            Assert.Equal(line.Reserved, reservations.Where(r => r.OrderLineId == line.Id).Sum(r => r.Quantity));
        });
    }
}

[Collection(SqliteApp.Collection)]
public sealed class StockOnSqlite(SqliteApp app) : StockTests(app);

[Collection(PostgresApp.Collection)]
public sealed class StockOnPostgres(PostgresApp app) : StockTests(app);
