using System.Net;

using PromoEngine.Web.Auth.TwoStep;

namespace PromoEngine.Web.Tests.Auth;

public abstract class TwoStepTests(App app) : AppTests(app)
{
    [Fact]
    public async Task With_two_step_sign_in_the_password_alone_does_not_open_and_a_code_opens_once()
    {
        var shop = await App.NewShop();
        var (secret, _) = await TurnOn(shop);
        App.Clock.Turn(TimeSpan.FromMinutes(1));
        var code = CodeOf(secret);
        var browser = new Browser(App);

        await (await browser.SignIn(shop.Email)).Refused(HttpStatusCode.Unauthorized, "signin.code");
        await (await browser.SignIn(shop.Email, code: "000000")).Refused(HttpStatusCode.Unauthorized, "signin.code_wrong");
        await (await browser.SignIn(shop.Email, code: code)).Expect(HttpStatusCode.OK, App);

        await (await new Browser(App).SignIn(shop.Email, code: code)).Refused(HttpStatusCode.Unauthorized, "signin.code_wrong");
        App.Clock.Turn(TimeSpan.FromSeconds(30));
        await (await new Browser(App).SignIn(shop.Email, code: CodeOf(secret))).Expect(HttpStatusCode.OK, App);
    }

    [Fact]
    public async Task The_code_that_turned_it_on_is_used_up()
    {
        var shop = await App.NewShop();
        var (secret, _) = await TurnOn(shop);

        await (await new Browser(App).SignIn(shop.Email, code: CodeOf(secret))).Refused(HttpStatusCode.Unauthorized, "signin.code_wrong");
    }

    [Fact]
    public async Task Each_recovery_code_opens_once()
    {
        var shop = await App.NewShop();
        var (_, codes) = await TurnOn(shop);

        Assert.Equal(10, codes.Distinct().Count());
        await (await new Browser(App).SignIn(shop.Email, code: codes[3].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal))).Expect(HttpStatusCode.OK, App);
        await (await new Browser(App).SignIn(shop.Email, code: codes[3])).Refused(HttpStatusCode.Unauthorized, "signin.code_wrong");
        Assert.Equal(9, (await shop.Read("/api/profile")).Number("recoveryCodesLeft"));
    }

    [Fact]
    public async Task Wrong_codes_lock_the_account_as_wrong_passwords_do()
    {
        var shop = await App.NewShop();
        var (secret, _) = await TurnOn(shop);
        App.Clock.Turn(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 5; i++)
        {
            // The right password in between does not begin a new count.
            await (await new Browser(App).SignIn(shop.Email)).Refused(HttpStatusCode.Unauthorized, "signin.code");
            await (await new Browser(App).SignIn(shop.Email, code: "000000")).Refused(HttpStatusCode.Unauthorized, "signin.code_wrong");
        }

        await (await new Browser(App).SignIn(shop.Email, code: CodeOf(secret))).Refused(HttpStatusCode.Unauthorized, "signin.locked");
    }

    [Fact]
    public async Task Turning_it_on_and_off_asks_for_the_password()
    {
        var shop = await App.NewShop();

        await (await shop.Post("/api/profile/two-step", new { password = "not the password" })).Refused(HttpStatusCode.BadRequest, "password.wrong");
        await TurnOn(shop);
        await (await shop.Post("/api/profile/two-step/off", new { password = "not the password" })).Refused(HttpStatusCode.BadRequest, "password.wrong");
        await (await shop.Post("/api/profile/two-step/off", new { password = App.Password })).Expect(HttpStatusCode.NoContent, App);

        await (await new Browser(App).SignIn(shop.Email)).Expect(HttpStatusCode.OK, App);
    }

    [Fact]
    public async Task The_offer_is_an_address_and_a_picture_and_counts_for_nothing_until_a_code_confirms_it()
    {
        var shop = await App.NewShop();

        var offer = await shop.Do("/api/profile/two-step", new { password = App.Password });

        Assert.StartsWith("otpauth://totp/PromoEngine:", offer.Text("uri"), StringComparison.Ordinal);
        Assert.Contains($"secret={offer.Text("secret")}", offer.Text("uri"), StringComparison.Ordinal);
        Assert.StartsWith("<svg", offer.Text("qr"), StringComparison.Ordinal);
        await (await shop.Post("/api/profile/two-step/confirm", new { code = "000000" })).Refused(HttpStatusCode.Conflict, "two_step.code_wrong");
        Assert.False((await shop.Read("/api/profile")).GetProperty("twoStep").GetBoolean());
        await (await new Browser(App).SignIn(shop.Email)).Expect(HttpStatusCode.OK, App);
    }

    private string CodeOf(byte[] secret) => Totp.Code(secret, Totp.StepAt(App.Clock.Now));

    private async Task<(byte[] Secret, List<string> Codes)> TurnOn(Shop shop)
    {
        var secret = FromBase32((await shop.Do("/api/profile/two-step", new { password = App.Password })).Text("secret"));
        var codes = await shop.Do("/api/profile/two-step/confirm", new { code = CodeOf(secret) });
        return (secret, [.. codes.List("recoveryCodes").Select(c => c.GetString()!)]);
    }

    private static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}

[Collection(SqliteApp.Collection)]
public sealed class TwoStepOnSqlite(SqliteApp app) : TwoStepTests(app);

[Collection(PostgresApp.Collection)]
public sealed class TwoStepOnPostgres(PostgresApp app) : TwoStepTests(app);
