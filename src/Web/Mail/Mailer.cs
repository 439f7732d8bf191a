using System.Net;
using System.Net.Mail;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Mail;

/// <summary>Where this server's own mails go.</summary>
internal enum MailWay { Smtp, Screen, Nowhere }

internal sealed record OutgoingMail(string To, string Subject, string Text);

/// <summary>Where this service's own mails go: to the SMTP server, or, in a demo without one, onto a screen.</summary>
internal sealed class Mailer(AppDb db, IOptions<SmtpOptions> options, DemoMode demo, TimeProvider clock)
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
        using var client = new SmtpClient(smtp.Host!, smtp.Port) { EnableSsl = smtp.Security == SmtpSecurity.StartTls };
        if (smtp.User is { Length: > 0 })
            client.Credentials = new NetworkCredential(smtp.User, smtp.Password);
        using var message = new MailMessage { From = new(smtp.From!), Subject = mail.Subject, Body = mail.Text };
        message.To.Add(new MailAddress(mail.To));
        // Programs answer neither to out-of-office notes nor with them.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        await client.SendMailAsync(message, limit.Token);
        return null;
    }
}
