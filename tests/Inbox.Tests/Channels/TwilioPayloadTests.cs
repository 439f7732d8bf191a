using System.Text;
using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Twilio;
using PromoEngine.Testing;

namespace PromoEngine.Inbox.Tests.Channels;

public sealed class TwilioPayloadTests
{
    private const string Sid = "SM00000000000000000000000000000042";

    [Fact]
    public void A_text_is_a_message()
    {
        var message = Assert.Single(Read(StubWebhook.Text("+15550100123", "+15550100", "150 mugs 🎉", Sid)).Messages);

        Assert.Equal(new(Sid, ChannelKind.Sms, "+15550100123", null, "+15550100", "150 mugs 🎉", message.Media, null), message);
        Assert.Empty(message.Media);
    }

    [Fact]
    public void A_picture_is_recorded_by_its_address()
    {
        var message = Assert.Single(Read(StubWebhook.Text("+15550100123", "+15550100", "", Sid, media: 2)).Messages);

        Assert.Equal("", message.Text);
        Assert.Equal(["attachment-1", "attachment-2"], message.Media.Select(media => media.Name));
        Assert.All(message.Media, media => Assert.Equal("image/jpeg", media.ContentType));
        Assert.EndsWith("/Media/ME1", message.Media[1].Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NumMedia=1&MediaUrl0=file:///etc/passwd", 0)]
    [InlineData("NumMedia=1&MediaUrl0=javascript:alert(1)", 0)]
    [InlineData("NumMedia=1", 0)]
    [InlineData("NumMedia=-1&MediaUrl0=https://a.test/x", 0)]
    [InlineData("NumMedia=many&MediaUrl0=https://a.test/x", 0)]
    [InlineData("NumMedia=2000000000&MediaUrl0=https://a.test/x&MediaUrl99=https://a.test/y", 1)]
    [InlineData("MediaUrl0=https://a.test/x", 0)]
    public void Only_announced_addresses_of_the_web_are_attachments(string media, int count) =>
        Assert.Equal(count, Assert.Single(Read($"MessageSid={Sid}&From=%2B15550100123&{media}").Messages).Media.Count);

    [Fact]
    public void Whatsapp_is_told_by_the_prefix_of_the_address()
    {
        var message = Assert.Single(Read($"MessageSid={Sid}&From=whatsapp%3A%2B15550100123&To=whatsapp:%2B15550100&Body=hi&ProfileName=Ann").Messages);

        Assert.Equal((ChannelKind.Whatsapp, "+15550100123", "+15550100", "Ann"),
            (message.Kind, message.Sender, message.Recipient, message.SenderName));
    }

    [Theory]
    [InlineData("Body=a%00b", "a\uFFFDb")]
    [InlineData("Body=%ED%A0%BD", "\uFFFD\uFFFD\uFFFD")]
    [InlineData("Body=++two+lines%0D%0Aof+text++", "  two lines\r\nof text  ")]
    public void Text_is_kept_as_written_but_for_what_cannot_be_stored(string body, string text) =>
        Assert.Equal(text, Assert.Single(Read($"MessageSid={Sid}&From=%2B15550100123&{body}").Messages).Text);

    [Fact]
    public void A_text_of_1600_emoji_is_read_whole()
    {
        var text = string.Concat(Enumerable.Repeat("🎉", 1600));
        Assert.Equal(text, Assert.Single(Read(StubWebhook.Text("+15550100123", "+15550100", text, Sid)).Messages).Text);
    }

    [Theory]
    [InlineData("accepted", nameof(DeliveryStatus.Queued))]
    [InlineData("scheduled", nameof(DeliveryStatus.Queued))]
    [InlineData("queued", nameof(DeliveryStatus.Queued))]
    [InlineData("sending", nameof(DeliveryStatus.Sending))]
    [InlineData("sent", nameof(DeliveryStatus.Sent))]
    [InlineData("partially_delivered", nameof(DeliveryStatus.Sent))]
    [InlineData("delivered", nameof(DeliveryStatus.Delivered))]
    [InlineData("read", nameof(DeliveryStatus.Read))]
    public void A_callback_moves_a_message(string status, string moved) =>
        Assert.Equal(new DeliveryUpdate(Sid, Enum.Parse<DeliveryStatus>(moved), null),
            Assert.Single(Read(StubWebhook.Status(Sid, status, "+15550100", "+15550100123")).Updates));

    [Theory]
    [InlineData("failed", "30002", nameof(DeliveryStatus.Failed), false)]
    [InlineData("canceled", null, nameof(DeliveryStatus.Failed), false)]
    [InlineData("undelivered", "30005", nameof(DeliveryStatus.Undelivered), true)]
    [InlineData("undelivered", "99999", nameof(DeliveryStatus.Undelivered), false)]
    public void A_failure_says_why(string status, string? code, string moved, bool permanent)
    {
        var update = Assert.Single(Read(StubWebhook.Status(Sid, status, "+15550100", "+15550100123", code)).Updates);

        Assert.Equal(moved, update.Status.ToString());
        Assert.Equal((code ?? "", permanent), (update.Error!.Code, update.Error.Permanent));
        Assert.EndsWith(".", update.Error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("MessageSid=&From=%2B15550100123&Body=hi")]
    [InlineData("MessageSid=a%20b&From=%2B15550100123&Body=hi")]
    [InlineData("MessageSid=SM1&Body=hi")]
    [InlineData("MessageSid=SM1&MessageStatus=teleported")]
    [InlineData("From=%2B15550100123&Body=hi")]
    [InlineData("CallSid=CA1&CallStatus=ringing&From=%2B15550100123")]
    public void What_is_neither_means_nothing(string body) => Assert.True(Read(body).IsNothing);

    [Theory]
    [InlineData("MessageSid=SM1&From=%2B15550100123&Body=hi", "in:SM1")]
    [InlineData("SmsSid=SM1&From=%2B15550100123&Body=hi&SmsStatus=received", "in:SM1")]
    [InlineData("MessageSid=SM1&MessageStatus=sent", "st:SM1:sent:")]
    [InlineData("MessageSid=SM1&MessageStatus=undelivered&ErrorCode=30005&From=%2B15550100", "st:SM1:undelivered:30005")]
    [InlineData("MessageSid=SM1&MessageStatus=teleported", "st:SM1:teleported:")]
    public void An_event_is_named_by_what_it_tells(string body, string key) => Assert.Equal(key, Key(body));

    [Theory] // printf '%s' "$BODY" | sha256sum
    [InlineData("hello", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public void Anything_else_is_named_by_its_bytes(string body, string key) => Assert.Equal(key, Key(body));

    [Theory]
    [InlineData("MessageSid=SM%3A1&From=%2B15550100123")]
    [InlineData("MessageSid=SM1&MessageStatus=a:b")]
    [InlineData("MessageSid=SM1&MessageStatus=sent&ErrorCode=a:b")]
    public void A_part_cannot_pretend_to_be_two(string body) => Assert.Equal(64, Key(body).Length);

    [Fact]
    public async Task The_door_checks_signature_and_size_and_names_the_event()
    {
        var account = new ChannelAccount(Guid.CreateVersion7(), ChannelKind.Sms, "+15550100",
            new Dictionary<string, string> { ["authToken"] = StubTwilio.Token });
        var fields = StubWebhook.Text("+15550100123", "+15550100", "hi", Sid);
        var body = Encode(fields);
        const string url = "https://shop.example.test/webhooks/twilio/1";
        const string form = "application/x-www-form-urlencoded";
        var webhook = new TwilioWebhook();

        async Task<WebhookReceipt> Receive(string type, string signature, byte[] sent) =>
            await webhook.Receive(account, new(url, type, name => name == "X-Twilio-Signature" ? signature : "", sent), default);

        var good = await Receive(form, StubWebhook.Sign(StubTwilio.Token, url, fields), body);
        Assert.Equal((WebhookVerdict.Verified, $"in:{Sid}", "+15550100123"), (good.Verdict, good.EventKey, good.Thread));
        Assert.Equal(WebhookVerdict.BadSignature, (await Receive(form, StubWebhook.Sign("other", url, fields), body)).Verdict);
        Assert.Equal(WebhookVerdict.BadSignature, (await Receive("", "", [])).Verdict);
        Assert.Equal(WebhookVerdict.Unreadable, (await Receive(form, "", new byte[1_000_000])).Verdict);
    }

    private static ParsedWebhook Read(string body) => TwilioPayload.Read(TwilioForm.Parse(Encoding.UTF8.GetBytes(body))!);

    private static ParsedWebhook Read(IEnumerable<KeyValuePair<string, string>> fields) => TwilioPayload.Read(TwilioForm.Parse(Encode(fields))!);

    private static string Key(string body) => TwilioPayload.EventKey(TwilioForm.Parse(Encoding.UTF8.GetBytes(body))!, Encoding.UTF8.GetBytes(body));

    private static byte[] Encode(IEnumerable<KeyValuePair<string, string>> fields) => Encoding.UTF8.GetBytes(
        string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}")));
}
