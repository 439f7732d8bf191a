using System.Security.Cryptography;

using PromoEngine.Inbox.Channels.Email.Wire;

namespace PromoEngine.Inbox.Channels.Email.Webhooks;

/// <summary>
/// SendGrid: Inbound Parse and the Event Webhook. Both can be signed (ECDSA P-256 over timestamp and body, with a public key for each); a Parse webhook
/// without a security policy is not, so it must carry a secret in its address.
/// </summary>
internal sealed class SendGridChannel(OutboundHttp outbound, MailSender sender) : MailServiceChannel(outbound, sender)
{
    private const string Signature = "X-Twilio-Email-Event-Webhook-Signature";
    private const string Timestamp = "X-Twilio-Email-Event-Webhook-Timestamp";
    private static readonly string[] Keys = ["eventKey", "parseKey"];

    public override string Provider => "sendgrid";

    protected override string SmtpHost => "smtp.sendgrid.net";

    public override ChannelForm Form(ChannelKind kind) => new("E-mail through SendGrid", MailForm.Address,
    [
        new("apiKey", "API key", "With the right to send mail.", "SG.…", Required: true, Secret: true),
        WebhookSecret(required: false),
        new("eventKey", "Event Webhook's public key", "The verification key that SendGrid shows when its signature is switched on."),
        new("parseKey", "Inbound Parse's public key", "Where the Parse webhook has a security policy with a signature."),
        .. MailForm.Service(SmtpHost),
    ], "In SendGrid, enter it as the destination of Inbound Parse and of the Event Webhook. Unsigned webhooks need ?secret=… behind it.");

    protected override PostedMail Posted(WebhookCall call) => SendGrid.Read(call.ContentType, call.Body);

    protected override MailSignIn SignIn(MailFields fields)
    {
        foreach (var name in Keys.Where(name => fields[name].Length > 0))
        {
            using var key = PublicKey(fields[name]);
            if (key is null)
                fields.Errors[name] = "This is not the key as SendGrid shows it: one long line of letters and digits.";
        }

        CheckSecret(fields, required: fields["parseKey"].Length == 0);
        return new("apikey", fields.Needed("apiKey", "Enter the API key."), null);
    }

    protected override bool IsGenuine(ChannelAccount account, WebhookCall call) => call.Header(Signature) is { Length: > 0 } signature
        ? Keys.Any(name => IsSigned(account.Setting(name), call.Header(Timestamp), signature, call.Body.Span)) || KnowsSecret(account, call)
        : KnowsSecret(account, call);

    /// <summary>As SendGrid signs: the timestamp's characters and then the body's bytes.</summary>
    internal static bool IsSigned(string publicKey, string timestamp, string signature, ReadOnlySpan<byte> body)
    {
        if (publicKey.Length == 0 || timestamp.Length is 0 or > 20 || signature.Length > 200)
            return false;
        using var key = PublicKey(publicKey);
        var given = new byte[signature.Length];
        if (key is null || !Convert.TryFromBase64String(signature, given, out var length))
            return false;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.ASCII.GetBytes(timestamp));
        hash.AppendData(body);
        return key.VerifyHash(hash.GetHashAndReset(), given.AsSpan(0, length), DSASignatureFormat.Rfc3279DerSequence);
    }

    private static ECDsa? PublicKey(string base64)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(base64), out _);
            return key;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            key.Dispose();
            return null;
        }
    }
}
