using System.Net;
using System.Text.Json;

namespace PromoEngine.Web.Tests.Drafts;

/// <summary>What no screen sends gets a clear answer all the same.</summary>
public abstract class BadInputTests(App app) : AppTests(app)
{
    private const string Customer = "+13125550189";

    [Theory]
    [InlineData("""{"version":0,"lines":[null]}""")]
    [InlineData("""{"version":0,"lines":[{"id":null,"productId":null,"quantity":1,"attributes":{"Color":null}}]}""")]
    [InlineData("""{"version":0,"lines":[{"id":null,"productId":null,"quantity":1,"attributes":{"Color":[null]}}]}""")]
    public async Task Null_where_a_value_belongs_is_a_bad_request(string body)
    {
        var shop = await App.NewShop();
        var draft = await shop.GivenDraft(Customer, "24 mugs please");

        var answer = await shop.Put($"/api/drafts/{draft.Id()}", JsonSerializer.Deserialize<JsonElement>(body));

        await answer.Expect(HttpStatusCode.BadRequest, App);
        Assert.Equal("request.invalid", (await answer.Body()).Text("code"));
    }

    [Fact]
    public async Task NUL_in_a_text_is_no_error_of_the_server()
    {
        var shop = await App.NewShop();
        var draft = await shop.GivenDraft(Customer, "24 mugs please");

        var reply = await shop.Do($"/api/conversations/{draft.Id("conversationId")}/messages", new { text = "a\0b" });
        Assert.Equal("a\uFFFDb", reply.Text("text"));
        foreach (var answer in new[]
        {
            await shop.Get("/api/conversations?q=%00"), await shop.Get("/api/inventory?sku=%00"),
            await shop.Put($"/api/drafts/{draft.Id()}", new { version = draft.Number("version"), set = new[] { "ship_to" }, shipTo = "a\0b" }),
        })
            Assert.True((int)answer.StatusCode < 500, await answer.Content.ReadAsStringAsync(Ct));
    }

    [Theory]
    [InlineData("budget", "7")]
    [InlineData("budget", "total,each")]
    public async Task A_budget_is_for_the_total_or_each(string field, string scope)
    {
        var shop = await App.NewShop();
        var draft = await shop.GivenDraft(Customer, "24 mugs please");

        var answer = await shop.Put($"/api/drafts/{draft.Id()}", new { version = draft.Number("version"), set = new[] { field }, budget = new { amount = 5, currency = "USD", scope } });

        await answer.Refused(HttpStatusCode.Conflict, "draft.budget");
    }
}

[Collection(SqliteApp.Collection)]
public sealed class BadInputOnSqlite(SqliteApp app) : BadInputTests(app);

[Collection(PostgresApp.Collection)]
public sealed class BadInputOnPostgres(PostgresApp app) : BadInputTests(app);
