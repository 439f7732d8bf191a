using System.Net;
using System.Text.Json;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Testing;

namespace PromoEngine.Web.Tests.Inbox;

/// <summary>Answering on channels that limit when one may: the countdown, approved texts, a person's late answer, another channel. And carts.</summary>
public abstract class ReplyWindowTests(App app) : AppTests(app)
{
    private const string Ann = "+13125550142";
    private const string Page = "108824017345866";
    private const string Psid = "7305000000000001";

    private DateTimeOffset Now => App.Clock.GetUtcNow();

    [Fact]
    public async Task After_a_day_only_a_template_leaves_and_it_shows_in_words()
    {
        await using var meta = await StubMeta.Start();
        meta.Templates = [new { name = "order_update", language = "en_US", status = "APPROVED", category = "UTILITY", components = new[] { new { type = "BODY", text = "Hi {{1}}, your {{2}} are ready." } } }];
        var (shop, conversation) = await GivenWhatsApp(meta);
        var window = (await shop.Read($"/api/conversations/{conversation}")).GetProperty("replyWindow");
        Assert.Equal(Now.UtcDateTime.AddHours(24), window.GetProperty("until").GetDateTime(), TimeSpan.FromSeconds(5));

        App.Clock.Turn(TimeSpan.FromHours(25));
        await (await shop.Post($"/api/conversations/{conversation}/messages", new { text = "still interested?" })).Refused(HttpStatusCode.Conflict, "conversation.window_closed");
        var template = (await shop.Read($"/api/conversations/{conversation}/templates")).List().Single();
        Assert.Equal(["1", "2"], template.List("placeholders").Select(p => p.GetString()));
        await (await shop.Post($"/api/conversations/{conversation}/templates", new { templateId = "order_update/en_US", values = new Dictionary<string, string> { ["1"] = "Ann" } })).Refused(HttpStatusCode.Conflict, "template.incomplete");
        await (await shop.Post($"/api/conversations/{conversation}/templates", new { templateId = "gone/en", values = new Dictionary<string, string>() })).Refused(HttpStatusCode.Conflict, "template.unknown");

        var message = await shop.Do($"/api/conversations/{conversation}/templates", new { templateId = "order_update/en_US", values = new Dictionary<string, string> { ["1"] = "Ann", ["2"] = "50\nmugs" } });
        await shop.Drain();

        Assert.Equal("Hi Ann, your 50 mugs are ready.", message.Text("text"));
        Assert.Equal("order_update", Assert.Single(meta.Sent).Body.GetProperty("template").GetProperty("name").GetString());
        Assert.Single(meta.Requests, request => request.Contains("message_templates", StringComparison.Ordinal));

        await shop.Meta(await Channel(shop), StubMetaWebhook.WhatsApp([StubMetaWebhook.Text(Ann, "wamid.2", "yes!", Now)]));
        await shop.Drain();
        await shop.Do($"/api/conversations/{conversation}/messages", new { text = "great" });
    }

    [Fact]
    public async Task On_Messenger_a_person_may_answer_for_a_week_when_they_say_so()
    {
        await using var meta = await StubMeta.Start();
        var shop = await App.NewShop();
        var page = await shop.GivenPage(meta, Page);
        await shop.Meta(page, StubMetaWebhook.Page(Page, StubMetaWebhook.PageMessage(Psid, Page, Now, new { mid = "m_1", text = "hi" })));
        await shop.Drain();
        var conversation = await shop.ConversationOf(Psid);

        App.Clock.Turn(TimeSpan.FromHours(25));
        await (await shop.Post($"/api/conversations/{conversation}/messages", new { text = "sorry for the wait" })).Refused(HttpStatusCode.Conflict, "conversation.window_closed");
        await shop.Do($"/api/conversations/{conversation}/messages", new { text = "sorry for the wait", byAgent = true });
        await shop.Drain();
        Assert.Equal("HUMAN_AGENT", Assert.Single(meta.Sent).Body.GetProperty("tag").GetString());

        App.Clock.Turn(TimeSpan.FromDays(6));
        await (await shop.Post($"/api/conversations/{conversation}/messages", new { text = "too late", byAgent = true })).Refused(HttpStatusCode.Conflict, "conversation.window_closed");
        Assert.Empty((await shop.Read($"/api/conversations/{conversation}/templates")).List());
    }

    [Fact]
    public async Task Once_the_window_is_closed_the_same_customer_can_be_texted()
    {
        await using var meta = await StubMeta.Start();
        var (shop, conversation) = await GivenWhatsApp(meta);
        Assert.Empty((await shop.Read($"/api/conversations/{conversation}")).List("elsewhere"));
        App.Clock.Turn(TimeSpan.FromHours(25));

        var other = Assert.Single((await shop.Read($"/api/conversations/{conversation}")).List("elsewhere"));
        Assert.Equal(("sms", JsonValueKind.Null), (other.Text("kind"), other.GetProperty("conversationId").ValueKind));
        var there = await shop.Do($"/api/conversations/{conversation}/elsewhere", new { channelId = other.Id("channelId") });
        Assert.Equal(there.Id(), (await shop.Do($"/api/conversations/{conversation}/elsewhere", new { channelId = other.Id("channelId") })).Id());
        await (await shop.Post($"/api/conversations/{conversation}/elsewhere", new { channelId = Guid.CreateVersion7() })).Refused(HttpStatusCode.Conflict, "conversation.not_there");

        await shop.Do($"/api/conversations/{there.Id()}/messages", new { text = "by text then" });
        await shop.Drain();
        var sent = Assert.Single(shop.Sent);
        Assert.Equal((Ann, "by text then"), (sent.To, sent.Body));
    }

