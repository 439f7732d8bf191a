using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

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
        return new(verified ? new WebhookReceipt(WebhookVerdict.Verified, key, Thread(call.Body)) : new(WebhookVerdict.BadSignature, key));
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
    /// Whose messages these are, so that they stand in the order of their arrival. Statuses, reactions, edits have no order of their own: they may come
    /// before what they are about, and must not keep a customer's next message waiting.
    /// </summary>
    private static string? Thread(ReadOnlyMemory<byte> body)
    {
        using var document = LooseJson.Parse(body);
        if (document is null)
            return null;
        var people = document.RootElement.ValueKind == JsonValueKind.Object ? LooseJson.Items(document.RootElement, "entry").SelectMany(Senders).Take(1000).ToHashSet() : [];
        return people.Count switch { 0 => null, 1 => people.Single(), _ => "several" };
    }

    private static IEnumerable<string> Senders(JsonElement entry)
    {
        var whatsApp = LooseJson.Items(entry, "changes").Select(change => LooseJson.At(change, "value"))
            .SelectMany(value => LooseJson.Items(value, "messages").Select(message => WhatsAppPayload.Person(message)).Concat(LooseJson.Items(value, "message_echoes").Select(echo => LooseJson.Text(echo, "to"))));
        var messenger = LooseJson.Items(entry, "messaging").Concat(LooseJson.Items(entry, "standby")).Where(told => LooseJson.Has(told, "message") || LooseJson.Has(told, "postback"))
            .Select(told => LooseJson.Text(LooseJson.At(told, LooseJson.Flag(LooseJson.At(told, "message"), "is_echo") ? "recipient" : "sender"), "id"));
        return whatsApp.Concat(messenger).Where(person => person.Length is > 0 and <= 64);
    }
}
