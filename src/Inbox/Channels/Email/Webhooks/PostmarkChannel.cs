using PromoEngine.Inbox.Channels.Email.Wire;

namespace PromoEngine.Inbox.Channels.Email.Webhooks;

/// <summary>Postmark: its inbound, bounce, delivery and open webhooks. It signs nothing; it calls with the user name and password that stand in the webhook's address.</summary>
internal sealed class PostmarkChannel(OutboundHttp outbound, MailSender sender) : MailServiceChannel(outbound, sender)
{
    public override string Provider => "postmark";

    protected override string SmtpHost => "smtp.postmarkapp.com";

    /// <summary>It has no port with TLS from the first byte.</summary>
    protected override MailSecurity UsualSecurity => MailSecurity.StartTls;

    /// <summary>Its reports know a mail by an id of its own; what stands here comes back in them. And it would put its id into Message-ID as well.</summary>
    protected override IReadOnlyList<(string Name, string Value)> OwnFields(OutboundMessage message) => [("X-PM-Metadata-message", message.Id.ToString("N")), ("X-PM-KeepID", "true")];

    public override ChannelForm Form(ChannelKind kind) => new("E-mail through Postmark", MailForm.Address,
    [
        new("serverToken", "Server API token", "It is user name and password of Postmark's SMTP server.", Required: true, Secret: true),
        WebhookSecret(required: true),
        .. MailForm.Service(SmtpHost).Select(field => field.Name switch
        {
            "smtpPort" => field with { Help = "Empty: 587.", Example = "587" },
            _ => field,
        }),
    ], "In Postmark, enter it as the inbound webhook and for bounces, deliveries and opens, with the secret as password: https://mail:SECRET@….");

    protected override PostedMail Posted(WebhookCall call) => Postmark.Read(call.Body);

    protected override MailSignIn SignIn(MailFields fields)
    {
        CheckSecret(fields, required: true);
        var token = fields.Needed("serverToken", "Enter the server's API token.");
        return new(token, token, null);
    }

    protected override bool IsGenuine(ChannelAccount account, WebhookCall call) => KnowsSecret(account, call);
}
