using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Inbox.Channels;
using PromoEngine.Testing;

namespace PromoEngine.Web.Tests.Webhooks;

/// <summary>What comes in at the door: real requests on a real socket, good and bad.</summary>
public abstract class WebhookTests(App app) : AppTests(app)
{
    private const string Customer = "+13125550142";

    [Fact]
    public async Task A_signed_text_is_stored_before_it_is_answered_and_becomes_a_message()
    {
        var shop = await App.NewShop();

        using var answer = await shop.Webhook(StubWebhook.Text(Customer, shop.Number, "hello", "SMfirst"));

        await answer.Expect(HttpStatusCode.OK, App);
        Assert.Equal("text/xml", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("<Response/>", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        var stored = await shop.Look(db => db.InboundEvents.SingleAsync(Ct));
        Assert.Equal(("in:SMfirst", InboundEventState.Received), (stored.EventKey, stored.State));
        Assert.Contains("Body=hello", Encoding.UTF8.GetString(stored.Body), StringComparison.Ordinal);

        await shop.Drain();

        Assert.Equal(["hello"], await Texts(shop));
        Assert.Equal(InboundEventState.Done, await shop.Look(db => db.InboundEvents.Select(e => e.State).SingleAsync(Ct)));
    }

    [Fact]
    public async Task A_wrong_signature_is_refused_and_leaves_nothing()
    {
        var shop = await App.NewShop();

        var wrongToken = await shop.Call(StubWebhook.Request(shop.WebhookUrl, StubWebhook.Text(Customer, shop.Number, "hello", Shop.NewSid()), token: "wrong"));
        using var unsigned = StubWebhook.Request(shop.WebhookUrl, StubWebhook.Text(Customer, shop.Number, "hello", Shop.NewSid()));
        unsigned.Headers.Remove("X-Twilio-Signature");
        using var changed = StubWebhook.Request(shop.WebhookUrl, StubWebhook.Text(Customer, shop.Number, "100 mugs", Shop.NewSid()));
        changed.Content = new FormUrlEncodedContent(StubWebhook.Text(Customer, shop.Number, "900 mugs", Shop.NewSid()));

        await wrongToken.Refused(HttpStatusCode.Forbidden, "webhook.signature");
        await (await App.Http.SendAsync(unsigned, Ct)).Refused(HttpStatusCode.Forbidden, "webhook.signature");
        await (await App.Http.SendAsync(changed, Ct)).Refused(HttpStatusCode.Forbidden, "webhook.signature");
        Assert.Equal(0, await shop.Look(db => db.InboundEvents.CountAsync(Ct)));
        Assert.Equal(3, await Rejected(shop));
    }

    [Fact]
    public async Task A_call_without_a_body_says_so()
    {
        var shop = await App.NewShop();

        using var empty = new HttpRequestMessage(HttpMethod.Post, shop.WebhookUrl) { Headers = { { "X-Twilio-Signature", "x" } } };

        await (await App.Http.SendAsync(empty, Ct)).Refused(HttpStatusCode.BadRequest, "webhook.empty");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_of_a_megabyte_is_refused_whether_or_not_its_length_is_told(bool told)
    {
        var shop = await App.NewShop();
        var form = Encoding.ASCII.GetBytes("Body=" + new string('x', 1024 * 1024));

        using var large = new HttpRequestMessage(HttpMethod.Post, shop.WebhookUrl) { Headers = { { "X-Twilio-Signature", "x" } } };
        large.Content = told ? new ByteArrayContent(form) : new StreamContent(new MemoryStream(form));
        large.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        large.Headers.TransferEncodingChunked = !told;
        // Who announces too much is refused before a byte of it is read.
        large.Headers.ExpectContinue = told;

        await (await App.Http.SendAsync(large, Ct)).Refused(HttpStatusCode.RequestEntityTooLarge, "request.too_large");
    }

    [Fact]
    public async Task An_unknown_channel_is_not_found()
    {
        var shop = await App.NewShop();
        var url = new Uri(App.Address, $"/webhooks/twilio/{Guid.CreateVersion7()}");

        var answer = await shop.Call(StubWebhook.Request(url, StubWebhook.Text(Customer, shop.Number, "hello", Shop.NewSid())));

        await answer.Refused(HttpStatusCode.NotFound, "webhook.unknown_channel");
    }

    [Fact]
    public async Task Sixteen_hundred_emoji_arrive_whole()
    {
        var shop = await App.NewShop();
        var text = string.Concat(Enumerable.Repeat("🎉", 1600));

        var conversation = await shop.GivenConversation(Customer, text);

        Assert.Equal([text], await Texts(shop));
        var preview = (await shop.Read($"/api/conversations/{conversation}")).GetProperty("lastMessage").Text("text");
        Assert.DoesNotContain('\uFFFD', preview);
        Assert.False(char.IsHighSurrogate(preview[^1]));
    }

    [Fact]
    public async Task Characters_that_no_database_takes_are_replaced_and_the_rest_is_kept()
    {
        var shop = await App.NewShop();

        await shop.GivenConversation(Customer, "100\0mugs \ud83c please");

        var text = Assert.Single(await Texts(shop));
        Assert.StartsWith("100\uFFFDmugs ", text, StringComparison.Ordinal);
        Assert.EndsWith(" please", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+49 (151) 555-01234", "+4915155501234")]
    [InlineData("72345", "72345")]
    [InlineData("MARKETING", "MARKETING")]
    public async Task A_foreign_number_a_short_code_and_a_name_are_contacts_like_others(string from, string address)
    {
        var shop = await App.NewShop();

        await shop.Text(from, "hello");
        await shop.Drain();

        Assert.Equal(address, await shop.Look(db => db.Contacts.Select(c => c.Address).SingleAsync(Ct)));
        Assert.Equal(["hello"], await Texts(shop));
    }

    [Fact]
    public async Task The_same_text_told_eight_times_is_one_message_and_always_a_200()
    {
        var shop = await App.NewShop();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => shop.Text(Customer, "hello", "SMsame")));
        await shop.Drain();
        await shop.Text(Customer, "hello", "SMsame");
        await shop.Drain();

        Assert.Equal(["hello"], await Texts(shop));
        Assert.Equal(1, await shop.Look(db => db.InboundEvents.CountAsync(Ct)));
    }

    [Fact]
    public async Task Two_shops_may_hear_of_the_same_message_id()
    {
        var (one, other) = (await App.NewShop(), await App.NewShop());

        await one.Text(Customer, "for one", "SMboth");
        await other.Text(Customer, "for the other", "SMboth");
        await one.Drain();
        await other.Drain();

        Assert.Equal(["for one"], await Texts(one));
        Assert.Equal(["for the other"], await Texts(other));
    }

    [Theory]
    [InlineData("https://shop.example.test", "https://shop.example.test")]
    [InlineData("https://shop.example.test", "https://shop.example.test:443")]
    [InlineData("https://shop.example.test:8443/", "https://shop.example.test:8443")]
    [InlineData("https://shop.example.test:8443", "https://shop.example.test")]
    public async Task Behind_a_proxy_the_public_address_counts_with_its_port_or_without(string publicUrl, string signedAddress)
    {
        var shop = await App.NewShop();
        var reachable = App.Services.GetRequiredService<ReachableAt>();
        reachable.Configure(new(publicUrl));
        try
        {
            var fields = StubWebhook.Text(Customer, shop.Number, "hello", Shop.NewSid());

            var right = await shop.Call(StubWebhook.Request(shop.WebhookUrl, fields, signedUrl: signedAddress + shop.WebhookUrl.AbsolutePath));
            var wrong = await shop.Call(StubWebhook.Request(shop.WebhookUrl, fields, signedUrl: "https://elsewhere.example.test" + shop.WebhookUrl.AbsolutePath));

            await right.Expect(HttpStatusCode.OK, App);
            await wrong.Refused(HttpStatusCode.Forbidden, "webhook.signature");
        }
        finally
        {
            reachable.Configure(null);
        }
    }

    [Fact]
    public async Task A_picture_is_recorded_by_its_address_and_shown_as_an_attachment()
    {
        var shop = await App.NewShop();
        await shop.Text(Customer, "", media: 2);
        await shop.Drain();

        var conversation = await shop.Read($"/api/conversations/{await shop.ConversationOf(Customer)}");

        var message = Assert.Single(conversation.List("messages"));
        Assert.Equal(2, message.List("attachments").Count);
        Assert.Equal("image/jpeg", message.List("attachments")[0].Text("contentType"));
        Assert.NotEmpty(conversation.GetProperty("lastMessage").Text("text"));
    }

    [Fact]
    public async Task Four_texts_in_ten_seconds_are_one_conversation_and_one_draft()
    {
        var shop = await App.NewShop();
        var day = DateOnly.FromDateTime(App.Clock.Now).AddDays(20);
        foreach (var text in new[] { "hi!", "can we get 150 white mugs", "and 24 navy caps", day.ToString("'by' MMMM d", CultureInfo.InvariantCulture) })
        {
            await shop.Text(Customer, text);
            App.Clock.Turn(TimeSpan.FromSeconds(2.5));
        }

        await shop.Drain();

        Assert.Equal(1, await shop.Look(db => db.Conversations.CountAsync(Ct)));
        Assert.Equal(4, (await Texts(shop)).Count);
        var draft = await shop.OpenDraft(Customer);
        Assert.Equal(["MUG", "CAP"], draft.List("lines").Select(l => l.GetProperty("product").Text("sku")));
        Assert.Equal(day.ToString("O", CultureInfo.InvariantCulture), draft.Text("neededBy"));
        Assert.Equal(1, await shop.Look(db => db.Drafts.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_flood_of_senders_is_stored_whole()
    {
        var shop = await App.NewShop();

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => shop.Text(string.Create(CultureInfo.InvariantCulture, $"+1312555{i:0000}"), $"text {i}")));
        await shop.Drain();

        Assert.Equal(60, (await Texts(shop)).Distinct().Count());
        Assert.Equal(60, await shop.Look(db => db.Conversations.CountAsync(Ct)));
    }

    /// <summary>Counted in memory and written now and then; the host's own housekeeping may be at it already.</summary>
    private async Task<long> Rejected(Shop shop)
    {
        var housekeeping = App.Services.GetRequiredService<Housekeeping>();
        for (var tries = 0; ; tries++)
        {
            await housekeeping.CountRejected(Ct);
            var channel = (await shop.Read("/api/channels")).List().Single();
            if (tries == 100 || channel.Number("rejected") == 3)
                return channel.Number("rejected");
            await Task.Delay(20, Ct);
        }
    }

    private static Task<List<string>> Texts(Shop shop) => shop.Look(db => db.Messages.OrderBy(m => m.Position).Select(m => m.Text).ToListAsync(Ct));
}

[Collection(SqliteApp.Collection)]
public sealed class WebhooksOnSqlite(SqliteApp app) : WebhookTests(app);

[Collection(PostgresApp.Collection)]
public sealed class WebhooksOnPostgres(PostgresApp app) : WebhookTests(app);
