using PromoEngine.Inbox.Channels.Email.Imap;
using PromoEngine.Inbox.Channels.Email.Mime;
using PromoEngine.Inbox.Channels.Email.Threads;
using PromoEngine.Inbox.Channels.Email.Wire;

namespace PromoEngine.Inbox.Channels.Email;

/// <summary>A mailbox that is read by IMAP and written through SMTP. What it took in is stored as events by whoever fetches it; here it is understood.</summary>
internal sealed class ImapChannel(OutboundHttp outbound, OAuthTokens tokens, MailSender sender) : IMessageChannel, IEventReader
{
    /// <summary>Of an event: which folder the mail lay in.</summary>
    public const string FolderHeader = "X-Folder";

    /// <summary>Of an event: how large the mail is of which only the beginning was kept.</summary>
    public const string SizeHeader = "X-Size";

    public const string SentFolder = "sent";

    public string Provider => "imap";

    public IReadOnlyDictionary<ChannelKind, ChannelCapabilities> Kinds { get; } = new Dictionary<ChannelKind, ChannelCapabilities> { [ChannelKind.Email] = MailSender.Capabilities with { LookUp = true } };

    public ChannelForm Form(ChannelKind kind) => MailForm.Mailbox;

    public CheckedAccount Check(ChannelAccount account) => Read(account.Settings).Fields.Checked(account);

    /// <summary>Null: they are not complete.</summary>
    public MailSettings? Settings(ChannelAccount account) => Read(account.Settings) is { Fields.Errors.Count: 0 } good ? good.Settings : null;

    public async Task<SendResult> Send(ChannelAccount account, OutboundMessage message, CancellationToken ct)
    {
        if (Settings(account) is not { Mailbox: { } mailbox } settings)
            return new SendResult.Rejected(new("settings", "The channel's settings are not complete.", false));
        var mail = sender.Write(account, settings, message);
        var result = await sender.Send(account, settings, message, mail, ct);
        if (result is SendResult.Accepted && !mailbox.KeepsSent)
            await KeepCopy(mailbox, mail, ct);
        return result;
    }

    /// <summary>A mail is known by its Message-ID in the Sent folder, where the server itself puts what it sent; where we put the copies, none says nothing.</summary>
    public async Task<LookUpResult> LookUp(ChannelAccount account, OutboundMessage message, DateTime since, CancellationToken ct)
    {
        if (Settings(account)?.Mailbox is not { } mailbox)
            return new LookUpResult.CannotTell();
        var id = MailId.Of(message.Id, account.Address);
        try
        {
            await using var imap = await Open(mailbox, ct);
            var found = await imap.Examine(await SentName(imap, mailbox, ct) ?? "Sent", ct) is not null && (await imap.SearchMessageId(id, ct)).Count > 0;
            await imap.SignOut(ct);
            if (found)
                return new LookUpResult.Answer([new(MailId.Key(id), DeliveryStatus.Sent, null, null)]);
            return mailbox.KeepsSent ? new LookUpResult.Answer([]) : new LookUpResult.CannotTell();
        }
        catch (Exception e) when (e is MailLostException or MailRefusedException or ImapNoException)
        {
            return new LookUpResult.TryLater(TimeSpan.FromSeconds(30), e.Message);
        }
    }

    public async Task<TestResult> Test(ChannelAccount account, CancellationToken ct)
    {
        if (Settings(account) is not { Mailbox: { } mailbox } settings)
            return new(false, "Fill in the settings first.");
        List<TestStep> steps = [.. await TestMailbox(mailbox, ct), await sender.Test(settings, ct)];
        var failed = steps.Where(step => !step.Ok).ToList();
        return new(failed.Count == 0, failed.Count == 0 ? "Mail can be read and sent." : string.Join(' ', failed.Select(step => $"{step.Name}: {step.Text}"))) { Steps = steps };
    }

    public ParsedWebhook Read(ChannelAccount account, WebhookCall call)
    {
        var mail = MailReader.Read(call.Body);
        if (call.Header(SizeHeader) is { Length: > 0 } size)
            mail = mail with { Limit = $"It is too large ({size} bytes); only its beginning was kept." };
        return MailMessage.Of(mail, account, call.Header(FolderHeader) == SentFolder, call.Url);
    }

