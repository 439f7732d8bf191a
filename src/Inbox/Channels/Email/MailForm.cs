namespace PromoEngine.Inbox.Channels.Email;

/// <summary>The fields of the forms of mail channels.</summary>
internal static class MailForm
{
    private static readonly ChannelChoice[] Securities = [new("tls", "TLS"), new("starttls", "STARTTLS"), new("none", "None (only inside your own network)")];

    public static ChannelField Address { get; } = new("address", "E-mail address", "Customers write to it, and our mails come from it.", "shop@example.com", Required: true);

    public static ChannelField FromName { get; } = new("fromName", "Sender's name", "As customers see it.", "Acme Promo");

    public static ChannelForm Mailbox { get; } = new("E-mail by IMAP and SMTP", Address,
    [
        new("imapHost", "IMAP server", Example: "imap.example.com", Required: true),
        new("imapPort", "IMAP port", "993 for TLS, 143 for STARTTLS.", "993"),
        new("imapSecurity", "IMAP security") { Choices = Securities },
        new("user", "User name", "Usually the address.", Required: true),
        new("password", "Password", "Of the mailbox, or one made for this program. Leave it out when you sign in by OAuth.", Secret: true),
        new("smtpHost", "SMTP server", Example: "smtp.example.com", Required: true),
        new("smtpPort", "SMTP port", "465 for TLS, 587 for STARTTLS.", "465"),
        new("smtpSecurity", "SMTP security") { Choices = Securities },
        FromName,
        new("clientId", "OAuth client id", "Of Google, Microsoft or another provider; instead of the password.", Advanced: true),
        new("clientSecret", "OAuth client secret", Secret: true, Advanced: true),
        new("refreshToken", "OAuth refresh token", Secret: true, Advanced: true),
        new("tokenEndpoint", "OAuth token address", Example: "https://oauth2.googleapis.com/token", Advanced: true),
        new("smtpUser", "SMTP user name", "Only where it is another one.", Advanced: true),
        new("smtpPassword", "SMTP password", "Only where it is another one.", Secret: true, Advanced: true),
        new("inbox", "Inbox folder", "Empty: INBOX.", "INBOX", Advanced: true),
        new("sentFolder", "Sent folder", "Empty: the one that the server names as such. Answers that were written in another program are read from it.", "Sent", Advanced: true),
        new("keepsSent", "Copies of what is sent", Advanced: true) { Choices = [new("append", "Put into the Sent folder by us"), new("server", "The server does that itself (Gmail, Microsoft 365)")] },
        new("days", "Days back", "How far back the first fetch goes.", "7", Advanced: true),
        PlusAddress,
        Certificate,
        new("smtpCertificate", "SMTP certificate's fingerprint", "Only where it is another one.", Advanced: true),
    ], Webhook: null);

    public static ChannelField PlusAddress => new("plusAddress", "Answers to", "The second finds a thread even where a mail server strips the header; your server must deliver such addresses.", Advanced: true)
    {
        Choices = [new("plain", "The address itself"), new("plus", "An address with the thread's name (shop+t…@)")],
    };

    public static ChannelField Certificate => new("certificate", "Certificate's fingerprint", "SHA-256, only where no authority vouches for the server's certificate.", Advanced: true);

    /// <summary>What a mail service wants beside its own secrets: it sends by SMTP.</summary>
    public static IEnumerable<ChannelField> Service(string smtpHost) =>
    [
        FromName,
        new("smtpHost", "SMTP server", $"Empty: {smtpHost}.", smtpHost, Advanced: true),
        new("smtpPort", "SMTP port", "Empty: 465.", "465", Advanced: true),
        new("smtpSecurity", "SMTP security", Advanced: true) { Choices = Securities },
        PlusAddress,
        Certificate,
    ];
}
