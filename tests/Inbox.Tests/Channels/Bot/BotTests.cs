using System.Text;
using System.Text.Json;

using Microsoft.Extensions.Options;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Bot;
using PromoEngine.Testing;

namespace PromoEngine.Inbox.Tests.Channels.Bot;

public sealed class BotTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly Clock clock = new();
    private readonly OutboundHttp http;
    private readonly BotChannel channel;
    private readonly BotWebhook webhook;
    private StubBot stub = null!;

    public BotTests()
    {
        var options = new OutboundOptions { Timeout = TimeSpan.FromSeconds(5) };
        options.AllowHosts.Add("127.0.0.1");
        http = new(Options.Create(options));
        var keys = new PublishedKeys(http, clock);
        channel = new(http, new(http, clock), keys, clock);
        webhook = new(http, keys, clock);
    }

    public async ValueTask InitializeAsync() => stub = await StubBot.Start(clock);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await stub.DisposeAsync();
    }

    [Fact]
    public async Task A_connectors_call_is_believed_and_its_keys_are_fetched_once()
    {
        for (var i = 0; i < 3; i++)
            Assert.Equal((WebhookVerdict.Verified, "conv-1"), (await Verdict(stub.Token())) is var receipt ? (receipt.Verdict, receipt.Thread) : default);

        Assert.Equal(["GET /v1/.well-known/openidconfiguration", "GET /v1/keys"], stub.Requests);
    }

    [Theory]
    [InlineData("iss", "https://example.test")]
    [InlineData("aud", "0f0f0f0f-8d1f-4f0c-9a7e-2b6f1c0d5e11")]
    [InlineData("serviceurl", "https://evil.example.test/")]
    [InlineData("exp", -301L)]
    [InlineData("nbf", 302L)]
    public async Task A_claim_that_does_not_fit_is_refused(string claim, object value)
    {
        var token = stub.Token(claims => claims[claim] = value is long seconds ? clock.GetUtcNow().ToUnixTimeSeconds() + seconds : value);

        Assert.Equal(WebhookVerdict.BadSignature, (await Verdict(token)).Verdict);
    }

    [Theory]
    [InlineData("exp", -299L)]
    [InlineData("nbf", 299L)]
    public async Task Five_minutes_of_difference_between_clocks_are_forgiven(string claim, long seconds) =>
        Assert.Equal(WebhookVerdict.Verified, (await Verdict(stub.Token(claims => claims[claim] = clock.GetUtcNow().ToUnixTimeSeconds() + seconds))).Verdict);

    [Fact]
    public async Task A_forged_signature_another_algorithm_and_no_token_are_refused()
    {
        Assert.Equal(WebhookVerdict.BadSignature, (await Verdict(stub.Token(forged: true))).Verdict);
        Assert.Equal(WebhookVerdict.BadSignature, (await Verdict("")).Verdict);
        Assert.Equal(WebhookVerdict.BadSignature, (await Verdict("a.b.c")).Verdict);
        var parts = stub.Token().Split('.');
        foreach (var alg in new[] { "none", "HS256" })
        {
            var head = Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"alg":"{{alg}}","kid":"{{stub.KeyId}}"}""")).TrimEnd('=').Replace('+', '-').Replace('/', '_');
            Assert.Equal(WebhookVerdict.BadSignature, (await Verdict($"{head}.{parts[1]}.{(alg == "none" ? "" : parts[2])}")).Verdict);
        }
    }

    [Fact]
    public async Task A_key_may_speak_for_its_own_channels_only()
    {
        Assert.Equal(WebhookVerdict.Verified, (await Verdict(stub.Token(), stub.Activity("message", "1", "hi", channelId: "msteams"))).Verdict);
        Assert.Equal(WebhookVerdict.BadSignature, (await Verdict(stub.Token(), stub.Activity("message", "1", "hi", channelId: "slack"))).Verdict);
    }

    [Fact]
    public async Task The_emulator_and_the_bots_own_directory_are_believed_when_they_speak_as_the_bot()
    {
        const string tenant = "72f988bf-86f1-41af-91ab-2d7cd011db47";
        string Token(string issuer, string version, string app) => stub.Token(claims =>
        {
            claims.Remove("serviceurl");
            (claims["iss"], claims["ver"], claims[version == "2.0" ? "azp" : "appid"]) = (issuer, version, app);
        }, byDirectory: true);

        Assert.Equal(WebhookVerdict.Verified, (await Verdict(Token("https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", "1.0", StubBot.AppId))).Verdict);
        Assert.Equal(WebhookVerdict.Verified, (await Verdict(Token($"https://login.microsoftonline.com/{tenant}/v2.0", "2.0", StubBot.AppId), account: Account(("tenantId", tenant)))).Verdict);
        Assert.Equal(WebhookVerdict.BadSignature, (await Verdict(Token($"https://login.microsoftonline.com/{tenant}/v2.0", "2.0", StubBot.AppId))).Verdict);
        Assert.Equal(WebhookVerdict.BadSignature, (await Verdict(Token("https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", "1.0", tenant))).Verdict);
    }

    [Fact]
    public async Task A_new_key_is_fetched_when_it_is_first_used_but_names_that_are_made_up_fetch_nothing_more()
    {
        Assert.Equal(WebhookVerdict.Verified, (await Verdict(stub.Token())).Verdict);
        clock.Now += TimeSpan.FromMinutes(10);
        stub.ChangeKey();
        Assert.Equal(WebhookVerdict.Verified, (await Verdict(stub.Token())).Verdict);
        var fetched = stub.Requests.Count;
        for (var i = 0; i < 20; i++)
            Assert.Equal(WebhookVerdict.BadSignature, (await Verdict(stub.Token(keyId: $"made-up-{i}"))).Verdict);

        Assert.Equal(fetched, stub.Requests.Count);
    }

    [Fact]
    public async Task While_the_keys_cannot_be_read_the_call_is_to_come_again()
    {
        stub.PublishesKeys = false;
        Assert.Equal(WebhookVerdict.Unready, (await Verdict(stub.Token())).Verdict);
        stub.PublishesKeys = true;
        clock.Now += TimeSpan.FromMinutes(6);
        Assert.Equal(WebhookVerdict.Verified, (await Verdict(stub.Token())).Verdict);
    }

    [Fact]
    public async Task An_answer_goes_where_the_question_came_from_with_a_token_that_is_kept()
    {
        var question = Assert.Single(Read(stub.Activity("message", "act-in", "50 mugs")).Messages);
        var message = new OutboundMessage(Guid.CreateVersion7(), question.Sender, "We have 12", null) { Reference = question.Reference, ReplyTo = "act-in" };

        Assert.IsType<SendResult.Accepted>(await channel.Send(Account(), message, Ct));
        Assert.IsType<SendResult.Accepted>(await channel.Send(Account(), message with { ReplyTo = null }, Ct));

        Assert.Equal(["/v3/conversations/conv-1/activities/act-in", "/v3/conversations/conv-1/activities"], stub.Sent.Select(s => s.Path));
        var body = stub.Sent[0].Body;
        Assert.Equal(("message", "We have 12", "bot-1", "dl_ann"), (body.GetProperty("type").GetString(), body.GetProperty("text").GetString(), body.GetProperty("from").GetProperty("id").GetString(), body.GetProperty("recipient").GetProperty("id").GetString()));
        Assert.Single(stub.Requests, request => request.EndsWith("/botframework.com/oauth2/v2.0/token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_that_was_taken_back_is_renewed_once()
    {
        Assert.IsType<SendResult.Accepted>(await Send());
        stub.TakeTokensBack();
        Assert.IsType<SendResult.Accepted>(await Send());
        Assert.Equal("sign-in", Assert.IsType<SendResult.Rejected>(await Send(Account(("appPassword", "wrong")))).Error.Code);
        Assert.Equal(2, stub.Sent.Count);
    }

    [Fact]
    public async Task What_the_connector_says_is_told_apart()
    {
        stub.Next(StubAnswer.Refuse(403, 0, "ConversationBlockedByUser"), StubAnswer.Refuse(404, 0, "ConversationNotFound"), StubAnswer.TooMany(), StubAnswer.AcceptAndFail, StubAnswer.AcceptAndHangUp);

        Assert.True(Assert.IsType<SendResult.Rejected>(await Send()).Error.Permanent);
        Assert.True(Assert.IsType<SendResult.Rejected>(await Send()).Error.Permanent);
        Assert.IsType<SendResult.TryLater>(await Send());
        Assert.IsType<SendResult.Unsure>(await Send());
        Assert.IsType<SendResult.Unsure>(await Send());
        Assert.IsType<SendResult.Rejected>(await channel.Send(Account(), new(Guid.CreateVersion7(), "dl_ann", "hi", null), Ct));
    }

    [Fact]
    public async Task Files_at_the_connector_are_fetched_with_the_token_and_others_without()
    {
        var activity = stub.Activity("message", "1", "see these");
        activity["attachments"] = new object[]
        {
            new { contentType = "image/png", contentUrl = $"{stub.Address}files/1", name = "proof.png" },
            new { contentType = "application/vnd.microsoft.teams.file.download.info", name = "po.pdf", content = new { downloadUrl = "https://files.example.test/po", fileType = "pdf" } },
            new { contentType = "image/gif", contentUrl = "data:image/gif;base64,R0lGODlh", name = "dot.gif" },
            new { contentType = "text/html", content = "<p>see these</p>" },
        };

        var media = Assert.Single(Read(activity).Messages).Media;

        Assert.Equal(["proof.png", "po.pdf", "dot.gif"], media.Select(m => m.Name));
        using var reader = new StreamReader(Assert.IsType<MediaResult.Found>(await channel.Fetch(Account(), media[0].Url, Ct)).Content);
        Assert.Equal("a picture", await reader.ReadToEndAsync(Ct));
        Assert.Equal("https://files.example.test/po", media[1].Url);
        Assert.Equal("GIF89a"[..4], Encoding.ASCII.GetString(media[2].Content!().Span[..4]));
    }

    [Fact]
    public async Task The_test_signs_in_and_reads_the_keys()
    {
        Assert.True((await channel.Test(Account(), Ct)).Ok);
        Assert.Contains("client secret", (await channel.Test(Account(("appPassword", "wrong")), Ct)).Text, StringComparison.Ordinal);
        Assert.False((await channel.Test(Account(("apiBaseUrl", "http://127.0.0.1:9")), Ct)).Ok);
        Assert.Equal(["address", "tenantId"], channel.Check(Account(("tenantId", "contoso")) with { Address = "my bot" }).Errors.Keys.Order());
    }

    [Fact]
    public void Changes_and_reactions_are_news_and_the_rest_is_passed_over()
    {
        var edited = Assert.Single(Read(stub.Activity("messageUpdate", "act-1", "60 mugs")).Events);
        Assert.Equal((ThreadEventKind.Edited, "dl_ann", "act-1", "60 mugs"), (edited.Kind, edited.Person, edited.Target, edited.Text));
        Assert.Equal(ThreadEventKind.Deleted, Assert.Single(Read(stub.Activity("messageDelete", "act-1")).Events).Kind);

        var reaction = stub.Activity("messageReaction", "act-2");
        (reaction["replyToId"], reaction["reactionsAdded"]) = ("act-1", new[] { new { type = "heart" } });
        var reacted = Assert.Single(Read(reaction).Events);
        Assert.Equal((ThreadEventKind.Reaction, "act-1", "❤️"), (reacted.Kind, reacted.Target, reacted.Text));

        foreach (var type in new[] { "typing", "conversationUpdate", "invoke", "endOfConversation" })
            Assert.True(Read(stub.Activity(type, "1")) is { IsNothing: true, PassedOver.Length: > 0 });
    }

    [Fact]
    public void The_bots_own_name_is_no_part_of_what_is_wanted_and_a_form_is_shown()
    {
        var called = stub.Activity("message", "1", "<at>Shop</at>&nbsp;50 mugs please");
        called["entities"] = new object[] { new { type = "mention", text = "<at>Shop</at>", mentioned = new { id = "bot-1" } } };
        Assert.Equal("50 mugs please", Assert.Single(Read(called).Messages).Text);

        var form = stub.Activity("message", "2");
        form["value"] = new { size = "XL" };
        Assert.Equal("[Form] {\"size\":\"XL\"}", Assert.Single(Read(form).Messages).Text);
    }

    private Task<SendResult> Send(ChannelAccount? account = null) => channel.Send(
        account ?? Account(), new(Guid.CreateVersion7(), "dl_ann", "hi", null) { Reference = Read(stub.Activity("message", "1", "hi")).Messages[0].Reference }, Ct);

    private async Task<WebhookReceipt> Verdict(string token, object? activity = null, ChannelAccount? account = null) => await webhook.Receive(
        account ?? Account(),
        new("", "application/json", name => name == "Authorization" && token.Length > 0 ? $"Bearer {token}" : "", JsonSerializer.SerializeToUtf8Bytes(activity ?? stub.Activity("message", "1", "hi"))), Ct);

    private ParsedWebhook Read(object activity) => BotPayload.Read(JsonSerializer.SerializeToUtf8Bytes(activity));

    private ChannelAccount Account(params (string Name, string Value)[] changed)
    {
        var settings = new Dictionary<string, string> { ["appPassword"] = StubBot.Secret, ["apiBaseUrl"] = stub.Address.ToString() };
        foreach (var (name, value) in changed)
            settings[name] = value;
        return new(Guid.CreateVersion7(), ChannelKind.Chat, StubBot.AppId, settings);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
