using System.Net;
using System.Net.Http.Json;

using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Web.Tests.Auth;

public abstract class SessionTests(App app) : AppTests(app)
{
    [Fact]
    public async Task A_token_acts_as_its_person_in_its_workspace()
    {
        var shop = await App.NewShop();

        var session = await shop.Read("/api/session");

        Assert.Equal(shop.Workspace, session.GetProperty("workspace").Id());
        Assert.Equal(shop.Email, session.GetProperty("user").Text("email"));
        Assert.Contains("channels_manage", session.List("permissions").Select(p => p.GetString()));
    }

    [Fact]
    public async Task E_mail_and_password_open_a_session_that_a_cookie_carries_until_signing_out()
    {
        var shop = await App.NewShop();

        var signedIn = await SignIn(shop.Email, App.Password);
        await signedIn.Expect(HttpStatusCode.OK, App);
        var cookie = Cookie(signedIn)!;

        Assert.Equal(shop.Workspace, (await (await With(cookie, HttpMethod.Get)).Json(App)).GetProperty("workspace").Id());
        Assert.Contains("httponly", signedIn.Headers.GetValues("Set-Cookie").First(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", signedIn.Headers.GetValues("Set-Cookie").First(), StringComparison.OrdinalIgnoreCase);
        var signedOut = await With(cookie, HttpMethod.Delete);
        await signedOut.Expect(HttpStatusCode.NoContent, App);
        Assert.Equal("promoengine=", Cookie(signedOut));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_e_mail_get_the_same_answer()
    {
        var shop = await App.NewShop();

        var wrong = await SignIn(shop.Email, "not the password");
        var unknown = await SignIn("nobody@example.test", App.Password);

        await wrong.Refused(HttpStatusCode.Unauthorized, "signin.failed");
        await unknown.Refused(HttpStatusCode.Unauthorized, "signin.failed");
        Assert.Equal((await wrong.Body()).Text("detail"), (await unknown.Body()).Text("detail"));
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_does_not_help_for_five_minutes()
    {
        var shop = await App.NewShop();
        for (var i = 0; i < 5; i++)
            await (await SignIn(shop.Email, "not the password")).Refused(HttpStatusCode.Unauthorized, "signin.failed");

        await (await SignIn(shop.Email, App.Password)).Refused(HttpStatusCode.Unauthorized, "signin.locked");

        App.Clock.Turn(TimeSpan.FromMinutes(5));
        await (await SignIn(shop.Email, App.Password)).Expect(HttpStatusCode.OK, App);
    }

    [Fact]
    public async Task The_right_password_forgets_the_wrong_ones_before_it()
    {
        var shop = await App.NewShop();

        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 4; i++)
                await SignIn(shop.Email, "not the password");
            await (await SignIn(shop.Email, App.Password)).Expect(HttpStatusCode.OK, App);
        }
    }

    [Fact]
    public async Task Without_a_session_the_api_says_to_sign_in()
    {
        var anonymous = await App.Http.GetAsync(new Uri(App.Address, "/api/session"), Ct);
        using var wrongToken = new HttpRequestMessage(HttpMethod.Get, new Uri(App.Address, "/api/session")) { Headers = { { "Authorization", "Bearer wrong" } } };

        await anonymous.Refused(HttpStatusCode.Unauthorized, "signin.required");
        await (await App.Http.SendAsync(wrongToken, Ct)).Refused(HttpStatusCode.Unauthorized, "signin.required");
    }

    [Fact]
    public async Task Who_leaves_a_workspace_is_out_at_once()
    {
        var shop = await App.NewShop();
        await shop.Unit((_, db) => db.Memberships.Where(m => m.WorkspaceId == shop.Workspace).ExecuteDeleteAsync(Ct));

        await (await shop.Get("/api/session")).Refused(HttpStatusCode.Forbidden, "permission.denied");
    }

    [Fact]
    public async Task An_agent_may_not_manage_channels()
    {
        var shop = await App.NewShop();
        await shop.SetRoles("sales_agent");

        await (await shop.Get("/api/channels")).Refused(HttpStatusCode.Forbidden, "permission.denied");
        await (await shop.Get("/api/conversations")).Expect(HttpStatusCode.OK, App);
    }

    [Fact]
    public async Task Numbers_in_quotes_are_not_numbers()
    {
        var shop = await App.NewShop();
        var conversation = await shop.GivenConversation("+15557000101", "hello");

        await (await shop.Post($"/api/conversations/{conversation}/close", new { version = "1" })).Refused(HttpStatusCode.BadRequest, "request.invalid");
    }

    private Task<HttpResponseMessage> SignIn(string email, string password) =>
        App.Http.PostAsJsonAsync(new Uri(App.Address, "/api/session"), new { email, password }, Ct);

    private static string? Cookie(HttpResponseMessage answer) => answer.Headers.GetValues("Set-Cookie").First().Split(';')[0];

    // By hand: the cookie's end is written in the test's time, and a cookie jar would throw it away in the real one.
    private async Task<HttpResponseMessage> With(string cookie, HttpMethod method)
    {
        using var request = new HttpRequestMessage(method, new Uri(App.Address, "/api/session")) { Headers = { { "Cookie", cookie } } };
        return await App.Http.SendAsync(request, Ct);
    }
}

[Collection(SqliteApp.Collection)]
public sealed class SessionsOnSqlite(SqliteApp app) : SessionTests(app);

[Collection(PostgresApp.Collection)]
public sealed class SessionsOnPostgres(PostgresApp app) : SessionTests(app);
