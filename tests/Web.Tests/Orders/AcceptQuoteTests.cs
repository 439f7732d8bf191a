using System.Net;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Orders;
using PromoEngine.Orders.Inventory;
using PromoEngine.Orders.Quotes;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Tests.Orders;

public abstract class AcceptQuoteTests(App app) : AppTests(app)
{
    private const string Customer = "+15557010001";

    [Fact]
    public async Task Fifty_at_once_make_one_order_and_all_hear_of_it()
    {
        var shop = await App.NewShop();
        var quote = await shop.GivenQuote(Customer, [("MUG-WHITE", 150), ("CAP-NAVY", 24)]);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => shop.Post($"/api/quotes/{quote.QuoteId}/accept")));

        var orders = await Task.WhenAll(answers.Select(async a => (await a.Json(App)).GetRawText()));
        Assert.Single(orders.Distinct());
        Assert.Equal(1, await shop.Look(db => db.Orders.CountAsync(Ct)));
        Assert.Equal(1, await shop.Look(db => db.AuditRows.CountAsync(a => a.Action == "quote.accepted", Ct)));
        Assert.Equal((150, 24), (await Reserved(shop, "MUG-WHITE"), await Reserved(shop, "CAP-NAVY")));

        await shop.Drain();
        Assert.Single(shop.Sent, m => m.Body.Contains("is confirmed"));
    }

    [Fact]
    public async Task Accepting_converts_the_quote_and_reserves_exactly_what_it_says()
    {
        var shop = await App.NewShop();
        var quote = await shop.GivenQuote(Customer, [("MUG-WHITE", 150), ("MUG-NAVY", 10)]);

        var accepted = await shop.Do($"/api/quotes/{quote.QuoteId}/accept");

        var order = await shop.Read($"/api/orders/{accepted.Id("orderId")}");
        Assert.Equal(("confirmed", "allocated", accepted.Text("number")), (order.Text("lifecycle"), order.Text("fulfilment"), order.Text("number")));
        Assert.Equal(160 * 650, order.Number("total")); // 160 mugs of both colours: the price from 144 on
        Assert.Equal(quote.Total, order.Number("total"));
        Assert.Equal(("MAIN", 150), Reservation(order.List("lines")[0]));
        Assert.Equal(["accepted", "confirmed", "reserved"], order.List("timeline").Select(e => e.Text("kind")));
        Assert.Equal("Ada Admin", order.List("timeline")[0].Text("actor"));

        var converted = await shop.Read($"/api/quotes/{quote.QuoteId}");
        Assert.Equal(("converted", accepted.Id("orderId")), (converted.Text("status"), converted.Id("orderId")));
        Assert.Empty(converted.List("can"));
    }

    [Fact]
    public async Task What_was_written_by_hand_reads_back_through_the_model()
    {
        var shop = await App.NewShop();
        var quote = await shop.GivenQuote(Customer, [("MUG-WHITE", 1_100)]);

        var accepted = await shop.Accept(quote.QuoteId);

        var (revision, order) = await shop.Look(async db => (
            await db.QuoteRevisions.Include(r => r.Lines).SingleAsync(r => r.QuoteId == quote.QuoteId, Ct),
            await db.Orders.Include(o => o.Lines).SingleAsync(o => o.Id == accepted.OrderId, Ct)));
        Assert.Equal((QuoteState.Converted, App.Clock.Now, "test"), (revision.State, revision.AcceptedAt, revision.AcceptedBy));
        Assert.Equal((accepted.Number, revision.Id, quote.Total, "USD", App.Clock.Now), (order.Number, order.QuoteRevisionId, order.Total, order.Currency, order.CreatedAt));
        Assert.Equal(FulfilmentStatus.Backordered, order.Fulfilment);
        var (line, offered) = (Assert.Single(order.Lines), Assert.Single(revision.Lines));
        Assert.Equal((offered.Sku, offered.Name, offered.Quantity, offered.UnitPriceMicros, offered.Total), (line.Sku, line.Name, line.Ordered, line.UnitPriceMicros, line.Total));
        Assert.Equal((offered.ProductId, offered.VariantId), (line.ProductId, line.VariantId));
        Assert.Equal(["white"], line.Attributes["color"]);
        Assert.Equal((true, 1_000, 100, 0, 0, 0), (line.Stocked, line.Reserved, line.Backordered, line.Cancelled, line.Shipped, line.Delivered));
        var reservation = await shop.Look(db => db.Reservations.SingleAsync(r => r.OrderId == order.Id, Ct));
        Assert.Equal((line.Id, 1_000, ReservationState.Active, App.Clock.Now), (reservation.OrderLineId, reservation.Quantity, reservation.State, reservation.CreatedAt));
    }

    [Fact]
    public async Task A_quote_past_its_day_cannot_be_accepted_and_leaves_no_trace()
    {
        var shop = await App.NewShop();
        var quote = await shop.GivenQuote(Customer, [("MUG-WHITE", 150)]);
        App.Clock.Turn(TimeSpan.FromDays(32));

        await (await shop.Post($"/api/quotes/{quote.QuoteId}/accept")).Refused(HttpStatusCode.Conflict, "quote.expired");

        Assert.Equal("expired", (await shop.Read($"/api/quotes/{quote.QuoteId}")).Text("status"));
        Assert.Equal((0, 0), (await shop.Look(db => db.Orders.CountAsync(Ct)), await Reserved(shop, "MUG-WHITE")));

        await App.Services.GetRequiredService<Housekeeping>().Expire(shop.Workspace, Ct);
        Assert.Equal(QuoteState.Expired, await shop.Look(db => db.QuoteRevisions.Select(r => r.State).SingleAsync(Ct)));
        await (await shop.Post($"/api/quotes/{quote.QuoteId}/accept")).Refused(HttpStatusCode.Conflict, "quote.expired");
    }

    [Fact]
    public async Task A_quote_that_expires_between_looking_and_writing_is_refused()
    {
        var shop = await App.NewShop();
        var quote = await shop.GivenQuote(Customer, [("MUG-WHITE", 150)]);

        var refused = await Assert.ThrowsAsync<PromoEngine.Orders.RefusedException>(() => shop.In(async services =>
        {
            var accept = services.GetRequiredService<AcceptQuoteByStaff>();
            var prepared = await accept.Prepare(quote.QuoteId, Ct);
            App.Clock.Turn(TimeSpan.FromDays(32));
            return await services.GetRequiredService<IUnitOfWork>().Run(services.GetRequiredService<AppDb>(), () => accept.Write(prepared!, Ct));
        }));

        Assert.Equal("quote.expired", refused.Code);
        Assert.Equal((0, 0), (await shop.Look(db => db.Orders.CountAsync(Ct)), await Reserved(shop, "MUG-WHITE")));
    }

    [Fact]
    public async Task A_draft_is_sent_once_before_it_is_accepted()
    {
        var shop = await App.NewShop();
        var quote = await shop.GivenQuote(Customer, [("PEN-BLUE", 500)], send: false);
        Assert.Equal(["send"], (await shop.Read($"/api/quotes/{quote.QuoteId}")).List("can").Select(c => c.GetString()));
        await (await shop.Post($"/api/quotes/{quote.QuoteId}/accept")).Refused(HttpStatusCode.Conflict, "quote.status");

        Assert.Equal(quote.Number, (await shop.Do($"/api/quotes/{quote.QuoteId}/send")).Text("number"));
        Assert.Equal(quote.Number, (await shop.Do($"/api/quotes/{quote.QuoteId}/send")).Text("number"));
        await shop.Drain();

        Assert.Single(shop.Sent, m => m.Body.Contains($"Reply YES {quote.Number} to order."));
        await shop.Do($"/api/quotes/{quote.QuoteId}/accept");
        Assert.Equal(quote.Number, (await shop.Do($"/api/quotes/{quote.QuoteId}/send")).Text("number"));
    }

    [Fact]
    public async Task Twenty_who_send_at_once_send_one_text()
    {
        var shop = await App.NewShop();
        var quote = await shop.GivenQuote(Customer, [("PEN-BLUE", 500)], send: false);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shop.Post($"/api/quotes/{quote.QuoteId}/send")));
        await shop.Drain();

        foreach (var answer in answers)
            Assert.Equal(quote.Number, (await answer.Json(App)).Text("number"));
        Assert.Single(shop.Sent, m => m.Body.Contains(quote.Number));
    }

    [Fact]
    public async Task Another_shops_quote_and_order_are_not_there()
    {
        var (shop, stranger) = (await App.NewShop(), await App.NewShop());
        var quote = await shop.GivenQuote(Customer, [("PEN-BLUE", 500)]);
        var order = await shop.Accept(quote.QuoteId);

        foreach (var answer in new[]
        {
            await stranger.Get($"/api/quotes/{quote.QuoteId}"), await stranger.Post($"/api/quotes/{quote.QuoteId}/send"),
            await stranger.Post($"/api/quotes/{quote.QuoteId}/accept"), await stranger.Get($"/api/orders/{order.OrderId}"),
        })
            await answer.Refused(HttpStatusCode.NotFound, "not_found");
        Assert.Empty((await stranger.Read("/api/orders")).List("items"));
    }

    [Fact]
    public async Task What_was_sent_cannot_be_changed_through_the_model()
    {
        var shop = await App.NewShop();
        var quote = await shop.GivenQuote(Customer, [("PEN-BLUE", 500)]);

        await Assert.ThrowsAsync<InvalidOperationException>(() => shop.Unit(async (_, db) =>
        {
            var line = await db.QuoteLines.SingleAsync(Ct);
            db.Entry(line).Property(l => l.Total).CurrentValue = 1;
            await db.SaveChangesAsync(Ct);
        }));
        await Assert.ThrowsAsync<InvalidOperationException>(() => shop.Unit(async (_, db) =>
        {
            var revision = await db.QuoteRevisions.SingleAsync(r => r.QuoteId == quote.QuoteId, Ct);
            db.Entry(revision).Property(r => r.Total).CurrentValue = 1;
            await db.SaveChangesAsync(Ct);
        }));
    }

    private static Task<long> Reserved(Shop shop, string sku) => shop.Look(db =>
        (from variant in db.Variants join level in db.StockLevels on variant.Id equals level.VariantId where variant.Sku == sku select level.Reserved).SumAsync(Ct));

    private static (string, long) Reservation(System.Text.Json.JsonElement line)
    {
        var reservation = Assert.Single(line.List("reservations"));
        return (reservation.Text("warehouse"), reservation.Number("quantity"));
    }
}

[Collection(SqliteApp.Collection)]
public sealed class AcceptQuoteOnSqlite(SqliteApp app) : AcceptQuoteTests(app);

[Collection(PostgresApp.Collection)]
public sealed class AcceptQuoteOnPostgres(PostgresApp app) : AcceptQuoteTests(app);
