using System.ComponentModel.DataAnnotations;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;
using PromoEngine.Web.Mail;

namespace PromoEngine.Web.Auth.Passwords;

public sealed record ForgotPasswordRequest([property: Required, EmailAddress, StringLength(256)] string Email);

/// <param name="Mail">Where this server's mails go; the same for everybody.</param>
internal sealed record ForgotPasswordView(MailWay Mail);

/// <summary>
/// Mails a link to whoever has an account. The answer is the same, and takes the same time, where there is none: nobody learns here who works in this shop.
/// </summary>
internal sealed class ForgotPassword(AppDb db, IUnitOfWork unit, UserManager<User> users, CurrentWorkspace current, Mailer mailer, TimeProvider clock)
{
    private static readonly TimeSpan Takes = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromMinutes(1);

    /// <summary>It opens its own unit, since the waiting comes after the commit.</summary>
    public async Task<ForgotPasswordView> Handle(ForgotPasswordRequest request, string requestId, CancellationToken ct)
    {
        var waiting = Task.Delay(Takes, ct);
        var email = users.NormalizeEmail(request.Email);
        var found = await (from u in db.Users
                           where u.NormalizedEmail == email && u.PasswordHash != null
                           join m in db.Memberships on u.Id equals m.UserId
                           where m.Status == MembershipStatus.Active
                           orderby m.WorkspaceId
                           select new { u.Id, m.WorkspaceId }).FirstOrDefaultAsync(ct);
        if (found is not null && await mailer.CanSend(found.WorkspaceId, ct))
        {
            current.Enter(found.WorkspaceId, $"user:{found.Id}", requestId);
            await unit.Run(db, () => Write(found.Id, ct));
        }

        await waiting;
        return new(mailer.Way);
    }

    private async Task Write(Guid user, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        // Somebody who presses the button ten times gets one mail.
        if (await db.MailedLinks.AnyAsync(l => l.UserId == user && l.Purpose == LinkPurpose.Reset && l.UsedAt == null && l.CreatedAt > now - AtMostEvery, ct))
            return;
        var link = MailedLink.For(LinkPurpose.Reset, user, null, now);
        db.MailedLinks.Add(link);
        db.Raise(new LinkWanted(link.Id));
        db.Audit("password.reset_asked", "user", user, null, null);
        await db.SaveChangesAsync(ct);
    }
}
