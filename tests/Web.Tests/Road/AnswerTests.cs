using System.Net;
using System.Text.Json;

using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Web.Tests.Road;

/// <summary>What a customer's YES does, and what it does not.</summary>
public abstract class AnswerTests(App app) : AppTests(app)
{
    private const string Customer = "+13125550142";

    [Fact]
    public async Task From_the_first_text_to_the_confirmed_order()
    {
        var shop = await App.NewShop();
        var draft = await shop.GivenDraft(Customer, "150 white mugs and 2 dozen navy caps please");
        var confirmed = await shop.Do($"/api/drafts/{draft.Id()}/confirm", new { version = draft.Number("version") });
        await shop.Drain();

        var offer = Assert.Single(shop.Sent);
        Assert.Contains("$1,215.00", offer.Body, StringComparison.Ordinal);
        Assert.Contains($"YES {confirmed.Text("number")}", offer.Body, StringComparison.Ordinal);
        var quote = await shop.Read($"/api/quotes/{confirmed.Id("quoteId")}");
        Assert.Equal("sent", quote.Text("status"));

        await shop.Text(Customer, $"yes {confirmed.Text("number").ToLowerInvariant()}");
        await shop.Drain();

        var accepted = await shop.Read($"/api/quotes/{confirmed.Id("quoteId")}");
        Assert.Equal(("converted", quote.Text("contentHash")), (accepted.Text("status"), accepted.Text("contentHash")));
        var order = await shop.Read($"/api/orders/{accepted.Id("orderId")}");
        Assert.Equal(121_500, order.Number("total"));
        Assert.Equal([(150L, 150L), (24L, 24L)], order.List("lines").Select(l => (l.Number("quantity"), l.Number("reserved"))));
        Assert.NotEmpty(order.List("timeline"));
        var white = (await shop.Read("/api/inventory?sku=MUG-WHITE")).List().Single(s => s.Text("warehouse") == "MAIN");
        Assert.Equal((1000, 150, 850), (white.Number("onHand"), white.Number("reserved"), white.Number("available")));

        Assert.Equal(2, shop.Sent.Count);
        Assert.Contains(order.Text("number"), shop.Sent[1].Body, StringComparison.Ordinal);
        var conversation = await shop.Read($"/api/conversations/{draft.Id("conversationId")}");
        Assert.Equal(JsonValueKind.Null, conversation.GetProperty("attention").ValueKind);
        Assert.DoesNotContain(conversation.List("drafts"), d => d.Text("status") is "open" or "stale");
    }

    [Theory]
    [InlineData("YES")]
    [InlineData("y")]
    [InlineData("Ok!")]
    [InlineData("{number}")]
    [InlineData("yes, {number}.")]
    public async Task A_yes_to_the_one_open_quote_accepts_it(string answer)
    {
        var shop = await App.NewShop();
        var quote = await Offer(shop, ("CAP-NAVY", 20));

        await Say(shop, answer.Replace("{number}", quote.Number, StringComparison.Ordinal));

        Assert.Equal("converted", await Status(shop, quote.Id));
        Assert.Equal(1, await Orders(shop));
    }

    [Fact]
    public async Task Saying_it_twice_makes_one_order()
    {
        var shop = await App.NewShop();
        var quote = await Offer(shop, ("CAP-NAVY", 20));

        await shop.Text(Customer, "YES");
        await shop.Text(Customer, $"YES {quote.Number}");
        await shop.Drain();

        Assert.Equal(1, await Orders(shop));
        Assert.Equal(20, (await shop.Read("/api/inventory?sku=CAP-NAVY")).List().Sum(s => s.Number("reserved")));
    }

    [Fact]
    public async Task A_yes_with_several_quotes_open_accepts_none_and_asks_the_rep()
    {
        var shop = await App.NewShop();
        var first = await Offer(shop, ("CAP-NAVY", 20));
        var second = await Offer(shop, ("PEN-BLUE", 100));

        await Say(shop, "YES");
        Assert.Equal(0, await Orders(shop));
        Assert.Equal("reply.unclear", await Attention(shop));

        await Say(shop, $"YES {second.Number}");
        Assert.Equal(("sent", "sent"), (await Status(shop, first.Id), await Status(shop, second.Id)));
        await shop.Do($"/api/quotes/{second.Id}/accept");
        Assert.Equal(("sent", "converted"), (await Status(shop, first.Id), await Status(shop, second.Id)));
    }

    [Theory]
    [InlineData("yes but 200")]
    [InlineData("yes 200")]
    [InlineData("YES please add 10 pens")]
    [InlineData("yes Q-9999")]
    public async Task A_yes_with_anything_beside_it_accepts_nothing_and_asks_the_rep(string answer)
    {
        var shop = await App.NewShop();
        var quote = await Offer(shop, ("CAP-NAVY", 20));

        await Say(shop, answer);

        Assert.Equal("sent", await Status(shop, quote.Id));
        Assert.Equal(0, await Orders(shop));
        Assert.Equal("reply.unclear", await Attention(shop));
    }

