using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Web.Auth.Passkeys;
using PromoEngine.Web.Auth.Sessions;

namespace PromoEngine.Web.Tests.Auth;

public abstract class PasskeyTests(App app) : AppTests(app)
{
    [Fact]
    public async Task A_passkey_signs_in_without_e_mail_password_or_code()
    {
        var shop = await App.NewShop();
        using var device = await GivenPasskey(shop);
        await TurnOnTwoStep(shop);
        var browser = new Browser(App);

        var options = await Options(browser);
        Assert.Equal("127.0.0.1", options.Text("rpId"));
        Assert.Equal("required", options.Text("userVerification"));
        Assert.Empty(options.List("allowCredentials"));
        var session = await (await Answer(browser, device.Get(options))).Json(App);

        Assert.Equal(shop.Email, session.GetProperty("user").Text("email"));
        await (await browser.Get("/api/session")).Expect(HttpStatusCode.OK, App);
        Assert.Equal("passkey_used", (await browser.Read("/api/profile/sign-ins")).List("items")[0].Text("outcome"));
        Assert.Equal(App.Clock.Now, (await browser.Read("/api/profile")).List("passkeys").Single().GetProperty("lastUsedAt").GetDateTime());
    }

    [Fact]
    public async Task A_passkey_is_named_renamed_and_removed_and_the_audit_knows()
    {
        var shop = await App.NewShop();
        using var device = await GivenPasskey(shop);
        var browser = await Browser.SignedIn(App, shop.Email);
        var passkey = (await browser.Read("/api/profile")).List("passkeys").Single();
        Assert.Equal((device.IdText, "Firefox on Windows", true), (passkey.Text("id"), passkey.Text("name"), passkey.GetProperty("synced").GetBoolean()));

        Assert.True((await shop.Read("/api/people")).List("items").Single(p => p.Id() == shop.Person).GetProperty("passkey").GetBoolean());

        await (await browser.Put($"/api/profile/passkeys/{device.IdText}", new { name = " Work laptop " })).Expect(HttpStatusCode.OK, App);
        Assert.Equal("Work laptop", (await browser.Read("/api/profile")).List("passkeys").Single().Text("name"));
        await (await browser.Post($"/api/profile/passkeys/{device.IdText}/remove", new { password = "not the password" })).Refused(HttpStatusCode.BadRequest, "password.wrong");
        await (await browser.Post($"/api/profile/passkeys/{device.IdText}/remove", new { password = App.Password })).Expect(HttpStatusCode.NoContent, App);

        await (await SignIn(new(App), device)).Refused(HttpStatusCode.Unauthorized, "passkey.refused");
        Assert.Empty((await browser.Read("/api/profile")).List("passkeys"));
        var audit = await shop.Look(db => db.AuditRows.Where(r => r.Action.StartsWith("passkey.")).OrderBy(r => r.Id).ToListAsync(Ct));
        Assert.Equal(["passkey.begun", "passkey.added", "passkey.renamed", "passkey.removed"], audit.Select(r => r.Action));
        Assert.All(audit, row => Assert.DoesNotContain("laptop", $"{row.Before}{row.After}", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Adding_asks_for_the_password()
    {
        var shop = await App.NewShop();
        var browser = await Browser.SignedIn(App, shop.Email);

        await (await browser.Post("/api/profile/passkeys/begin", new { password = "not the password" })).Refused(HttpStatusCode.BadRequest, "password.wrong");
        using var device = new Authenticator(App.Address);
        await (await browser.Post("/api/profile/passkeys", new { credential = device.Create(JsonElement.Parse("""{"challenge":"AAAA","user":{"id":"AAAA"},"rp":{"id":"127.0.0.1"}}""")) }))
            .Refused(HttpStatusCode.Conflict, "passkey.over");
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("null")]
    public async Task A_key_that_another_page_asked_for_is_refused(string origin)
    {
        var shop = await App.NewShop();
        using var device = await GivenPasskey(shop);
        using var other = new Authenticator(App.Address) { Origin = origin };

        device.Origin = origin;
        await (await SignIn(new(App), device)).Refused(HttpStatusCode.Unauthorized, "passkey.refused");
        await (await Add(await Browser.SignedIn(App, shop.Email), other)).Refused(HttpStatusCode.Conflict, "passkey.refused");
    }

    [Fact]
    public async Task An_answer_opens_once()
    {
        var shop = await App.NewShop();
        using var device = await GivenPasskey(shop);
        var browser = new Browser(App);
        var answer = device.Get(await Options(browser));
        var (listener, late) = (browser.Copy(), browser.Copy());

        await (await Answer(browser, answer)).Expect(HttpStatusCode.OK, App);

        await (await Answer(browser, answer)).Refused(HttpStatusCode.Unauthorized, "passkey.over");
        await (await Answer(listener, answer)).Refused(HttpStatusCode.Unauthorized, "passkey.over");
        // Nor does another answer to the same challenge.
        device.Counter += 5;
        await (await Answer(late, device.Get(ChallengeOf(answer)))).Refused(HttpStatusCode.Unauthorized, "passkey.over");
    }

    [Fact]
    public async Task A_key_without_a_counter_opens_once_for_each_challenge()
    {
        var shop = await App.NewShop();
        using var device = new Authenticator(App.Address);
        await (await Add(await Browser.SignedIn(App, shop.Email), device)).Expect(HttpStatusCode.OK, App);

        for (var i = 0; i < 2; i++)
        {
            var browser = new Browser(App);
            var options = await Options(browser);
            device.Counter = uint.MaxValue; // and one more is nought
            var answer = device.Get(options);
            var listener = browser.Copy();
            await (await Answer(browser, answer)).Expect(HttpStatusCode.OK, App);
            await (await Answer(listener, answer)).Refused(HttpStatusCode.Unauthorized, "passkey.over");
        }
    }

    [Fact]
    public async Task After_five_minutes_an_answer_is_too_late()
    {
        var shop = await App.NewShop();
        using var device = await GivenPasskey(shop);
        var browser = new Browser(App);
        var answer = device.Get(await Options(browser));

        App.Clock.Turn(TimeSpan.FromMinutes(5));

        await (await Answer(browser, answer)).Refused(HttpStatusCode.Unauthorized, "passkey.over");
    }

    [Fact]
    public async Task A_counter_that_goes_back_is_refused_and_its_owner_sees_it()
    {
        var shop = await App.NewShop();
        using var device = await GivenPasskey(shop);
        device.Counter = 7;
        await (await SignIn(new(App), device)).Expect(HttpStatusCode.OK, App);

        device.Counter = 3;
        await (await SignIn(new(App), device)).Refused(HttpStatusCode.Unauthorized, "passkey.refused");

        var browser = await Browser.SignedIn(App, shop.Email);
        Assert.Equal(["signed_in", "wrong_passkey", "passkey_used"], (await browser.Read("/api/profile/sign-ins")).List("items").Take(3).Select(a => a.Text("outcome")));
        device.Counter = 20;
        await (await SignIn(new(App), device)).Expect(HttpStatusCode.OK, App);
    }

    [Fact]
    public async Task Nobody_comes_in_as_somebody_else_with_a_key_of_their_own()
    {
        var (mine, theirs) = (await App.NewShop(), await App.NewShop());
        using var device = await GivenPasskey(mine);
        using var other = await GivenPasskey(theirs);

        (device.Owner, var owner) = (other.Owner, other.Owner);
        await (await SignIn(new(App), device)).Refused(HttpStatusCode.Unauthorized, "passkey.refused");

        var browser = await Browser.SignedIn(App, mine.Email);
        await (await browser.Put($"/api/profile/passkeys/{other.IdText}", new { name = "mine" })).Refused(HttpStatusCode.NotFound, "not_found");
        await (await browser.Post($"/api/profile/passkeys/{other.IdText}/remove", new { password = App.Password })).Refused(HttpStatusCode.NotFound, "not_found");
        await (await Add(browser, other)).Refused(HttpStatusCode.Conflict, "passkey.refused");
        other.Owner = owner;
        await (await SignIn(new(App), other)).Expect(HttpStatusCode.OK, App);
    }

    [Fact]
    public async Task A_challenge_for_one_person_adds_no_key_to_another()
    {
        var (mine, theirs) = (await App.NewShop(), await App.NewShop());
        var browser = await Browser.SignedIn(App, mine.Email);
        using var device = new Authenticator(App.Address);
        var answer = device.Create((await browser.Do("/api/profile/passkeys/begin", new { password = App.Password })).GetProperty("options"));

        await (await browser.SignIn(theirs.Email)).Expect(HttpStatusCode.OK, App);
        await (await browser.Post("/api/profile/passkeys", new { credential = answer })).Refused(HttpStatusCode.Conflict, "passkey.refused");
    }

    [Fact]
    public async Task A_device_that_did_not_look_at_its_person_is_refused_and_so_is_a_bent_signature()
    {
        var shop = await App.NewShop();
        using var device = await GivenPasskey(shop);
        device.LooksAtPerson = false;
        await (await SignIn(new(App), device)).Refused(HttpStatusCode.Unauthorized, "passkey.refused");
        device.LooksAtPerson = true;

        using var forger = new Authenticator(App.Address) { Owner = device.Owner };
        var browser = new Browser(App);
        var forged = JsonSerializer.Serialize(forger.Get(await Options(browser))).Replace(forger.IdText, device.IdText, StringComparison.Ordinal);
        await (await Answer(browser, JsonElement.Parse(forged))).Refused(HttpStatusCode.Unauthorized, "passkey.refused");
    }

    [Fact]
    public async Task Guessed_passwords_lock_the_password_and_not_the_passkey()
    {
        var shop = await App.NewShop();
        using var device = await GivenPasskey(shop);
        for (var i = 0; i < 5; i++)
            await new Browser(App).SignIn(shop.Email, "not the password");
        await (await new Browser(App).SignIn(shop.Email)).Refused(HttpStatusCode.Unauthorized, "signin.locked");

        await (await SignIn(new(App), device)).Expect(HttpStatusCode.OK, App);
    }

    [Fact]
    public async Task Who_was_let_go_does_not_come_in_with_a_passkey()
    {
        var shop = await App.NewShop();
        var agent = await shop.GivenPerson("sales_agent");
        using var device = await GivenPasskey(agent);
        await (await shop.Post($"/api/people/{agent.Person}/deactivate")).Expect(HttpStatusCode.OK, App);

        await (await SignIn(new(App), device)).Refused(HttpStatusCode.Unauthorized, "signin.no_workspace");
    }

    [Fact]
    public async Task An_administrator_who_acts_as_somebody_adds_no_passkey_to_them()
    {
        var shop = await App.NewShop();
        var agent = await shop.GivenPerson("sales_agent");
        using var device = await GivenPasskey(agent);
        var browser = await Browser.SignedIn(App, shop.Email);
        await (await browser.Post($"/api/people/{agent.Person}/impersonate", new { reason = "They cannot see a quote" })).Expect(HttpStatusCode.NoContent, App);

        await (await browser.Post("/api/profile/passkeys/begin", new { password = App.Password })).Refused(HttpStatusCode.Forbidden, "impersonation.refused");
        await (await browser.Post("/api/profile/passkeys", new { credential = new { } })).Refused(HttpStatusCode.Forbidden, "impersonation.refused");
        await (await browser.Put($"/api/profile/passkeys/{device.IdText}", new { name = "mine" })).Refused(HttpStatusCode.Forbidden, "impersonation.refused");
        await (await browser.Post($"/api/profile/passkeys/{device.IdText}/remove", new { password = App.Password })).Refused(HttpStatusCode.Forbidden, "impersonation.refused");
    }

    [Fact]
    public async Task The_same_key_is_added_once_and_a_person_has_at_most_twenty()
    {
        var shop = await App.NewShop();
        using var device = await GivenPasskey(shop);
        var browser = await Browser.SignedIn(App, shop.Email);
        await (await Add(browser, device)).Refused(HttpStatusCode.Conflict, "passkey.refused");

        for (var i = 1; i < Passkey.Most; i++)
        {
            using var another = new Authenticator(App.Address);
            await (await Add(browser, another)).Expect(HttpStatusCode.OK, App);
        }

        await (await browser.Post("/api/profile/passkeys/begin", new { password = App.Password })).Refused(HttpStatusCode.Conflict, "passkey.many");
    }

    [Fact]
    public async Task Answered_challenges_are_forgotten_when_nobody_could_answer_them_any_more()
    {
        var shop = await App.NewShop();
        using var device = await GivenPasskey(shop);
        await (await SignIn(new(App), device)).Expect(HttpStatusCode.OK, App);
        App.Clock.Turn(TimeSpan.FromMinutes(6));

        await shop.Unit((_, db) => ForgetOld.Bite(db, 500, App.Clock.Now, Ct));

        Assert.Equal(0, await shop.Look(db => db.SpentChallenges.CountAsync(Ct)));
    }

    private async Task<Authenticator> GivenPasskey(Shop shop)
    {
        var device = new Authenticator(App.Address);
        await (await Add(await Browser.SignedIn(App, shop.Email), device)).Expect(HttpStatusCode.OK, App);
        return device;
    }

    private async Task<HttpResponseMessage> Add(Browser browser, Authenticator device)
    {
        var begun = await browser.Do("/api/profile/passkeys/begin", new { password = App.Password });
        return await browser.Post("/api/profile/passkeys", new { credential = device.Create(begun.GetProperty("options")) });
    }

    private static async Task<HttpResponseMessage> SignIn(Browser browser, Authenticator device) => await Answer(browser, device.Get(await Options(browser)));

    private static async Task<JsonElement> Options(Browser browser) => (await browser.Do("/api/session/passkey/begin")).GetProperty("options");

    private static Task<HttpResponseMessage> Answer(Browser browser, object credential) => browser.Post("/api/session/passkey", new { credential });

    /// <summary>The challenge that was answered, asked once more.</summary>
    private static JsonElement ChallengeOf(object answer)
    {
        var client = JsonSerializer.SerializeToElement(answer).GetProperty("response").Text("clientDataJSON");
        var challenge = JsonElement.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(client))).Text("challenge");
        return JsonSerializer.SerializeToElement(new { challenge, rpId = "127.0.0.1" });
    }

    private async Task TurnOnTwoStep(Shop shop)
    {
        await shop.Unit((_, db) => db.Users.Where(u => u.Id == shop.Person).ExecuteUpdateAsync(set => set.SetProperty(u => u.TwoFactorEnabled, true), Ct));
        await (await new Browser(App).SignIn(shop.Email)).Refused(HttpStatusCode.Unauthorized, "signin.code");
    }
}

/// <summary>Which site a passkey belongs to.</summary>
public sealed class PasskeySiteTests
{
    [Theory]
    [InlineData(null, "shop.example", "https://shop.example", true)]
    [InlineData(null, "shop.example:8443", "https://shop.example:8443", true)]
    [InlineData(null, "shop.example:8443", "https://shop.example", false)]
    [InlineData(null, "shop.example", "http://shop.example", false)]
    [InlineData(null, "localhost:5080", "http://localhost:5080", true)]
    [InlineData(null, "shop.example", "https://shop.example.evil.example", false)]
    [InlineData("https://shop.example", "app:8080", "https://shop.example", true)]
    [InlineData("https://shop.example", "app:8080", "https://other.example", false)]
    public async Task Only_our_own_pages_may_ask(string? publicUrl, string host, string origin, bool ours)
    {
        var (passkeys, http) = (new IdentityPasskeyOptions(), new DefaultHttpContext());
        var reachable = new ReachableAt();
        reachable.Configure(publicUrl is null ? null : new Uri(publicUrl));
        http.Request.Host = new(host);

        PasskeySite.Configure(passkeys, reachable);

        Assert.Equal(publicUrl is null ? null : "shop.example", passkeys.ServerDomain);
        Assert.Equal(ours, await passkeys.ValidateOrigin!(new() { HttpContext = http, Origin = origin, CrossOrigin = false, TopOrigin = null }));
        Assert.False(await passkeys.ValidateOrigin!(new() { HttpContext = http, Origin = origin, CrossOrigin = true, TopOrigin = null }));
    }
}

[Collection(SqliteApp.Collection)]
public sealed class PasskeysOnSqlite(SqliteApp app) : PasskeyTests(app);

[Collection(PostgresApp.Collection)]
public sealed class PasskeysOnPostgres(PostgresApp app) : PasskeyTests(app);
