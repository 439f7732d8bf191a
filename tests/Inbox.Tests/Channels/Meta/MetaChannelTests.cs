using System.Text;

using Microsoft.Extensions.Options;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Meta;
using PromoEngine.Testing;

namespace PromoEngine.Inbox.Tests.Channels.Meta;

public sealed class MetaChannelTests : IAsyncLifetime
{
    private const string Customer = "+13125550142";
    private const string Page = "108824017345866";
    private const string Psid = "7305000000000001";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly OutboundHttp http;
    private readonly MetaChannel channel;
    private StubMeta stub = null!;

    public MetaChannelTests()
    {
        var options = new OutboundOptions { Timeout = TimeSpan.FromSeconds(2) };
        options.AllowHosts.Add("127.0.0.1");
        http = new(Options.Create(options));
        channel = new(http, TimeProvider.System);
    }

    public async ValueTask InitializeAsync() => stub = await StubMeta.Start();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await stub.DisposeAsync();
    }

    [Fact]
    public async Task A_WhatsApp_text_answers_a_message_and_carries_our_tag()
    {
        var message = Message(Customer, "150 mugs & 🎉") with { ReplyTo = "wamid.A" };

        var accepted = Assert.IsType<SendResult.Accepted>(await channel.Send(WhatsApp(), message, Ct));

        var sent = Assert.Single(stub.Sent);
        Assert.Equal((sent.Id, StubMeta.PhoneNumberId, "150 mugs & 🎉", message.Id.ToString("N")), (accepted.ExternalId, sent.Node, sent.Text, sent.Tag));
        Assert.Equal(("13125550142", "wamid.A"), (sent.Body.GetProperty("to").GetString(), sent.Body.GetProperty("context").GetProperty("message_id").GetString()));
        Assert.Equal($"POST /v23.0/{StubMeta.PhoneNumberId}/messages", Assert.Single(stub.Requests));
    }

    [Theory]
    [InlineData(false, "RESPONSE")]
    [InlineData(true, "MESSAGE_TAG")]
    public async Task A_Messenger_text_says_whether_a_person_answers_late(bool byAgent, string type)
    {
        var message = Message(Psid, "hello") with { ByAgent = byAgent };

        Assert.IsType<SendResult.Accepted>(await channel.Send(Messenger(), message, Ct));

        var sent = Assert.Single(stub.Sent);
        Assert.Equal((Page, "hello", type, message.Id.ToString("N")), (sent.Node, sent.Text, sent.Body.GetProperty("messaging_type").GetString(), sent.Tag));
        Assert.Equal(byAgent, sent.Body.TryGetProperty("tag", out var tag) && tag.GetString() == "HUMAN_AGENT");
    }

    [Theory]
    [InlineData("image/png", 10, "a proof", "image")]
    [InlineData("image/png", 6_000_000, "", "document")]
    [InlineData("audio/mpeg", 10, "with words", "document")]
    [InlineData("audio/mpeg", 10, "", "audio")]
    [InlineData("application/pdf", 10, "the quote", "document")]
    public async Task A_file_is_uploaded_first_and_sent_as_what_WhatsApp_shows_it_as(string type, int size, string text, string kind)
    {
        var content = new byte[size];
        var message = Message(Customer, text) with { Files = [new("proof.bin", type, size, () => new MemoryStream(content))] };

        Assert.IsType<SendResult.Accepted>(await channel.Send(WhatsApp(), message, Ct));

        var body = Assert.Single(stub.Sent).Body;
        Assert.Equal(kind, body.GetProperty("type").GetString());
        var media = body.GetProperty(kind);
        Assert.Equal((type, size), (stub.File(media.GetProperty("id").GetString()!).Type, stub.File(media.GetProperty("id").GetString()!).Content.Length));
        Assert.Equal(text.Length > 0 ? text : null, media.TryGetProperty("caption", out var caption) ? caption.GetString() : null);
        Assert.Equal(kind == "document", media.TryGetProperty("filename", out _));
    }

    [Fact]
    public async Task A_file_goes_through_Messenger_by_the_id_of_its_upload()
    {
        var message = Message(Psid, "") with { Files = [new("proof.png", "image/png", 3, () => new MemoryStream([1, 2, 3]))] };

        Assert.IsType<SendResult.Accepted>(await channel.Send(Messenger(), message, Ct));

        var attachment = Assert.Single(stub.Sent).Body.GetProperty("message").GetProperty("attachment");
        Assert.Equal("image", attachment.GetProperty("type").GetString());
        Assert.Equal([1, 2, 3], stub.File(attachment.GetProperty("payload").GetProperty("attachment_id").GetString()!).Content);
    }

    [Theory]
    [InlineData(400, 131047, 0, "131047", true)]
    [InlineData(400, 131026, 0, "131026", true)]
    [InlineData(400, 10, 2018278, "2018278", true)]
    [InlineData(400, 200, 0, "200", false)]
    [InlineData(400, 190, 463, "190", false)]
    [InlineData(400, 132001, 0, "132001", true)]
    public async Task What_Meta_refuses_is_a_sentence_and_known_to_be_for_good_or_not(int status, int code, int subcode, string known, bool permanent)
    {
        stub.Next(StubAnswer.Refuse(status, code, "Said in Meta's words.") with { Subcode = subcode });

        var rejected = Assert.IsType<SendResult.Rejected>(await channel.Send(WhatsApp(), Message(Customer, "hello"), Ct));

        Assert.Equal((known, permanent), (rejected.Error.Code, rejected.Error.Permanent));
        Assert.DoesNotContain("Meta's words", rejected.Error.Text, StringComparison.Ordinal);
        Assert.Empty(stub.Sent);
    }

    [Theory]
    [InlineData(400, 131056, 6)]
    [InlineData(400, 130429, 5)]
    [InlineData(400, 80007, 60)]
    [InlineData(400, 613, 60)]
    [InlineData(503, 131016, 5)]
    [InlineData(429, 4, 60)]
    public async Task What_was_too_fast_is_tried_later(int status, int code, int seconds)
    {
        stub.Next(StubAnswer.Refuse(status, code, "Slow down."));

        Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.IsType<SendResult.TryLater>(await channel.Send(WhatsApp(), Message(Customer, "hello"), Ct)).After);
    }

    [Fact]
    public async Task Whatever_may_have_been_heard_is_unsure_and_what_never_got_there_is_not()
    {
        stub.Next(StubAnswer.AcceptAndHangUp, StubAnswer.AcceptAndFail, StubAnswer.AcceptSaying("{}"), StubAnswer.AcceptSaying("<html>"), StubAnswer.AcceptAndFallSilent);
        for (var i = 0; i < 5; i++)
            Assert.IsType<SendResult.Unsure>(await channel.Send(WhatsApp(), Message(Customer, "hello"), Ct));

        Assert.IsType<SendResult.TryLater>(await channel.Send(WhatsApp(("apiBaseUrl", "http://127.0.0.1:9")), Message(Customer, "hello"), Ct));
        Assert.False(channel.Kinds[ChannelKind.Whatsapp].LookUp);
    }

    [Fact]
    public async Task A_file_of_a_customer_is_opened_in_two_steps_with_the_token_in_both()
    {
        var id = stub.AddFile("application/pdf", Encoding.ASCII.GetBytes("%PDF-1.7"));

        var found = Assert.IsType<MediaResult.Found>(await channel.Fetch(WhatsApp(), $"media:{id}", Ct));

        using var reader = new StreamReader(found.Content);
        Assert.Equal(("application/pdf", "%PDF-1.7"), (found.ContentType, await reader.ReadToEndAsync(Ct)));
        Assert.IsType<MediaResult.Gone>(await channel.Fetch(WhatsApp(), "media:404", Ct));
        Assert.IsType<MediaResult.TryLater>(await channel.Fetch(WhatsApp(("accessToken", "wrong")), $"media:{id}", Ct));
    }

    [Fact]
    public async Task Templates_come_in_pages_and_say_what_has_to_be_filled_in()
    {
        stub.Templates =
        [
            Template("order_update", "en_US", new { type = "HEADER", format = "TEXT", text = "Order {{1}}" }, new { type = "BODY", text = "Hi {{1}}, your {{2}} are on their way." },
                new { type = "FOOTER", text = "Stub Shop" }, new { type = "BUTTONS", buttons = new object[] { new { type = "URL", text = "Track", url = "https://shop.example/{{1}}" }, new { type = "QUICK_REPLY", text = "Thanks" } } }),
            Template("named", "de", new { type = "BODY", text = "Hallo {{first_name}}!" }),
            Template("picture", "en", new { type = "HEADER", format = "IMAGE" }, new { type = "BODY", text = "Look" }),
        ];

        var templates = Assert.IsType<TemplatesResult.Found>(await channel.Templates(WhatsApp(), Ct)).Templates;

        Assert.Equal(["named/de", "order_update/en_US", "picture/en"], templates.Select(t => t.Id));
        Assert.Equal("Order {{header.1}}\nHi {{1}}, your {{2}} are on their way.\nStub Shop\n[Track: https://shop.example/{{button0.1}}]\n[Thanks]", templates[1].Text);
        Assert.Equal(["header.1", "1", "2", "button0.1"], templates[1].Placeholders);
        Assert.Null(templates[1].Unusable);
        Assert.NotNull(templates[2].Unusable);
    }

    [Fact]
    public async Task A_template_is_sent_with_each_value_where_it_belongs()
    {
        var message = Message(Customer, "in words") with
        {
            Template = new("order_update/en_US", new Dictionary<string, string> { ["2"] = "50 mugs", ["1"] = "Ann", ["header.1"] = "SO-7", ["button0.1"] = "so-7" }),
        };

        Assert.IsType<SendResult.Accepted>(await channel.Send(WhatsApp(), message, Ct));

        var template = Assert.Single(stub.Sent).Body.GetProperty("template");
        Assert.Equal(("order_update", "en_US"), (template.GetProperty("name").GetString(), template.GetProperty("language").GetProperty("code").GetString()));
        Assert.Equal(
            """[{"type":"header","parameters":[{"type":"text","text":"SO-7"}]},{"type":"body","parameters":[{"type":"text","text":"Ann"},{"type":"text","text":"50 mugs"}]},{"type":"button","sub_type":"url","index":"0","parameters":[{"type":"text","text":"so-7"}]}]""",
            template.GetProperty("components").GetRawText());
    }

    [Fact]
    public async Task The_test_reads_the_number_the_token_and_the_templates()
    {
        var well = await channel.Test(WhatsApp(), Ct);
        Assert.True(well.Ok, well.Text);
        Assert.Equal("Connected to \"Stub Shop\". The access token does not expire. Its templates can be read.", well.Text);

        var ends = TimeProvider.System.GetUtcNow().AddDays(30).ToUnixTimeSeconds();
        stub.TokenExpiresAt = ends;
        Assert.Equal(DateTime.UnixEpoch.AddSeconds(ends), (await channel.Test(WhatsApp(), Ct)).TokenExpiresAt);

        Assert.Contains("Stub Page", (await channel.Test(Messenger(), Ct)).Text, StringComparison.Ordinal);
        Assert.Contains("belongs to +15550100123", (await channel.Test(WhatsApp() with { Address = "+15550100999" }, Ct)).Text, StringComparison.Ordinal);
        Assert.Contains("access token", (await channel.Test(WhatsApp(("accessToken", "wrong")), Ct)).Text, StringComparison.Ordinal);
        Assert.Contains("templates cannot be read", (await channel.Test(WhatsApp(("businessAccountId", "1")), Ct)).Text, StringComparison.Ordinal);
        Assert.Equal("Meta cannot be reached.", (await channel.Test(WhatsApp(("apiBaseUrl", "http://127.0.0.1:9")), Ct)).Text);
    }

    [Theory]
    [InlineData("phoneNumberId", "+15550100")]
    [InlineData("appSecret", "")]
    [InlineData("accessToken", "two words")]
    [InlineData("verifyToken", "")]
    [InlineData("apiVersion", "23")]
    [InlineData("apiBaseUrl", "http://10.0.0.1")]
    [InlineData("businessAccountId", "acme")]
    public void A_setting_that_cannot_be_right_is_named(string field, string value) =>
        Assert.Contains(field, channel.Check(WhatsApp((field, value))).Errors.Keys);

    private ChannelAccount WhatsApp(params (string Name, string Value)[] changed)
    {
        var settings = new Dictionary<string, string>
        {
            ["phoneNumberId"] = StubMeta.PhoneNumberId, ["businessAccountId"] = StubMeta.Business, ["appSecret"] = StubMeta.AppSecret, ["accessToken"] = StubMeta.Token,
            ["verifyToken"] = StubMeta.VerifyToken, ["apiBaseUrl"] = stub?.Address.ToString() ?? "https://graph.facebook.com",
        };
        foreach (var (name, value) in changed)
            settings[name] = value;
        return new(Guid.CreateVersion7(), ChannelKind.Whatsapp, "+15550100123", settings);
    }

    private ChannelAccount Messenger() => WhatsApp() with { Kind = ChannelKind.Messenger, Address = Page };

    private static OutboundMessage Message(string to, string text) => new(Guid.CreateVersion7(), to, text, null);

    private static object Template(string name, string language, params object[] components) => new { name, language, status = "APPROVED", category = "UTILITY", components };
}
