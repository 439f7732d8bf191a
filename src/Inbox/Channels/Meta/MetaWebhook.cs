using System.Security.Cryptography;
using System.Text;

namespace PromoEngine.Inbox.Channels.Meta;

/// <summary>Meta's calls to us: batches of entries, signed over their raw bytes.</summary>
internal sealed class MetaWebhook : IWebhookChannel
{
    public string Provider => MetaSettings.Provider;

    /// <summary>"Payloads can be up to 3 MB" (https://developers.facebook.com/docs/whatsapp/cloud-api/guides/set-up-webhooks).</summary>
    public int LargestBody => 3 * 1024 * 1024 + 1024;

    public ValueTask<WebhookReceipt> Receive(ChannelAccount account, WebhookCall call, CancellationToken ct)
    {
        var verified = MetaSignature.IsValid(account.Setting(MetaSettings.AppSecretField), call.Body.Span, call.Header(MetaSignature.Header));
        var key = MetaPayload.EventKey(call.Body.Span);
        return new(verified ? new WebhookReceipt(WebhookVerdict.Verified, key, Thread(account, call)) : new(WebhookVerdict.BadSignature, key));
    }

    public ParsedWebhook Read(ChannelAccount account, WebhookCall call) =>
        MetaPayload.Read(call.Body, account.Kind == ChannelKind.Whatsapp ? account.Setting(MetaSettings.PhoneNumberIdField) : account.Address);

    public string? Challenge(ChannelAccount account, Func<string, string> query)
    {
        var (expected, given) = (Encoding.UTF8.GetBytes(account.Setting(MetaSettings.VerifyTokenField)), Encoding.UTF8.GetBytes(query("hub.verify_token")));
        return query("hub.mode") == "subscribe" && expected.Length > 0 && CryptographicOperations.FixedTimeEquals(expected, given) && query("hub.challenge") is { Length: > 0 and <= 500 } challenge
            ? challenge : null;
    }

    /// <summary>
    /// Whose messages these are, so that they stand in the order of their arrival; a new number comes after what was written from the old one. Statuses,
    /// reactions, edits have no order of their own: they may come before what they are about, and must not keep a customer's next message waiting.
    /// </summary>
    private string? Thread(ChannelAccount account, WebhookCall call)
    {
        var read = Read(account, call);
        var people = read.Messages.Select(message => message.IsEcho ? message.Recipient : message.Sender)
            .Concat(read.Events.Where(happened => happened.Kind == ThreadEventKind.NumberChanged).Select(happened => happened.Person)).ToHashSet();
        return people.Count switch { 0 => null, 1 when people.Single() is { Length: <= 64 } person => person, _ => "several" };
    }
}