    [Fact]
    public async Task What_is_put_into_a_cart_is_wanted_as_it_stands_and_an_unknown_code_is_asked_about()
    {
        await using var meta = await StubMeta.Start();
        var shop = await App.NewShop();
        var channel = await shop.GivenWhatsApp(meta);
        await shop.Meta(channel, StubMetaWebhook.WhatsApp([StubMetaWebhook.Message(Ann, "wamid.1", Now, "order", new
        {
            catalog_id = "9",
            text = "we need it by December 4",
            product_items = new[]
            {
                new { product_retailer_id = "cap-navy", quantity = 50, item_price = 4.5, currency = "USD" },
                new { product_retailer_id = "MUG", quantity = 20, item_price = 4.5, currency = "USD" },
                new { product_retailer_id = "UNKNOWN-7", quantity = 3, item_price = 4.5, currency = "USD" },
            },
        })]));
        await shop.Drain();

        var draft = await shop.OpenDraft(Ann);
        var lines = draft.List("lines");
        Assert.Equal([("CAP", 50L), ("MUG", 20L), ("", 3L)], lines.Select(l => (l.GetProperty("product") is { ValueKind: JsonValueKind.Object } product ? product.Text("sku") : "", l.Number("quantity"))));
        Assert.Equal("navy", lines[0].GetProperty("attributes").GetProperty("color").List().Single().GetString());
        Assert.Equal("UNKNOWN-7", lines[2].Text("description"));
        Assert.Contains("product.unknown", draft.List("questions").Select(q => q.Text("code")));
        Assert.EndsWith("12-04", draft.Text("neededBy"), StringComparison.Ordinal);
        var text = (await shop.Read($"/api/conversations/{await shop.ConversationOf(Ann)}")).List("messages").Single().Text("text");
        foreach (var cited in lines.SelectMany(l => l.List("evidence")))
            Assert.Equal(cited.Text("text"), text[(int)cited.Number("start")..(int)cited.Number("end")]);
    }

    [Fact]
    public async Task A_chat_through_a_bot_comes_in_is_answered_where_it_came_from_and_forged_ones_stay_out()
    {
        await using var bot = await StubBot.Start(App.Clock);
        var shop = await App.NewShop();
        var channel = (await shop.Do("/api/channels", new
        {
            kind = "chat", provider = "bot", name = "Web chat", address = StubBot.AppId, settings = new { appPassword = StubBot.Secret, apiBaseUrl = bot.Address.ToString() },
        })).Id();
        var url = new Uri(App.Address, $"/webhooks/bot/{channel}");
        Assert.True((await shop.Do($"/api/channels/{channel}/test")).GetProperty("ok").GetBoolean());

        foreach (var activity in new[] { bot.Activity("conversationUpdate", "a0"), bot.Activity("typing", "a1"), bot.Activity("message", "a2", "20 navy caps please"), bot.Activity("messageUpdate", "a2", "30 navy caps please") })
            await (await shop.Call(bot.Call(url, activity))).Expect(HttpStatusCode.OK, App);
        await (await shop.Call(bot.Call(url, bot.Activity("message", "a3", "900 caps"), bot.Token(forged: true)))).Refused(HttpStatusCode.Forbidden, "webhook.signature");
        await shop.Drain();

        var conversation = await shop.ConversationOf("conv-1");
        var thread = (await shop.Read($"/api/conversations/{conversation}")).List("messages");
        Assert.Equal(["30 navy caps please"], thread.Select(m => m.Text("text")));
        await shop.Do($"/api/conversations/{conversation}/messages", new { text = "We have them" });
        await shop.Drain();
        Assert.Equal(("/v3/conversations/conv-1/activities", "We have them"), Assert.Single(bot.Sent) is var sent ? (sent.Path, sent.Body.Text("text")) : default);
        Assert.Equal("sent", (await shop.Read($"/api/conversations/{conversation}")).List("messages")[^1].Text("status"));
    }

    private static Task<Guid> Channel(Shop shop) => shop.Look(db => db.Channels.Where(c => c.Provider == "meta").Select(c => c.Id).SingleAsync(Ct));

    private async Task<(Shop Shop, Guid Conversation)> GivenWhatsApp(StubMeta meta)
    {
        var shop = await App.NewShop();
        var channel = await shop.GivenWhatsApp(meta);
        await shop.Meta(channel, StubMetaWebhook.WhatsApp([StubMetaWebhook.Text(Ann, "wamid.1", "hello", Now)]));
        await shop.Drain();
        return (shop, await shop.ConversationOf(Ann));
    }
}

[Collection(SqliteApp.Collection)]
public sealed class ReplyWindowsOnSqliteTests(SqliteApp app) : ReplyWindowTests(app);

[Collection(PostgresApp.Collection)]
public sealed class ReplyWindowsOnPostgresTests(PostgresApp app) : ReplyWindowTests(app);
