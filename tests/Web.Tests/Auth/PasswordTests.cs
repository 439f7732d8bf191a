using System.Net;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth.Passwords;

namespace PromoEngine.Web.Tests.Auth;

public abstract class PasswordTests(App app) : AppTests(app)
{
    private const string New = "a brand new day 7";

    [Fact]
    public async Task A_mailed_link_sets_a_new_password_once_and_ends_all_sessions()
    {
        var shop = await App.NewShop();
        var before = await Browser.SignedIn(App, shop.Email);
        await Forgot(shop, shop.Email);
        var link = App.Mailbox.LinkTo(shop.Email);

        await (await new Browser(App).Post("/api/passwords/reset", new { link, password = New })).Expect(HttpStatusCode.NoContent, App);

        await (await before.Get("/api/session")).Refused(HttpStatusCode.Unauthorized, "signin.required");
        await (await new Browser(App).SignIn(shop.Email)).Refused(HttpStatusCode.Unauthorized, "signin.failed");
        await (await new Browser(App).SignIn(shop.Email, New)).Expect(HttpStatusCode.OK, App);
        await (await new Browser(App).Post("/api/passwords/reset", new { link, password = App.Password })).Refused(HttpStatusCode.Conflict, "link.useless");
    }

    [Fact]
    public async Task After_an_hour_the_link_opens_nothing()
    {
        var shop = await App.NewShop();
        await Forgot(shop, shop.Email);
        App.Clock.Turn(TimeSpan.FromHours(1));

        await (await new Browser(App).Post("/api/passwords/reset", new { link = App.Mailbox.LinkTo(shop.Email), password = New })).Refused(HttpStatusCode.Conflict, "link.useless");
    }

    [Fact]
    public async Task An_unknown_e_mail_gets_the_same_answer_and_no_mail()
    {
        var shop = await App.NewShop();

        await Forgot(shop, "nobody-at-all@example.test");

        Assert.Empty(App.Mailbox.To("nobody-at-all@example.test"));
    }

    [Fact]
    public async Task The_database_knows_a_link_by_its_hash_alone()
    {
        var shop = await App.NewShop();
        await Forgot(shop, shop.Email);
        var link = App.Mailbox.LinkTo(shop.Email);

        var hash = await shop.Look(db => db.MailedLinks.Where(l => l.UserId == shop.Person).Select(l => l.Hash).SingleAsync(Ct));

        Assert.Equal(64, hash!.Length);
        Assert.NotEqual(link, hash);
    }

    [Fact]
    public async Task Changing_ones_password_asks_for_the_old_one_and_ends_the_other_sessions()
    {
        var shop = await App.NewShop();
        var (here, there) = (await Browser.SignedIn(App, shop.Email), await Browser.SignedIn(App, shop.Email));

        await (await here.Put("/api/profile/password", new { current = "not the password", password = New })).Refused(HttpStatusCode.BadRequest, "password.wrong");
        await (await here.Put("/api/profile/password", new { current = App.Password, password = New })).Expect(HttpStatusCode.NoContent, App);

        await (await here.Get("/api/session")).Expect(HttpStatusCode.OK, App);
        await (await there.Get("/api/session")).Refused(HttpStatusCode.Unauthorized, "signin.required");
        await (await new Browser(App).SignIn(shop.Email, New)).Expect(HttpStatusCode.OK, App);
    }

    [Fact]
    public async Task A_password_that_everybody_tries_first_is_refused_with_a_sentence_at_its_field()
    {
        var shop = await App.NewShop();

        var answer = await shop.Put("/api/profile/password", new { current = App.Password, password = "Password1234!" });

        await answer.Expect(HttpStatusCode.BadRequest);
        Assert.Contains("Too many people", (await answer.Body()).GetProperty("errors").ToString(), StringComparison.Ordinal);
        await (await shop.Put("/api/profile/password", new { current = App.Password, password = shop.Email })).Refused(HttpStatusCode.Conflict, "password.email");
    }

    [Theory]
    [InlineData("short", false)]
    [InlineData("eleven char", false)]
    [InlineData("correct horse battery", true)]
    [InlineData("aaaaaaaaaaaaaaaa", false)]
    [InlineData("qwertyuiop2024!", false)]
    [InlineData("123456789012", false)]
    [InlineData("ILoveYou123456", false)]
    [InlineData("träume weiter 3", true)]
    public void A_good_password_is_long_and_not_everybodys(string password, bool good) => Assert.Equal(good, GoodPasswordAttribute.WhatIsWrong(password) is null);

    private async Task Forgot(Shop shop, string email)
    {
        await (await new Browser(App).Post("/api/passwords/forgotten", new { email })).Expect(HttpStatusCode.OK, App);
        await shop.Drain();
    }
}

[Collection(SqliteApp.Collection)]
public sealed class PasswordsOnSqlite(SqliteApp app) : PasswordTests(app);

[Collection(PostgresApp.Collection)]
public sealed class PasswordsOnPostgres(PostgresApp app) : PasswordTests(app);
