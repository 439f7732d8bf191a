using Microsoft.Extensions.Options;
using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Twilio;
using PromoEngine.Testing;

namespace PromoEngine.Inbox.Tests.Channels;

public sealed class TwilioChannelTests : IAsyncLifetime
{
    private const string Ours = "+15550100";
    private const string Theirs = "+15550100123";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly OutboundHttp http = Http(TimeSpan.FromMinutes(1));
    private readonly OutboundHttp hastyHttp = Http(TimeSpan.FromSeconds(1));
    private readonly TwilioChannel channel;
    private readonly TwilioChannel hasty;
    private StubTwilio stub = null!;

    public TwilioChannelTests()
    {
        channel = new(http, TimeProvider.System);
        hasty = new(hastyHttp, TimeProvider.System);
    }

    public async ValueTask InitializeAsync() => stub = await StubTwilio.Start();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        hastyHttp.Dispose();
        await stub.DisposeAsync();
    }

    [Fact]
    public async Task A_text_is_sent_once_with_everything_that_twilio_needs()
    {
        var accepted = Assert.IsType<SendResult.Accepted>(await Send("150 mugs for you + more & 🎉", "https://shop.example.test/webhooks/twilio/1"));

        var message = Assert.Single(stub.Messages);
        Assert.Equal(new(message.Sid, DeliveryStatus.Queued), accepted);
        Assert.Equal((Ours, Theirs, "150 mugs for you + more & 🎉", "https://shop.example.test/webhooks/twilio/1"),
            (message.From, message.To, message.Body, message.StatusCallback));
        Assert.Equal($"/2010-04-01/Accounts/{StubTwilio.Account}/Messages.json", Assert.Single(stub.Requests).Path);
    }

    [Fact]
    public async Task Its_delivery_is_reported_to_the_address_that_it_was_sent_with()
    {
        await using var receiver = await StubTwilio.Start();
        var statusUrl = receiver.Address + "webhooks/twilio/1";
        await Send("150 mugs", statusUrl);

        await stub.Report(stub.Messages[0], "undelivered", "30005");

        var call = Assert.Single(receiver.Requests);
        var form = TwilioForm.Of(call.Fields);
        Assert.True(TwilioSignature.IsValid(StubTwilio.Token, statusUrl, form, call.Signature));
        Assert.Equal((stub.Messages[0].Sid, DeliveryStatus.Undelivered),
            (TwilioPayload.Read(form).Updates[0].ExternalId, TwilioPayload.Read(form).Updates[0].Status));
    }

    [Fact]
    public async Task Whatsapp_addresses_carry_their_prefix()
    {
        await channel.Send(Account(kind: ChannelKind.Whatsapp), new(Guid.Empty, Theirs, "hi", null), Ct);

        Assert.Equal(("whatsapp:" + Ours, "whatsapp:" + Theirs), (stub.Messages[0].From, stub.Messages[0].To));
    }

    [Fact]
    public async Task A_messaging_service_picks_the_number_itself()
    {
        await channel.Send(Account(("messagingServiceSid", "MG1")), new(Guid.Empty, Theirs, "hi", null), Ct);

        Assert.Equal("MG1", stub.Requests[0].Field("MessagingServiceSid"));
        Assert.Equal("", stub.Requests[0].Field("From"));
    }

    [Theory]
    [InlineData(400, 21610, true, "STOP")]
    [InlineData(400, 21211, true, "not a number")]
    [InlineData(400, 21606, false, "Our number")]
    [InlineData(401, 20003, false, "auth token")]
    [InlineData(400, 77777, false, "What Twilio said.")]
    public async Task A_no_is_told_in_words_that_help(int status, int code, bool permanent, string words)
    {
        stub.Next(StubAnswer.Refuse(status, code, "What Twilio said."));

        var error = Assert.IsType<SendResult.Rejected>(await Send("hi")).Error;

        Assert.Equal((code.ToString(System.Globalization.CultureInfo.InvariantCulture), permanent), (error.Code, error.Permanent));
        Assert.Contains(words, error.Text, StringComparison.Ordinal);
        Assert.Empty(stub.Messages);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(7, 7)]
    [InlineData(0, 1)]
    [InlineData(1_000_000, 3600)]
    public async Task Too_many_requests_were_not_processed_and_may_be_repeated_later(int? retryAfter, int seconds)
    {
        stub.Next(StubAnswer.TooMany(retryAfter));

        Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.IsType<SendResult.TryLater>(await Send("hi")).After);
    }

    public static TheoryData<StubAnswer> EndsThatMayHaveSent =>
    [
        StubAnswer.AcceptAndHangUp, StubAnswer.AcceptAndFallSilent, StubAnswer.AcceptAndFail, StubAnswer.AcceptSaying("<html>"),
        StubAnswer.AcceptSaying("{}"), StubAnswer.AcceptSaying("[1]"), StubAnswer.AcceptSaying("""{"sid":"\ud800"}"""),
        StubAnswer.AcceptSaying(new string(' ', OutboundHttp.LargestAnswer + 1)), StubAnswer.HangUp, StubAnswer.FallSilent, StubAnswer.Fail,
    ];

    [Theory]
    [MemberData(nameof(EndsThatMayHaveSent), DisableDiscoveryEnumeration = true)]
    public async Task A_call_that_breaks_off_is_unsure_and_is_not_repeated(StubAnswer answer)
    {
        var caller = answer.IsSilent ? hasty : channel;
        await caller.Send(Account(), new(Guid.Empty, Theirs, "first", null), Ct); // so that the call goes over a kept connection, where a handler might repeat it
        stub.Next(answer);

        Assert.IsType<SendResult.Unsure>(await caller.Send(Account(), new(Guid.Empty, Theirs, "hi", null), Ct));

        Assert.Single(stub.Requests, request => request.Field("Body") == "hi");
        var found = Assert.IsType<LookUpResult.Answer>(await LookUp("hi"));
        Assert.Equal(stub.Messages.Where(message => message.Body == "hi").Select(message => message.Sid), found.Messages.Select(message => message.ExternalId));
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_was_sent()
    {
        var port = stub.Address.Port;
        await stub.DisposeAsync();

        Assert.IsType<SendResult.TryLater>(await Send("hi"));
        Assert.IsType<LookUpResult.TryLater>(await LookUp("hi"));
        Assert.False((await channel.Test(Account(), Ct)).Ok);
        stub = await StubTwilio.Start(port);
        Assert.IsType<SendResult.Accepted>(await Send("hi"));
    }

    [Fact]
    public async Task Whoever_stops_waiting_is_not_told_a_result()
    {
        stub.Next(StubAnswer.AcceptAndFallSilent);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => channel.Send(Account(), new(Guid.Empty, Theirs, "hi", null), stop.Token));
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_before_it_is_sent()
    {
        Assert.Equal("21617", Assert.IsType<SendResult.Rejected>(await Send(new string('x', 1601))).Error.Code);
        Assert.IsType<SendResult.Accepted>(await Send(new string('x', 1600)));
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task The_look_up_finds_the_same_text_to_the_same_number_since_then()
    {
        var now = TimeProvider.System.GetUtcNow();
        stub.Add(Ours, Theirs, "150 mugs", now.AddHours(-1));
        stub.Add(Ours, "+15550100999", "150 mugs");
        stub.Add(Ours, Theirs, "151 mugs");
        stub.Add(Theirs, Theirs, "150 mugs", direction: "inbound");
        var queued = stub.Add(Ours, Theirs, "150 mugs");
        Assert.Equal([queued.Sid], await Found("150 mugs ")); // still without a date_sent

        stub.Move(queued.Sid, "sent");
        var second = stub.Add(Ours, Theirs, "Sent from your Twilio trial account - 150 mugs", now.AddSeconds(5));
        stub.Move(second.Sid, "undelivered", "30005");
        var found = Assert.IsType<LookUpResult.Answer>(await LookUp("150 mugs")).Messages;

        Assert.Equal([queued.Sid, second.Sid], found.Select(message => message.ExternalId));
        Assert.Equal([DeliveryStatus.Sent, DeliveryStatus.Undelivered], found.Select(message => message.Status));
        Assert.Equal("30005", found[1].Error!.Code);
    }

    [Fact]
    public async Task The_look_up_reads_on_over_pages_but_not_for_ever()
    {
        var oldest = stub.Add(Ours, Theirs, "150 mugs").Sid;
        for (var i = 0; i < 300; i++)
            stub.Add(Ours, Theirs, "another");
        foreach (var message in stub.Messages)
            stub.Move(message.Sid, "sent");
        Assert.Equal([oldest], await Found("150 mugs"));

        for (var i = 0; i < 300; i++)
            stub.Move(stub.Add(Ours, Theirs, "another").Sid, "sent");
        Assert.Empty(await Found("150 mugs"));
        Assert.InRange(stub.Requests.Count, 4 + 5, 4 + 6);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("//evil.test/2010-04-01")]
    [InlineData("/../Messages.json")]
    [InlineData("/2010-04-01/Accounts/AC2/Messages.json")]
    public async Task A_next_page_elsewhere_is_not_followed(string next)
    {
        stub.NextLookUp(StubAnswer.AcceptSaying($$"""{"messages":[],"next_page_uri":"{{next}}"}"""));

        Assert.IsType<LookUpResult.Answer>(await LookUp("150 mugs"));
        Assert.All(stub.Requests, request => Assert.StartsWith(
            $"/2010-04-01/Accounts/{StubTwilio.Account}/Messages.json?To=", request.Path, StringComparison.Ordinal));
    }

    public static TheoryData<StubAnswer> EndsOfALookUp =>
        [StubAnswer.HangUp, StubAnswer.FallSilent, StubAnswer.Fail, StubAnswer.TooMany(), StubAnswer.Refuse(401, 20003, "no"), StubAnswer.AcceptSaying("<html>")];

    [Theory]
    [MemberData(nameof(EndsOfALookUp), DisableDiscoveryEnumeration = true)]
    public async Task A_look_up_without_an_answer_is_not_taken_for_not_found(StubAnswer answer)
    {
        stub.Add(Ours, Theirs, "150 mugs");
        stub.NextLookUp(answer, answer);

        Assert.IsType<LookUpResult.TryLater>(await LookUp("150 mugs", answer.IsSilent ? hasty : channel));
    }

    [Fact]
    public async Task Credentials_are_tested_without_sending()
    {
        Assert.Equal(new(true, "Connected to \"Stub account\"."), await channel.Test(Account(), Ct));
        Assert.False((await channel.Test(Account(("authToken", "wrong")), Ct)).Ok);
        stub.NextLookUp(StubAnswer.AcceptSaying("""{"sid":"AC1","status":"suspended"}"""));
        Assert.False((await channel.Test(Account(), Ct)).Ok);
        Assert.Empty(stub.Messages);
    }

    [Fact]
    public async Task An_address_that_became_private_is_refused_when_it_is_called()
    {
        using var strict = new OutboundHttp(Options.Create(new OutboundOptions()));
        var client = new TwilioClient(strict, TimeProvider.System);
        var settings = new TwilioSettings(StubTwilio.Account, StubTwilio.Token, new($"http://localhost:{stub.Address.Port}"), null);

        var answer = await client.Call(settings, HttpMethod.Post, settings.Resource("/Messages.json"), [], Ct);

        Assert.Equal("address", Assert.IsType<TwilioAnswer.Refused>(answer).Error.Code);
        Assert.Empty(stub.Requests);
    }

    private async Task<IEnumerable<string>> Found(string text) =>
        Assert.IsType<LookUpResult.Answer>(await LookUp(text)).Messages.Select(message => message.ExternalId);

    private Task<SendResult> Send(string text, string? statusUrl = null) => channel.Send(Account(), new(Guid.Empty, Theirs, text, statusUrl), Ct);

    private Task<LookUpResult> LookUp(string text, TwilioChannel? caller = null) =>
        (caller ?? channel).LookUp(Account(), new(Guid.Empty, Theirs, text, null), TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1), Ct);

    private static OutboundHttp Http(TimeSpan timeout)
    {
        var options = new OutboundOptions { Timeout = timeout };
        options.AllowHosts.Add("127.0.0.1");
        return new(Options.Create(options));
    }

    private ChannelAccount Account(params (string Name, string Value)[] changed) => Account(ChannelKind.Sms, changed);

    private ChannelAccount Account(ChannelKind kind, params (string Name, string Value)[] changed)
    {
        var settings = new Dictionary<string, string>
        {
            ["accountSid"] = StubTwilio.Account, ["authToken"] = StubTwilio.Token, ["apiBaseUrl"] = stub.Address.AbsoluteUri,
        };
        foreach (var (name, value) in changed)
            settings[name] = value;
        return new(Guid.CreateVersion7(), kind, Ours, settings);
    }
}
