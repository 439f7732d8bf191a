using PromoEngine.Inbox.Channels.Email.Wire;

namespace PromoEngine.Inbox.Channels.Email.Webhooks;

/// <summary>Mailgun: routes that forward to our webhook, and its event webhooks. Every call is signed inside its body with the account's signing key.</summary>
internal sealed class MailgunChannel(OutboundHttp outbound, MailSender sender) : MailServiceChannel(outbound, sender)
{
    public override string Provider => "mailgun";

    protected override string SmtpHost => "smtp.mailgun.org";

    public override ChannelForm Form(ChannelKind kind) => new("E-mail through Mailgun", MailForm.Address,
    [
        new("signingKey", "HTTP webhook signing key", "It stands under API security.", Required: true, Secret: true),
        new("smtpUser", "SMTP login", Example: "postmaster@mg.example.com", Required: true),
        new("smtpPassword", "SMTP password", Required: true, Secret: true),
        .. MailForm.Service(SmtpHost),
    ], "In Mailgun, make a route for the address that forwards to it, and enter it under webhooks for delivered and permanent failure.");

    protected override PostedMail Posted(WebhookCall call) => Mailgun.Read(call.ContentType, call.Body);

    protected override MailSignIn SignIn(MailFields fields)
    {
        fields.Needed("signingKey", "Enter the HTTP webhook signing key.");
        return new(fields.Needed("smtpUser", "Enter the SMTP login."), fields.Needed("smtpPassword", "Enter the SMTP password."), null);
    }

    protected override bool IsGenuine(ChannelAccount account, WebhookCall call)
    {
        var key = account.Setting("signingKey");
        if (call.Body.Span.TrimStart(" \r\n\t"u8) is [(byte)'{', ..])
        {
            using var document = LooseJson.Parse(call.Body);
            var signature = LooseJson.At(document?.RootElement ?? default, "signature");
            return MailgunSignature.IsValid(key, LooseJson.Text(signature, "timestamp"), LooseJson.Text(signature, "token"), LooseJson.Text(signature, "signature"));
        }

        var form = PostedForm.Read(call.ContentType, call.Body);
        return MailgunSignature.IsValid(key, form["timestamp"], form["token"], form["signature"]);
    }
}
