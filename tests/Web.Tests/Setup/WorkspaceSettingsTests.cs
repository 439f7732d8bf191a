using System.Net;
using System.Net.Http.Headers;
using System.Text;

using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Web.Tests.Setup;

/// <summary>What an administrator decides about the workspace.</summary>
public abstract class WorkspaceSettingsTests(App app) : AppTests(app)
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];
    private static readonly byte[] Svg = Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>");

    [Fact]
    public async Task Settings_act_without_a_restart_and_are_in_the_audit()
    {
        var shop = await App.NewShop();
        var seen = await shop.Read("/api/workspace");

        var saved = await (await shop.Put("/api/workspace", Settings(seen.Number("version"), name: "Blue Promo", zone: "Europe/Berlin", currency: "EUR", quote: ("OFFER-", 6)))).Json(App);

        Assert.Equal("OFFER-001001", saved.List("numbering").Single(n => n.Text("kind") == "quote").Text("preview"));
        var session = (await shop.Read("/api/session")).GetProperty("workspace");
        Assert.Equal(("Blue Promo", "Europe/Berlin", "EUR"), (session.Text("name"), session.Text("timeZone"), session.Text("currency")));
        Assert.Equal("OFFER-001001", (await shop.GivenQuote("+13125550142", [("CAP-NAVY", 1)])).Number);
        var audit = await shop.Look(db => db.AuditRows.SingleAsync(a => a.Action == "workspace.changed", Ct));
        Assert.Contains("Acme Promo", audit.Before);
        Assert.Contains("Blue Promo", audit.After);
        await (await shop.Put("/api/workspace", Settings(seen.Number("version")))).Refused(HttpStatusCode.Conflict, "workspace.stale");
    }

    [Fact]
    public async Task The_currency_stays_once_there_are_documents()
    {
        var shop = await App.NewShop();
        await shop.GivenQuote("+13125550142", [("CAP-NAVY", 1)]);

        var seen = await shop.Read("/api/workspace");

        Assert.True(seen.GetProperty("currencyFixed").GetBoolean());
        await (await shop.Put("/api/workspace", Settings(seen.Number("version"), currency: "EUR"))).Refused(HttpStatusCode.Conflict, "workspace.currency");
    }

    [Theory]
    [InlineData("123", "numbering.prefix")]
    [InlineData("Q {0}", "numbering.prefix")]
    [InlineData("YES-", "numbering.prefix")]
    [InlineData("so-", "numbering.same")]
    public async Task A_number_must_be_one_that_a_customer_can_answer_with(string prefix, string code)
    {
        var shop = await App.NewShop();

        await (await shop.Put("/api/workspace", Settings(0, quote: (prefix, 1)))).Refused(HttpStatusCode.Conflict, code);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("Q-", 11)]
    public async Task A_number_needs_a_beginning_and_not_too_many_digits(string prefix, int digits)
    {
        var shop = await App.NewShop();

        await (await shop.Put("/api/workspace", Settings(0, quote: (prefix, digits)))).Expect(HttpStatusCode.BadRequest, App);
    }

    [Theory]
    [InlineData("Moon/Base", "USD")]
    [InlineData("Europe/Berlin", "XYZ")]
    public async Task Zones_and_currencies_are_real_ones(string zone, string currency)
    {
        var shop = await App.NewShop();

        await (await shop.Put("/api/workspace", Settings(0, zone: zone, currency: currency))).Refused(HttpStatusCode.BadRequest, "request.invalid");
    }

    [Fact]
    public async Task A_logo_is_what_its_bytes_are_and_a_drawing_runs_nothing()
    {
        var shop = await App.NewShop();

        await (await Upload(shop, Png, "image/svg+xml")).Expect(HttpStatusCode.OK, App);
        using var png = await shop.Get("/api/workspace/logo");
        Assert.Equal("image/png", png.Content.Headers.ContentType!.MediaType);
        Assert.Equal(Png, await png.Content.ReadAsByteArrayAsync(Ct));

        var address = (await (await Upload(shop, Svg, "image/png")).Json(App)).Text("logo");
        using var svg = await shop.Get(address);
        Assert.Equal("image/svg+xml", svg.Content.Headers.ContentType!.MediaType);
        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'; sandbox", svg.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", svg.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(address, (await shop.Read("/api/workspace")).Text("logo"));
        Assert.Equal(address, (await shop.Read("/api/session")).GetProperty("workspace").Text("logo"));

        await (await Upload(shop, Encoding.UTF8.GetBytes("<html><svg/></html>"), "image/svg+xml")).Refused(HttpStatusCode.Conflict, "logo.type");
        await (await Upload(shop, new byte[(512 * 1024) + 1], "image/png")).Refused(HttpStatusCode.Conflict, "logo.too_large");
        await (await shop.Send(HttpMethod.Delete, "/api/workspace/logo")).Json(App);
        await (await shop.Get("/api/workspace/logo")).Expect(HttpStatusCode.NotFound, App);
    }

    private async Task<HttpResponseMessage> Upload(Shop shop, byte[] bytes, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(App.Address, "/api/workspace/logo")) { Content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } } };
        request.Headers.Authorization = new("Bearer", shop.Token);
        return await App.Http.SendAsync(request, Ct);
    }

    private static object Settings(long version, string name = "Acme Promo", string zone = "America/New_York", string currency = "USD", (string Prefix, int Digits)? quote = null) => new
    {
        name,
        timeZone = zone,
        currency,
        numbering = new[] { new { kind = "quote", prefix = quote?.Prefix ?? "Q-", digits = quote?.Digits ?? 1 }, new { kind = "order", prefix = "SO-", digits = 1 } },
        version,
    };
}

[Collection(SqliteApp.Collection)]
public sealed class WorkspaceSettingsOnSqlite(SqliteApp app) : WorkspaceSettingsTests(app);

[Collection(PostgresApp.Collection)]
public sealed class WorkspaceSettingsOnPostgres(PostgresApp app) : WorkspaceSettingsTests(app);
