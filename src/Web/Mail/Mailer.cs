using System.Net.Mail;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Email.Smtp;
using PromoEngine.Inbox.Channels.Email.Wire;
using PromoEngine.Inbox.Channels.Email.Writing;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Mail;

/// <summary>Where this server's own mails go.</summary>
internal enum MailWay { Smtp, Screen, Nowhere }

internal sealed record OutgoingMail(string To, string Subject, string Text);

/// <summary>Where this service's own mails go: to the SMTP server, or, in a demo without one, onto a screen.</summary>
internal sealed class Mailer(AppDb db, IOptions<SmtpOptions> options, OutboundHttp outbound, DemoMode demo, TimeProvider clock)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly SmtpOptions smtp = options.Value;

    public MailWay Way => smtp.IsSet ? MailWay.Smtp : demo.Allowed ? MailWay.Screen : MailWay.Nowhere;

    /// <summary>Asked before something is promised that only a mail can keep.</summary>
    public async Task<bool> CanSend(Guid workspace, CancellationToken ct) =>
        Way == MailWay.Smtp || (Way == MailWay.Screen && await db.Workspaces.AnyAsync(w => w.Id == workspace && w.IsDemo, ct));

    public static RefusedException CannotSend() =>
        new("mail.unset", "This server cannot send mail yet. Whoever runs it has to set Smtp:Host and Smtp:From.");

    /// <summary>Sends; what it returns is left to be written.</summary>
    public async Task<Func<Task>?> Send(OutgoingMail mail, CancellationToken ct)
    {
        if (!smtp.IsSet)
        {
            return async () =>
            {
                var row = new DemoMail { To = mail.To, Subject = mail.Subject, Text = mail.Text, At = clock.GetUtcNow().UtcDateTime };
                db.DemoMails.Add(row);
                db.Announce("simulator", db.Workspace);
                await db.SaveChangesAsync(ct);
            };
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Limit);
        // Whoever runs this server named it, so it may stand in our own network.
        outbound.Allow(new UriBuilder("smtp", smtp.Host, smtp.Port).Uri);
        await using var submission = await Submission.Connect(outbound, new(smtp.Host!, smtp.Port, smtp.Security), limit.Token);
        if (smtp.User is { Length: > 0 } user)
            await submission.SignIn(user, smtp.Password, token: null, limit.Token);
        var from = new MailAddress(smtp.From!);
        var written = MailWriter.Write(new(from.DisplayName, from.Address, mail.To, [], null, mail.Subject, mail.Text, $"{Guid.CreateVersion7():N}@{from.Host}", null, [], clock.GetUtcNow()) { IsAutomatic = true });
        switch (await submission.Send(new(from.Address, [mail.To]), written, limit.Token))
        {
            case Submitted.Refused refused:
                throw new MailRefusedException($"The SMTP server refused the mail: {refused.Reply.Said}", refused.Reply.IsForNow);
            case Submitted.Unknown unknown:
                throw new MailLostException(unknown.Reason);
        }

        await submission.Quit(limit.Token);
        return null;
    }
}