    /// <summary>Connected and signed in.</summary>
    public async Task<ImapClient> Open(MailboxSettings mailbox, CancellationToken ct)
    {
        var token = mailbox.SignIn.OAuth is { } client ? await tokens.Get(client, ct) : null;
        var imap = await ImapClient.Connect(outbound, mailbox.Imap, ct);
        try
        {
            await imap.SignIn(mailbox.SignIn.User, mailbox.SignIn.Password, token, ct);
            return imap;
        }
        catch (Exception e)
        {
            await imap.DisposeAsync();
            if (e is MailRefusedException && mailbox.SignIn.OAuth is { } refused)
                tokens.Forget(refused);
            throw;
        }
    }

    /// <summary>By the settings, by the server's mark, or by the names that servers without marks use; null: none.</summary>
    public static async Task<string?> SentName(ImapClient imap, MailboxSettings mailbox, CancellationToken ct)
    {
        if (mailbox.SentFolder is { } set)
            return set;
        string[] usual = ["Sent", "Sent Items", "Sent Messages", "Sent Mail", "INBOX.Sent", "Gesendet", "Gesendete Objekte", "Gesendete Elemente", "Éléments envoyés", "Enviados", "Elementos enviados", "Verzonden items", "Posta inviata"];
        var folders = await imap.List(ct);
        return folders.FirstOrDefault(f => f.Marks.Contains("\\Sent", StringComparer.OrdinalIgnoreCase))?.Name
            ?? usual.FirstOrDefault(name => folders.Any(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)));
    }

    private async Task<List<TestStep>> TestMailbox(MailboxSettings mailbox, CancellationToken ct)
    {
        try
        {
            await using var imap = await Open(mailbox, ct);
            var steps = new List<TestStep> { new("IMAP", true, $"Signed in at {mailbox.Imap.Host}{(imap.Can("IDLE") ? "" : "; new mail is looked for every half minute")}.") };
            var inbox = await imap.Examine(mailbox.Inbox, ct);
            steps.Add(inbox is null ? new("Inbox", false, $"There is no folder {mailbox.Inbox}.") : new("Inbox", true, $"{mailbox.Inbox} holds {inbox.Mails} mails."));
            var sent = await SentName(imap, mailbox, ct);
            steps.Add(sent is not null && await imap.Examine(sent, ct) is not null
                ? new("Sent", true, $"Answers written elsewhere are read from {sent}.")
                : new("Sent", mailbox.SentFolder is null, sent is null ? "The server names no Sent folder; answers written elsewhere are not seen." : $"There is no folder {sent}."));
            await imap.SignOut(ct);
            return steps;
        }
        catch (Exception e) when (e is MailLostException or MailRefusedException or ImapNoException)
        {
            return [new("IMAP", false, e.Message)];
        }
    }

    /// <summary>For people who look into the mailbox; the mail is sent whether this works or not.</summary>
    private async Task KeepCopy(MailboxSettings mailbox, byte[] mail, CancellationToken ct)
    {
        try
        {
            await using var imap = await Open(mailbox, ct);
            if (await SentName(imap, mailbox, ct) is { } folder)
                await imap.Append(folder, mail, ct);
            await imap.SignOut(ct);
        }
        catch (Exception e) when (e is MailLostException or MailRefusedException or ImapNoException or OperationCanceledException)
        {
            // It went out; the thread here has it.
        }
    }

    private (MailSettings Settings, MailFields Fields) Read(IReadOnlyDictionary<string, string> entered)
    {
        var fields = new MailFields(entered, outbound);
        var imap = fields.Server("imap", "", 993, 143);
        var smtp = fields.Server("smtp", "", 465, 587);
        var signIn = fields.SignIn(fields.Needed("user", "Write the mailbox's user name."), fields["password"]);
        var sending = fields["smtpUser"].Length + fields["smtpPassword"].Length == 0 ? signIn
            : new MailSignIn(fields["smtpUser"] is { Length: > 0 } user ? user : signIn.User, fields["smtpPassword"] is { Length: > 0 } other ? other : signIn.Password, null);
        return (new(smtp, sending, fields["fromName"], fields.Chosen("plusAddress", "plus"))
        {
            Mailbox = new(imap, signIn, fields["inbox"] is { Length: > 0 } inbox ? inbox : "INBOX", fields["sentFolder"] is { Length: > 0 } sent ? sent : null,
                fields.Chosen("keepsSent", "server"), fields.Number("days", 7, 0, 3650)),
        }, fields);
    }
}
