using System.Net;

using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Web.Auth.Sessions;

namespace PromoEngine.Web.Tests.Auth;

public abstract class OwnSessionTests(App app) : AppTests(app)
{
    [Fact]
    public async Task A_session_that_is_ended_elsewhere_is_over_at_once()
    {
        var shop = await App.NewShop();
        var (here, there) = (await Browser.SignedIn(App, shop.Email), await Browser.SignedIn(App, shop.Email));
        var sessions = (await here.Read("/api/sessions")).List();
        Assert.Equal(2, sessions.Count);
        Assert.All(sessions, s => Assert.Equal("Firefox on Windows", s.Text("device")));

        await (await here.Delete($"/api/sessions/{sessions.Single(s => !s.GetProperty("current").GetBoolean()).Id()}")).Expect(HttpStatusCode.NoContent, App);

        await (await there.Get("/api/session")).Refused(HttpStatusCode.Unauthorized, "signin.required");
        await (await here.Get("/api/session")).Expect(HttpStatusCode.OK, App);
    }

    [Fact]
    public async Task After_signing_out_a_copy_of_the_cookie_opens_nothing()
    {
        var shop = await App.NewShop();
        var browser = await Browser.SignedIn(App, shop.Email);
        var copy = browser.Copy();

        await (await browser.Delete("/api/session")).Expect(HttpStatusCode.NoContent, App);

        await (await copy.Get("/api/session")).Refused(HttpStatusCode.Unauthorized, "signin.required");
    }

    [Fact]
    public async Task Twelve_hours_without_a_request_end_a_session_and_a_request_in_between_does_not()
    {
        var shop = await App.NewShop();
        var (used, idle) = (await Browser.SignedIn(App, shop.Email), await Browser.SignedIn(App, shop.Email));

        App.Clock.Turn(TimeSpan.FromHours(11));
        await (await used.Get("/api/session")).Expect(HttpStatusCode.OK, App);
        await App.Services.GetRequiredService<LastSeen>().Write(Ct);
        App.Clock.Turn(TimeSpan.FromHours(1));

        await (await used.Get("/api/session")).Expect(HttpStatusCode.OK, App);
        await (await idle.Get("/api/session")).Refused(HttpStatusCode.Unauthorized, "signin.required");
    }

    [Fact]
    public async Task After_thirty_days_one_signs_in_again_however_much_one_worked()
    {
        var shop = await App.NewShop();
        var browser = await Browser.SignedIn(App, shop.Email);

        for (var hours = 0; hours < 30 * 24; hours += 10)
        {
            await (await browser.Get("/api/session")).Expect(HttpStatusCode.OK, App);
            await App.Services.GetRequiredService<LastSeen>().Write(Ct);
            App.Clock.Turn(TimeSpan.FromHours(10));
        }

        await (await browser.Get("/api/session")).Refused(HttpStatusCode.Unauthorized, "signin.required");
    }

    [Fact]
    public async Task Tries_to_sign_in_are_listed_for_the_person_and_for_who_manages_people()
    {
        var shop = await App.NewShop();
        var agent = await shop.GivenPerson("sales_agent");
        await new Browser(App).SignIn(agent.Email, "not the password");
        var browser = await Browser.SignedIn(App, agent.Email);

        var own = (await browser.Read("/api/profile/sign-ins")).List("items");
        Assert.Equal(["signed_in", "wrong_password"], own.Select(a => a.Text("outcome")));
        Assert.All(own, a => Assert.Equal("127.0.0.1", a.Text("ip")));
        Assert.Equal(2, (await shop.Read("/api/people/sign-ins")).List("items").Count(a => a.Id("userId") == agent.Person));
        await (await browser.Get("/api/people/sign-ins")).Refused(HttpStatusCode.Forbidden, "permission.denied");
    }

    [Fact]
    public async Task Who_manages_people_ends_the_sessions_of_others()
    {
        var shop = await App.NewShop();
        var agent = await shop.GivenPerson("sales_agent");
        var browser = await Browser.SignedIn(App, agent.Email);
        Assert.Single((await shop.Read($"/api/people/{agent.Person}/sessions")).List());

        await (await shop.Send(HttpMethod.Delete, $"/api/people/{agent.Person}/sessions")).Expect(HttpStatusCode.NoContent, App);

        await (await browser.Get("/api/session")).Refused(HttpStatusCode.Unauthorized, "signin.required");
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36 Edg/129.0.0.0", "Edge on Mac")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1", "Safari on iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Mobile Safari/537.36", "Chrome on Android")]
    [InlineData("curl/8.5.0", "curl")]
    [InlineData("", "Unknown device")]
    public void Browsers_are_named_shortly(string agent, string device) => Assert.Equal(device, Caller.DeviceOf(agent));
}

[Collection(SqliteApp.Collection)]
public sealed class OwnSessionsOnSqlite(SqliteApp app) : OwnSessionTests(app);

[Collection(PostgresApp.Collection)]
public sealed class OwnSessionsOnPostgres(PostgresApp app) : OwnSessionTests(app);
