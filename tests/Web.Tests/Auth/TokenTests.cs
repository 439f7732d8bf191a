using System.Net;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Auth.Sessions;

namespace PromoEngine.Web.Tests.Auth;

public abstract class TokenTests(App app) : AppTests(app)
{
    [Fact]
    public async Task Tokens_come_in_pages_newest_first()
    {
        var shop = await App.NewShop();
        // Two of each moment, so that a page ends between two that are as old as each other.
        await shop.Unit(async (_, db) =>
        {
            for (var i = 0; i < 60; i++)
                db.ApiTokens.Add(new() { UserId = shop.Person, WorkspaceId = shop.Workspace, Name = $"{i}", Hash = ApiToken.HashOf($"{Guid.CreateVersion7()}"), CreatedAt = App.Clock.Now.AddMinutes(i / 2) });
            await db.SaveChangesAsync(Ct);
        });

        foreach (var list in new[] { "/api/tokens", "/api/tokens/all" })
        {
            var first = await shop.Read(list);
            var second = await shop.Read($"{list}?cursor={first.Text("next")}");

            Assert.Equal((50, 11), (first.List("items").Count, second.List("items").Count));
            var all = first.List("items").Concat(second.List("items")).ToList();
            Assert.Equal(61, all.Select(t => t.Id()).Distinct().Count());
            Assert.Equal(all.Select(t => t.Text("createdAt")).OrderDescending(StringComparer.Ordinal), all.Select(t => t.Text("createdAt")));
        }
    }

    [Fact]
    public async Task A_token_with_scopes_does_these_and_what_they_need_and_nothing_else()
    {
        var shop = await App.NewShop();
        var script = await With(shop, scopes: ["quotes_send"]);

        await (await script.Get("/api/orders")).Expect(HttpStatusCode.OK, App);
        await (await script.Get("/api/conversations")).Refused(HttpStatusCode.Forbidden, "permission.denied");
        Assert.Equal(["member", "orders_read", "quotes_send"], (await script.Read("/api/session")).List("permissions").Select(p => p.GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_token_makes_no_token_that_may_more_than_itself()
    {
        var shop = await App.NewShop();
        var script = await With(shop, scopes: ["orders_read"]);

        await (await script.Post("/api/tokens", new { name = "more", scopes = new[] { "channels_manage" } })).Refused(HttpStatusCode.Conflict, "token.scope");
        var child = await Using(shop, script, null);

        await (await child.Get("/api/orders")).Expect(HttpStatusCode.OK, App);
        await (await child.Get("/api/channels")).Refused(HttpStatusCode.Forbidden, "permission.denied");
    }

    [Fact]
    public async Task A_token_is_shown_once_kept_as_a_hash_and_revoked_at_once()
    {
        var shop = await App.NewShop();
        var made = await shop.Do("/api/tokens", new { name = "till" });
        var script = new Shop(App, shop.Workspace, shop.Number, shop.Email, made.Text("token"));
        await (await script.Get("/api/session")).Expect(HttpStatusCode.OK, App);

        Assert.DoesNotContain(made.Text("token"), (await shop.Read("/api/tokens")).ToString(), StringComparison.Ordinal);
        Assert.False(await shop.Look(db => db.ApiTokens.AnyAsync(t => t.Hash == made.Text("token"), Ct)));
        await (await shop.Send(HttpMethod.Delete, $"/api/tokens/{made.Id()}")).Expect(HttpStatusCode.NoContent, App);

        await (await script.Get("/api/session")).Refused(HttpStatusCode.Unauthorized, "signin.required");
    }

    [Fact]
    public async Task The_token_itself_is_not_kept_with_the_idempotency_key_of_its_making()
    {
        var shop = await App.NewShop();

        await (await shop.Post("/api/tokens", new { name = "till" }, key: "once")).Expect(HttpStatusCode.Created, App);

        Assert.False(await shop.Look(db => db.IdempotencyKeys.AnyAsync(k => k.Key == "once", Ct)));
    }

    [Fact]
    public async Task A_token_ends_when_it_says()
    {
        var shop = await App.NewShop();
        var script = await With(shop, expiresAt: App.Clock.Now.AddDays(1));
        await (await script.Get("/api/session")).Expect(HttpStatusCode.OK, App);

        App.Clock.Turn(TimeSpan.FromDays(1));

        await (await script.Get("/api/session")).Refused(HttpStatusCode.Unauthorized, "signin.required");
    }

    [Fact]
    public async Task Others_see_and_revoke_a_token_only_if_they_manage_tokens()
    {
        var shop = await App.NewShop();
        var agent = await shop.GivenPerson("sales_agent");
        var made = await agent.Do("/api/tokens", new { name = "mine" });
        var colleague = await shop.GivenPerson("sales_agent");

        await (await colleague.Send(HttpMethod.Delete, $"/api/tokens/{made.Id()}")).Expect(HttpStatusCode.NotFound, App);
        await (await colleague.Get("/api/tokens/all")).Refused(HttpStatusCode.Forbidden, "permission.denied");
        Assert.Contains((await shop.Read("/api/tokens/all")).List("items"), t => t.Id() == made.Id());
        await (await shop.Send(HttpMethod.Delete, $"/api/tokens/{made.Id()}")).Expect(HttpStatusCode.NoContent, App);
    }

    [Fact]
    public async Task When_a_token_was_last_used_is_written_beside_the_requests()
    {
        var shop = await App.NewShop();
        var made = await shop.Do("/api/tokens", new { name = "till" });
        var script = new Shop(App, shop.Workspace, shop.Number, shop.Email, made.Text("token"));
        await script.Read("/api/session");

        await App.Services.GetRequiredService<LastSeen>().Write(Ct);

        Assert.Equal(App.Clock.Now, (await shop.Read("/api/tokens")).List("items").Single(t => t.Id() == made.Id()).GetProperty("lastUsedAt").GetDateTime());
    }

    private Task<Shop> With(Shop shop, string[]? scopes = null, DateTime? expiresAt = null) => Using(shop, shop, scopes, expiresAt);

    private async Task<Shop> Using(Shop shop, Shop maker, string[]? scopes, DateTime? expiresAt = null)
    {
        var made = await maker.Do("/api/tokens", new { name = "script", scopes, expiresAt });
        return new(App, shop.Workspace, shop.Number, shop.Email, made.Text("token"));
    }
}

[Collection(SqliteApp.Collection)]
public sealed class TokensOnSqlite(SqliteApp app) : TokenTests(app);

[Collection(PostgresApp.Collection)]
public sealed class TokensOnPostgres(PostgresApp app) : TokenTests(app);
