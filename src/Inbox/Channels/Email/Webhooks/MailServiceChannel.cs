using System.Security.Cryptography;
using System.Text;

using PromoEngine.Inbox.Channels.Email.Threads;
using PromoEngine.Inbox.Channels.Email.Wire;

namespace PromoEngine.Inbox.Channels.Email.Webhooks;

/// <summary>
/// A mail service: it takes mails in for us and posts them to our webhook, and sends ours by SMTP. What differs is where it stands, how it proves that
/// it is it, and what it posts. None of them can be asked by Message-ID what it sent.
/// </summary>
internal abstract class MailServiceChannel(OutboundHttp outbound, MailSender sender) : IMessageChannel, IWebhookChannel
{
    public abstract string Provider { get; }

    /// <summary>A mail of 35 MB, its files in base64 and what is written around it.</summary>
    public int LargestBody => 50 * 1024 * 1024;

    public IReadOnlyDictionary<ChannelKind, ChannelCapabilities> Kinds { get; } = new Dictionary<ChannelKind, ChannelCapabilities> { [ChannelKind.Email] = MailSender.Capabilities with { MostPerSecond = 10 } };

    protected abstract string SmtpHost { get; }

    /// <summary>TLS from the first byte, unless the service has no port for it.</summary>
    protected virtual MailSecurity UsualSecurity => MailSecurity.Tls;

    /// <summary>Fields of a mail by which the service names it again in its reports.</summary>
    protected virtual IReadOnlyList<(string Name, string Value)> OwnFields(OutboundMessage message) => [];

    public abstract ChannelForm Form(ChannelKind kind);

    public CheckedAccount Check(ChannelAccount account)
    {
        var fields = new MailFields(account.Settings, outbound);
        Settings(fields);
        return fields.Checked(account);
    }

    public async Task<SendResult> Send(ChannelAccount account, OutboundMessage message, CancellationToken ct)
    {
        var fields = new MailFields(account.Settings, outbound);
        var settings = Settings(fields);
        return fields.Errors.Count > 0
            ? new SendResult.Rejected(new("settings", "The channel's settings are not complete.", false))
            : await sender.Send(account, settings, message, sender.Write(account, settings, message, OwnFields(message)), ct);
    }

    public async Task<TestResult> Test(ChannelAccount account, CancellationToken ct)
    {
        var fields = new MailFields(account.Settings, outbound);
        var settings = Settings(fields);
        if (fields.Errors.Count > 0)
            return new(false, "Fill in the settings first.");
        var smtp = await sender.Test(settings, ct);
        return new(smtp.Ok, smtp.Ok ? "Mail can be sent. What comes in shows itself when the service calls the webhook." : smtp.Text) { Steps = [smtp] };
    }

    public ValueTask<WebhookReceipt> Receive(ChannelAccount account, WebhookCall call, CancellationToken ct) => new(IsGenuine(account, call)
        ? new WebhookReceipt(WebhookVerdict.Verified, Convert.ToHexStringLower(SHA256.HashData(call.Body.Span)))
        : new WebhookReceipt(WebhookVerdict.BadSignature, ""));

    public ParsedWebhook Read(ChannelAccount account, WebhookCall call)
    {
        var posted = Posted(call);
        if (posted.Content is not { } mail)
            return new([], [.. posted.Updates.Select(u => u.ExternalId.Contains('@') ? u : u with { ExternalId = MailId.Key(MailId.Of(Guid.TryParse(u.ExternalId, out var id) ? id : Guid.Empty, account.Address)) })]);
        return MailMessage.Of(mail, account, sent: false, "");
    }

    protected abstract bool IsGenuine(ChannelAccount account, WebhookCall call);

    protected abstract PostedMail Posted(WebhookCall call);

    /// <summary>User name and password for its SMTP server.</summary>
    protected abstract MailSignIn SignIn(MailFields fields);

    /// <summary>The secret that its owner put into the webhook's address, behind "?secret=" or as the password before the host.</summary>
    protected static bool KnowsSecret(ChannelAccount account, WebhookCall call)
    {
        var secret = account.Setting("webhookSecret");
        return secret.Length > 0 && (Same(secret, Query(call.Url)) || Same(secret, BasicPassword(call.Header("Authorization"))));
    }

    protected static ChannelField WebhookSecret(bool required) =>
        new("webhookSecret", "Webhook secret", "A long word of your own. It goes into the webhook's address, behind ?secret= or as https://mail:SECRET@…", Required: required, Secret: true);

    protected void CheckSecret(MailFields fields, bool required)
    {
        var secret = fields["webhookSecret"];
        if (secret.Length == 0 ? required : secret.Length < 16)
            fields.Errors["webhookSecret"] = "Make up a secret of at least 16 letters; it keeps strangers from posting mails to us.";
    }

    private MailSettings Settings(MailFields fields)
    {
        var signIn = SignIn(fields);
        return new(fields.Server("smtp", SmtpHost, 465, 587, UsualSecurity), signIn, fields["fromName"], fields.Chosen("plusAddress", "plus"));
    }

    private static bool Same(string secret, string given) =>
        given.Length > 0 && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(secret)), SHA256.HashData(Encoding.UTF8.GetBytes(given)));

    private static string Query(string url)
    {
        var at = url.IndexOf("?secret=", StringComparison.Ordinal) is >= 0 and var first ? first : url.IndexOf("&secret=", StringComparison.Ordinal);
        return at < 0 ? "" : Uri.UnescapeDataString(url[(at + 8)..].Split('&')[0]);
    }

    private static string BasicPassword(string authorization)
    {
        if (!authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return "";
        var bytes = new byte[authorization.Length];
        return Convert.TryFromBase64String(authorization[6..].Trim(), bytes, out var length) && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [_, var password] ? password : "";
    }
}
