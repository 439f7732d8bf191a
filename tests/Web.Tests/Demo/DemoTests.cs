using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Web.Data;
using PromoEngine.Web.Demo;
using PromoEngine.Web.Simulator;

namespace PromoEngine.Web.Tests.Demo;

public abstract class DemoTests(App app) : AppTests(app)
{
    private const string Yuki = "+13125550167";
    private const string Sofia = "+14145550131";

    [Fact]
    public async Task The_first_start_plants_the_whole_shop_once()
    {
        var shop = await DemoShopOfTheHost();
        await App.Services.GetRequiredService<FirstStart>().Run(Ct);

        Assert.Equal(1, await shop.Look(db => db.Workspaces.CountAsync(Ct)));
        Assert.Equal(DemoShop.Instance.Products.Count, await shop.Look(db => db.Products.CountAsync(Ct)));
        Assert.Equal(await shop.Look(db => db.StockMovements.SumAsync(m => m.Quantity, Ct)), await shop.Look(db => db.StockLevels.SumAsync(l => l.OnHand, Ct)));
        Assert.Equal(2, await shop.Look(db => db.Warehouses.CountAsync(Ct)));
        var roles = await shop.Look(db => db.MembershipRoles.Join(db.Roles, given => given.RoleId, role => role.Id, (_, role) => role.SystemCode!).ToListAsync(Ct));
        Assert.Equal(["admin", "admin", "sales_agent", "team_lead"], roles.Order());
    }

    [Fact]
    public async Task The_opening_texts_come_in_through_the_webhook_and_a_burst_is_one_conversation()
    {
        var shop = await DemoShopOfTheHost();
        await shop.Drain();

        var phone = await shop.Read($"/api/simulator/phones/{Yuki}");
        var texts = DemoShop.Instance.Conversations.Single(c => c.From == Yuki).Texts;
        Assert.Equal(texts, phone.List("messages").Take(texts.Count).Select(m => m.Text("text")));
        Assert.All(phone.List("messages").Take(texts.Count), m => Assert.Equal(("customer", "delivered"), (m.Text("from"), m.Text("status"))));
        var conversation = await shop.Read($"/api/conversations/{await shop.ConversationOf(Yuki)}");
        Assert.Equal(texts, conversation.List("messages").Take(texts.Count).Select(m => m.Text("text")));
        Assert.Equal("Yuki Tanaka", conversation.GetProperty("contact").Text("name"));
    }

    [Fact]
    public async Task A_reply_rings_on_the_phone_and_is_reported_delivered()
    {
        var shop = await DemoShopOfTheHost();
        await shop.Drain();
        var conversation = await shop.ConversationOf(Sofia);
        var before = await Unread(shop, Sofia);

        await (await shop.Post($"/api/conversations/{conversation}/messages", new { text = "Yes, in house. About 8 days. 🧵" })).Expect(HttpStatusCode.Created, App);
        await shop.Drain();

        var last = (await shop.Read($"/api/simulator/phones/{Sofia}")).List("messages")[^1];
        Assert.Equal(("shop", "Yes, in house. About 8 days. 🧵", "delivered"), (last.Text("from"), last.Text("text"), last.Text("status")));
        Assert.Equal("delivered", (await shop.Read($"/api/conversations/{conversation}")).List("messages")[^1].Text("status"));
        Assert.Equal(before + 1, await Unread(shop, Sofia));

        await (await shop.Post($"/api/simulator/phones/{Sofia}/read")).Expect(HttpStatusCode.NoContent, App);
        Assert.Equal(0, await Unread(shop, Sofia));
    }