    [Theory]
    [InlineData("no thanks")]
    [InlineData("how long does it take?")]
    [InlineData("yesterday")]
    public async Task What_is_no_yes_accepts_nothing(string answer)
    {
        var shop = await App.NewShop();
        var quote = await Offer(shop, ("CAP-NAVY", 20));

        await Say(shop, answer);

        Assert.Equal("sent", await Status(shop, quote.Id));
        Assert.Equal(0, await Orders(shop));
    }

    [Fact]
    public async Task A_yes_after_the_last_valid_day_accepts_nothing()
    {
        var shop = await App.NewShop();
        var quote = await Offer(shop, ("CAP-NAVY", 20));
        App.Clock.Turn(TimeSpan.FromDays(32));

        await Say(shop, $"YES {quote.Number}");

        Assert.Equal(0, await Orders(shop));
        Assert.Equal("expired", await Status(shop, quote.Id));
        await (await shop.Post($"/api/quotes/{quote.Id}/accept")).Refused(HttpStatusCode.Conflict, "quote.expired");
    }

    [Fact]
    public async Task The_yes_of_who_was_opted_out_opts_in_and_accepts_nothing()
    {
        var shop = await App.NewShop();
        var quote = await Offer(shop, ("CAP-NAVY", 20));
        await Say(shop, "STOP");

        await Say(shop, "YES");
        Assert.Equal("sent", await Status(shop, quote.Id));
        Assert.Equal(0, await Orders(shop));

        await Say(shop, "YES");
        Assert.Equal("converted", await Status(shop, quote.Id));
    }

    [Fact]
    public async Task A_yes_of_somebody_else_is_about_their_own_quotes()
    {
        var shop = await App.NewShop();
        var quote = await Offer(shop, ("CAP-NAVY", 20));

        await shop.Text("+13125550199", $"YES {quote.Number}");
        await shop.Drain();

        Assert.Equal("sent", await Status(shop, quote.Id));
    }

    [Fact]
    public async Task The_reps_accept_and_the_customers_yes_at_once_make_one_order()
    {
        var shop = await App.NewShop();
        var quote = await Offer(shop, ("CAP-NAVY", 20));
        await shop.Text(Customer, "YES");

        await Task.WhenAll(shop.Drain(), shop.Do($"/api/quotes/{quote.Id}/accept"), shop.Do($"/api/quotes/{quote.Id}/accept"));
        await shop.Drain();

        Assert.Equal(1, await Orders(shop));
        Assert.Equal(20, (await shop.Read("/api/inventory?sku=CAP-NAVY")).List().Sum(s => s.Number("reserved")));
        var first = await shop.Do($"/api/quotes/{quote.Id}/accept");
        Assert.Equal(await shop.Look(db => db.Orders.Select(o => o.Id).SingleAsync(Ct)), first.Id("orderId"));
    }

    [Fact]
    public async Task What_is_missing_is_said_before_and_told_to_the_customer_after()
    {
        var shop = await App.NewShop();
        var draft = await shop.GivenDraft(Customer, "1500 navy caps");
        Assert.True(draft.List("lines")[0].Number("backordered") > 0);

        var confirmed = await shop.Do($"/api/drafts/{draft.Id()}/confirm", new { version = draft.Number("version") });
        await shop.Drain();
        await Say(shop, "YES");

        var quote = await shop.Read($"/api/quotes/{confirmed.Id("quoteId")}");
        var line = (await shop.Read($"/api/orders/{quote.Id("orderId")}")).List("lines").Single();
        Assert.Equal(1500, line.Number("reserved") + line.Number("backordered"));
        Assert.True(line.Number("backordered") > 0);
        Assert.Contains("backorder", shop.Sent[^1].Body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Every_change_on_the_road_is_in_the_audit()
    {
        var shop = await App.NewShop();
        var quote = await Offer(shop, ("CAP-NAVY", 20));
        await Say(shop, "YES");

        var actions = await shop.Look(db => db.AuditRows.Select(a => new { a.Action, a.Actor }).ToListAsync(Ct));

        Assert.Contains(actions, a => a.Action == "quote.accepted" && a.Actor == "job:answer");
        Assert.Contains(actions, a => a.Action == "stock.reserved");
        Assert.NotEqual(Guid.Empty, quote.Id);
    }

    private static async Task<(Guid Id, string Number)> Offer(Shop shop, params (string, long)[] lines)
    {
        var quote = await shop.GivenQuote(Customer, lines);
        await shop.Drain();
        return (quote.QuoteId, quote.Number);
    }

    private static async Task Say(Shop shop, string text)
    {
        await shop.Text(Customer, text);
        await shop.Drain();
    }

    private static async Task<string> Status(Shop shop, Guid quote) => (await shop.Read($"/api/quotes/{quote}")).Text("status");

    private static Task<int> Orders(Shop shop) => shop.Look(db => db.Orders.CountAsync(Ct));

    private static async Task<string> Attention(Shop shop) =>
        (await shop.Read($"/api/conversations/{await shop.ConversationOf(Customer)}")).GetProperty("attention").Text("code");
}

[Collection(SqliteApp.Collection)]
public sealed class AnswersOnSqlite(SqliteApp app) : AnswerTests(app);

[Collection(PostgresApp.Collection)]
public sealed class AnswersOnPostgres(PostgresApp app) : AnswerTests(app);
