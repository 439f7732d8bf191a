using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Web.Tests.Mail;

/// <summary>Mail services that post what comes in and report on what went out, each proving itself in its own way.</summary>
public abstract class MailServiceTests(App app, MailServers servers) : AppTests(app)
{
    private const string Secret = "a-secret-of-our-own-making";
    private static int last;

    [Fact]
    public async Task SendGrid_posts_mails_with_our_secret_and_signs_its_reports()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var service = await Open("sendgrid", ("apiKey", "SG.key"), ("webhookSecret", Secret), ("eventKey", Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())));
        using var form = new MultipartFormDataContent
        {
            { new StringContent($"Message-ID: <s1@customer.test>\nFrom: Ann <ann@customer.test>\nTo: {service.Address}\nSubject: Caps\n"), "headers" },
            { new StringContent("Ann <ann@customer.test>"), "from" },
            { new StringContent(service.Address), "to" },
            { new StringContent("Caps"), "subject" },
            { new StringContent("50 caps please\n\nOn Mon, 4 May 2026 at 10:00, Shop <shop@x.test> wrote:\n> hello"), "text" },
        };

        await (await service.Post(form)).Refused(HttpStatusCode.Forbidden, "webhook.signature");
        using var again = new MultipartFormDataContent { { new StringContent("Ann <ann@customer.test>"), "from" }, { new StringContent("x"), "text" } };
        await (await service.Post(again, "?secret=guessed-by-a-stranger")).Refused(HttpStatusCode.Forbidden, "webhook.signature");
        using var good = new MultipartFormDataContent
        {
            { new StringContent("Message-ID: <s1@customer.test>\n"), "headers" },
            { new StringContent("Ann <ann@customer.test>"), "from" },
            { new StringContent(service.Address), "to" },
            { new StringContent("Caps"), "subject" },
            { new StringContent("50 caps please\n\nOn Mon, 4 May 2026 at 10:00, Shop <shop@x.test> wrote:\n> hello"), "text" },
        };
        await (await service.Post(good, "?secret=" + Secret)).Expect(HttpStatusCode.OK, App);
        await service.Shop.Drain();
        Assert.Equal("50 caps please", Assert.Single((await service.Only()).List("messages")).Text("text"));
        Assert.DoesNotContain(Secret, await service.Shop.Look(db => db.InboundEvents.Where(e => e.ChannelId == service.Channel).Select(e => e.Url + e.Headers).SingleAsync(Ct)), StringComparison.Ordinal);

        var sent = await service.Answer("Which colour?");
        var report = $$"""[{"event":"bounce","email":"ann@customer.test","smtp-id":"<{{sent}}>","status":"5.1.1","reason":"550 no such user","timestamp":1700000000}]""";
        await (await service.Post(Json(report), headers: Signed(key, report, "1700000001"))).Expect(HttpStatusCode.OK, App);
        await (await service.Post(Json(report), headers: Signed(key, report + " ", "1700000001"))).Refused(HttpStatusCode.Forbidden, "webhook.signature");
        await service.Shop.Drain();

        Assert.Equal("undelivered", (await service.Only()).List("messages")[1].Text("status"));
    }

    [Fact]
    public async Task Mailgun_signs_inside_the_body()
    {
        var service = await Open("mailgun", ("signingKey", "mg-key"), ("smtpUser", "postmaster@x.test"), ("smtpPassword", Testing.StubSmtp.Password));
        using var forged = Mailgun("not-the-key", "50 caps please");
        await (await service.Post(forged)).Refused(HttpStatusCode.Forbidden, "webhook.signature");
        using var good = Mailgun("mg-key", "50 caps please");
        await (await service.Post(good)).Expect(HttpStatusCode.OK, App);
        await service.Shop.Drain();
        var sent = await service.Answer("Which colour?");

        var (timestamp, token) = ("1700000002", "token-2");
        var report = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["signature"] = new { timestamp, token, signature = Hmac("mg-key", timestamp + token) },
            ["event-data"] = new Dictionary<string, object> { ["event"] = "delivered", ["message"] = new Dictionary<string, object> { ["headers"] = new Dictionary<string, string> { ["message-id"] = sent } } },
        });
        await (await service.Post(Json(report))).Expect(HttpStatusCode.OK, App);
        await service.Shop.Drain();

        var messages = (await service.Only()).List("messages");
        Assert.Equal(("50 caps please", "delivered"), (messages[0].Text("text"), messages[1].Text("status")));
    }

    [Fact]
    public async Task Postmark_brings_its_password_and_names_our_mail_by_what_we_gave_it()
    {
        var service = await Open("postmark", ("serverToken", Testing.StubSmtp.Password), ("webhookSecret", Secret));
        var mail = JsonSerializer.Serialize(new
        {
            From = "ann@customer.test",
            FromFull = new { Email = "ann@customer.test", Name = "Ann" },
            To = service.Address,
            OriginalRecipient = service.Address,
            Subject = "Caps",
            MessageID = "b7bc2f4a-e38e-4336-af7d-e6c392c2f817",
            Date = "Mon, 4 May 2026 10:00:00 +0000",
            TextBody = "50 caps please",
            Headers = new[] { new { Name = "Message-ID", Value = "<p1@customer.test>" } },
            Attachments = Array.Empty<object>(),
        });
        await (await service.Post(Json(mail))).Refused(HttpStatusCode.Forbidden, "webhook.signature");
        var basic = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"mail:{Secret}"))).ToString();
        await (await service.Post(Json(mail), headers: ("Authorization", basic))).Expect(HttpStatusCode.OK, App);
        await service.Shop.Drain();

        await service.Answer("Which colour?");
        var sent = servers.Smtp.Mails.Last(m => m.From == service.Address).Text;
        var ours = sent.Split('\n').Single(l => l.StartsWith("X-PM-Metadata-message: ", StringComparison.Ordinal))["X-PM-Metadata-message: ".Length..].Trim();
        var report = JsonSerializer.Serialize(new { RecordType = "Bounce", MessageID = "883953f4-6105-42a2-a16a-77a8eac79483", TypeCode = 1, Description = "The server was unable to deliver your message.", Metadata = new { message = ours } });
        await (await service.Post(Json(report), headers: ("Authorization", basic))).Expect(HttpStatusCode.OK, App);
        await service.Shop.Drain();

        Assert.Equal("undelivered", (await service.Only()).List("messages")[1].Text("status"));
    }

    [Fact]
    public async Task A_service_without_a_secret_cannot_be_saved()
    {
        await servers.Need();
        var shop = await App.NewShop();
        foreach (var (provider, settings) in new[] { ("postmark", new Dictionary<string, string> { ["serverToken"] = "t", ["webhookSecret"] = "short" }), ("sendgrid", new() { ["apiKey"] = "k" }), ("mailgun", new() { ["smtpUser"] = "u" }) })
            Assert.Equal(HttpStatusCode.BadRequest, (await shop.Post("/api/channels", new { kind = "email", provider, name = "x", address = "x@acme.test", settings })).StatusCode);
    }

    private static (string, string)[] Signed(ECDsa key, string signed, string timestamp) =>
    [
        ("X-Twilio-Email-Event-Webhook-Timestamp", timestamp),
        ("X-Twilio-Email-Event-Webhook-Signature", Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(timestamp + signed), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))),
    ];

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private static FormUrlEncodedContent Mailgun(string key, string text) => new(new Dictionary<string, string>
    {
        ["recipient"] = "shop@x.test", ["sender"] = "ann@customer.test", ["from"] = "Ann <ann@customer.test>", ["subject"] = "Caps", ["body-plain"] = text, ["Message-Id"] = "<m1@customer.test>",
        ["timestamp"] = "1700000000", ["token"] = "token-1", ["signature"] = Hmac(key, "1700000000token-1"),
    });

    private static string Hmac(string key, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)));

    private async Task<Service> Open(string provider, params (string Name, string Value)[] own)
    {
        await servers.Need();
        var shop = await App.NewShop();
        var address = string.Create(CultureInfo.InvariantCulture, $"{provider}{Interlocked.Increment(ref last)}@acme.test");
        var settings = new Dictionary<string, string>
        {
            ["smtpHost"] = "127.0.0.1", ["smtpPort"] = servers.Smtp.Port.ToString(CultureInfo.InvariantCulture), ["smtpSecurity"] = "starttls", ["certificate"] = servers.Smtp.Fingerprint,
        };
        foreach (var (name, value) in own)
            settings[name] = name == "apiKey" ? Testing.StubSmtp.Password : value;
        var channel = await shop.Do("/api/channels", new { kind = "email", provider, name = "Mail", address, settings });
        return new(App, shop, provider, address, channel.Id());
    }

    private sealed record Service(App App, Shop Shop, string Provider, string Address, Guid Channel)
    {
        public async Task<HttpResponseMessage> Post(HttpContent body, string query = "", params (string Name, string Value)[] headers)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, new Uri(App.Address, $"/webhooks/{Provider}/{Channel}{query}")) { Content = body };
            foreach (var (name, value) in headers)
                request.Headers.TryAddWithoutValidation(name, value);
            return await Shop.Call(request);
        }

        public async Task<JsonElement> Only() =>
            await Shop.Read($"/api/conversations/{Assert.Single((await Shop.Read($"/api/conversations?channel={Channel}")).List("items")).Id()}");

        /// <summary>Answers; the Message-ID it went out with.</summary>
        public async Task<string> Answer(string text)
        {
            await Shop.Do($"/api/conversations/{(await Only()).Id()}/messages", new { text });
            await Shop.Drain();
            var message = (await Only()).List("messages")[1];
            Assert.Equal("sent", message.Text("status"));
            return (await Shop.Look(db => db.Messages.Where(m => m.Id == message.Id()).Select(m => m.ExternalId).SingleAsync(Ct)))!;
        }
    }
}

[Collection(SqliteApp.Collection)]
public sealed class MailServicesOnSqlite(SqliteApp app, MailServers servers) : MailServiceTests(app, servers);

[Collection(PostgresApp.Collection)]
public sealed class MailServicesOnPostgres(PostgresApp app, MailServers servers) : MailServiceTests(app, servers);