    [Fact]
    public async Task A_phone_appears_at_a_new_number_and_not_at_what_is_no_number()
    {
        var shop = await DemoShopOfTheHost();

        await (await shop.Post("/api/simulator/phones/+13125550155/messages", new { text = "hello" })).Expect(HttpStatusCode.Created, App);
        await shop.Drain();

        Assert.NotEqual(Guid.Empty, await shop.ConversationOf("+13125550155"));
        await (await shop.Post("/api/simulator/phones/nobody/messages", new { text = "hello" })).Refused(HttpStatusCode.BadRequest, "phone.number");
        await (await shop.Get("/api/simulator/phones/+13125550156")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_provider_takes_texts_of_its_account_only()
    {
        var shop = await DemoShopOfTheHost();
        var account = await Account(shop);

        Assert.Equal(401, (int)(await Provider(account, "wrong", HttpMethod.Get, ".json")).StatusCode);
        Assert.Equal(200, (int)(await Provider(account, account.AuthToken, HttpMethod.Get, ".json")).StatusCode);
        Assert.Equal(404, (int)(await Provider(account with { Sid = SimulatorAccount.SidOf(Guid.CreateVersion7()) }, account.AuthToken, HttpMethod.Get, ".json")).StatusCode);
        Assert.Equal(21211, await Code(account, ("To", "nobody"), ("From", account.Channel.Address), ("Body", "x")));
        Assert.Equal(21606, await Code(account, ("To", Sofia), ("From", "+15550199"), ("Body", "x")));
        Assert.Equal(21602, await Code(account, ("To", Sofia), ("From", account.Channel.Address), ("Body", "")));
        Assert.Equal(21617, await Code(account, ("To", Sofia), ("From", account.Channel.Address), ("Body", new string('x', 1601))));
    }

    [Fact]
    public async Task The_provider_finds_what_it_was_given_page_by_page()
    {
        var shop = await DemoShopOfTheHost();
        var account = await Account(shop);
        foreach (var text in new[] { "one", "two", "three" })
            await (await Provider(account, account.AuthToken, HttpMethod.Post, "/Messages.json", ("To", "+13125550177"), ("From", account.Channel.Address), ("Body", text))).Expect(HttpStatusCode.Created, App);

        var first = await (await Provider(account, account.AuthToken, HttpMethod.Get, "/Messages.json?To=%2B13125550177&PageSize=2")).Json(App);
        using var next = Request(account, account.AuthToken, HttpMethod.Get, new Uri(App.Address, first.Text("next_page_uri")));
        var second = await (await App.Http.SendAsync(next, Ct)).Json(App);
        var waiting = await (await Provider(account, account.AuthToken, HttpMethod.Get, $"/Messages.json?To=%2B13125550177&DateSent%3E={App.Clock.Now:yyyy-MM-dd}")).Json(App);

        Assert.Equal(["three", "two"], first.List("messages").Select(m => m.Text("body")));
        Assert.Equal(["one"], second.List("messages").Select(m => m.Text("body")));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next_page_uri").ValueKind);
        Assert.Empty(waiting.List("messages")); // nothing has a date of sending before it is sent
        await shop.Drain();
    }

    [Fact]
    public async Task A_picture_has_the_colour_of_the_variant()
    {
        var shop = await DemoShopOfTheHost();
        var (product, red) = await shop.Look(async db => (
            await db.Products.Where(p => p.Sku == "CAP-6P").Select(p => p.Id).SingleAsync(Ct),
            await db.Variants.Where(v => v.Sku == "CAP-6P-RED").Select(v => v.Id).SingleAsync(Ct)));

        var picture = await (await shop.Get($"/api/products/{product}/image.svg?variant={red}")).Expect(HttpStatusCode.OK, App);

        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType!.MediaType);
        Assert.Contains("aria-label=\"Six-Panel Cotton Cap, red\"", await picture.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        await (await shop.Get($"/api/products/{Guid.CreateVersion7()}/image.svg")).Expect(HttpStatusCode.NotFound);
    }

    private Task<Shop> DemoShopOfTheHost() => ShopOf(App);

    /// <summary>The shop that the first start of a demo makes.</summary>
    internal static async Task<Shop> ShopOf(App app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var workspace = await scope.ServiceProvider.GetRequiredService<AppDb>().Workspaces.Select(w => w.Id).SingleAsync(Ct);
        return new(app, workspace, DemoShop.Instance.Channel.Address, "first@example.test", DemoSettings.Token);
    }

    private static async Task<long> Unread(Shop shop, string number) =>
        (await shop.Read("/api/simulator/phones")).List().Single(p => p.Text("number") == number).Number("unread");

    private static async Task<SimulatorAccount> Account(Shop shop) =>
        (await shop.In(services => services.GetRequiredService<SimulatorAccounts>().Find(Ct)))!;

    private async Task<int> Code(SimulatorAccount account, params (string, string)[] fields) =>
        (await (await Provider(account, account.AuthToken, HttpMethod.Post, "/Messages.json", fields)).Expect(HttpStatusCode.BadRequest, App)
            is var answer ? await answer.Body() : default).GetProperty("code").GetInt32();

    private async Task<HttpResponseMessage> Provider(SimulatorAccount account, string token, HttpMethod method, string resource, params (string Name, string Value)[] fields)
    {
        using var request = Request(account, token, method, new Uri(App.Address, $"{SimulatorAccount.Path}/2010-04-01/Accounts/{account.Sid}{resource}"));
        if (fields.Length > 0)
            request.Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await App.Http.SendAsync(request, Ct);
    }

    private static HttpRequestMessage Request(SimulatorAccount account, string token, HttpMethod method, Uri address) => new(method, address)
    {
        Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.Sid}:{token}"))) },
    };
}

public sealed class DemoOnSqlite(SqliteDemo app) : DemoTests(app), IClassFixture<SqliteDemo>;

public sealed class DemoOnPostgres(PostgresDemo app) : DemoTests(app), IClassFixture<PostgresDemo>;

public abstract class NoDemoTests(App app) : AppTests(app)
{
    [Fact]
    public async Task Without_a_demo_there_is_no_simulator()
    {
        var shop = await App.NewShop();

        await (await shop.Get("/api/simulator/phones")).Expect(HttpStatusCode.NotFound);
        await (await shop.Post("/api/simulator/phones/+13125550155/messages", new { text = "hello" })).Expect(HttpStatusCode.NotFound);
        await (await App.Http.GetAsync(new Uri(App.Address, $"{SimulatorAccount.Path}/2010-04-01/Accounts/{SimulatorAccount.SidOf(shop.Workspace)}.json"), Ct)).Expect(HttpStatusCode.NotFound);
        Assert.False((await shop.Read("/api/session")).GetProperty("workspace").GetProperty("demo").GetBoolean());
    }
}

[Collection(SqliteApp.Collection)]
public sealed class NoDemoOnSqlite(SqliteApp app) : NoDemoTests(app);

[Collection(PostgresApp.Collection)]
public sealed class NoDemoOnPostgres(PostgresApp app) : NoDemoTests(app);
