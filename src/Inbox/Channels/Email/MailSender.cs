using PromoEngine.Inbox.Channels.Email.Smtp;
using PromoEngine.Inbox.Channels.Email.Threads;
using PromoEngine.Inbox.Channels.Email.Wire;
using PromoEngine.Inbox.Channels.Email.Writing;

namespace PromoEngine.Inbox.Channels.Email;

/// <summary>Hands mails over by SMTP; the same for mailboxes and mail services.</summary>
internal sealed class MailSender(OutboundHttp outbound, OAuthTokens tokens, TimeProvider clock)
{
    public const int LargestMail = 35 * 1024 * 1024;

    /// <summary>Base64 makes a third more of every file.</summary>
    public const long LargestFile = 20 * 1024 * 1024;

    private static readonly TimeSpan Busy = TimeSpan.FromMinutes(1);

    /// <summary>What a mail channel can do; looking up is up to the adapter.</summary>
    public static ChannelCapabilities Capabilities => new(Conversations.Message.LongestText)
    {
        LargestFile = LargestFile, MostFiles = 20, Subject = true, MostPerSecond = 2,
    };

    public byte[] Write(ChannelAccount account, MailSettings settings, OutboundMessage message, IReadOnlyList<(string Name, string Value)>? fields = null) => MailWriter.Write(new(
        settings.FromName, account.Address, message.To, message.Mail?.Cc ?? [], settings.PlusAddress && message.Mail is { } thread ? MailId.Plus(thread.ConversationId, account.Address) : null,
        message.Mail?.Subject ?? "", message.Text, MailId.Of(message.Id, account.Address), message.Mail?.InReplyTo, message.Mail?.References ?? [], clock.GetUtcNow())
    {
        Files = message.Files, Fields = fields ?? [], IsAutomatic = message.Mail?.IsAutomatic == true,
    });

    public async Task<SendResult> Send(ChannelAccount account, MailSettings settings, OutboundMessage message, ReadOnlyMemory<byte> mail, CancellationToken ct)
    {
        string[] to = [message.To, .. message.Mail?.Cc ?? []];
        var envelope = new Envelope(account.Address, [.. to.Select(HeaderText.Address).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)]);
        if (to.FirstOrDefault(address => HeaderText.Address(address) is null) is { } wrong)
            return Rejected("address", $"\"{wrong}\" is not an e-mail address.");
        if (mail.Length > LargestMail)
            return Rejected("552", $"The mail is larger than {LargestMail >> 20} MB.");
        try
        {
            await using var submission = await Open(settings, ct);
            var result = await submission.Send(envelope, mail, ct);
            if (result is Submitted.Taken)
                await submission.Quit(ct);
            return result switch
            {
                Submitted.Taken => new SendResult.Accepted(MailId.Key(MailId.Of(message.Id, account.Address)), DeliveryStatus.Sent),
                Submitted.Unknown unknown => new SendResult.Unsure(unknown.Reason),
                Submitted.Refused { Reply.IsForNow: true } later => new SendResult.TryLater(Busy, later.Reply.Said),
                Submitted.Refused refused => Rejected(refused),
                _ => throw new InvalidOperationException(),
            };
        }
        catch (MailLostException lost)
        {
            return new SendResult.TryLater(TimeSpan.FromSeconds(15), lost.Message);
        }
        catch (MailRefusedException refused)
        {
            return refused.IsForNow ? new SendResult.TryLater(Busy, refused.Message) : Rejected("sign_in", refused.Message);
        }
    }

    /// <summary>Signs in and leaves.</summary>
    public async Task<TestStep> Test(MailSettings settings, CancellationToken ct)
    {
        try
        {
            await using var submission = await Open(settings, ct);
            await submission.Quit(ct);
            return new("SMTP", true, $"Signed in at {settings.Smtp.Host}.");
        }
        catch (Exception e) when (e is MailLostException or MailRefusedException)
        {
            return new("SMTP", false, e.Message);
        }
    }

    private async Task<Submission> Open(MailSettings settings, CancellationToken ct)
    {
        var submission = await Submission.Connect(outbound, settings.Smtp, ct);
        try
        {
            if (settings.SmtpSignIn is { } signIn)
                await SignIn(submission, signIn, ct);
            return submission;
        }
        catch
        {
            await submission.DisposeAsync();
            throw;
        }
    }

    private async Task SignIn(Submission submission, MailSignIn signIn, CancellationToken ct)
    {
        var token = signIn.OAuth is { } client ? await tokens.Get(client, ct) : null;
        try
        {
            await submission.SignIn(signIn.User, signIn.Password, token, ct);
        }
        catch (MailRefusedException) when (signIn.OAuth is not null)
        {
            // Taken back before its time was over: the next attempt brings a new one.
            tokens.Forget(signIn.OAuth);
            throw;
        }
    }

    private static SendResult.Rejected Rejected(string code, string text) => new(new DeliveryError(code, text, true));

    private static SendResult.Rejected Rejected(Submitted.Refused refused)
    {
        var why = MailErrors.Explain(refused.Reply.Status, refused.Reply.Said);
        return new(refused.Address is { } address ? why with { Text = $"{address}: {why.Text}" } : why);
    }
}
