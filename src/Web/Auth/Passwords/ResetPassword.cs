using System.ComponentModel.DataAnnotations;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth.Passwords;

/// <param name="Link">The secret of the mailed link.</param>
public sealed record ResetPasswordRequest([property: Required, StringLength(100)] string Link, [property: Required, GoodPassword] string Password);

/// <summary>A new password by the mailed link. Whoever was signed in with the old one is out; two-step sign-in stays as it is.</summary>
internal sealed class ResetPassword(AppDb db, IPasswordHasher<User> hasher, CurrentWorkspace current, TimeProvider clock)
{
    internal sealed record Ready(Guid LinkId, Guid UserId, Guid? WorkspaceId, string PasswordHash);

    public async Task<Ready> Prepare(ResetPasswordRequest request, CancellationToken ct)
    {
        var hash = ApiToken.HashOf(request.Link);
        var link = await db.MailedLinks.AsNoTracking().FirstOrDefaultAsync(l => l.Hash == hash && l.Purpose == LinkPurpose.Reset, ct);
        if (link?.IsOpen(clock.GetUtcNow().UtcDateTime) != true)
            throw MailedLink.Useless();
        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == link.UserId, ct);
        PersonalPassword.RefuseEmail(request.Password, user.Email!);
        var workspace = await db.Memberships.Where(m => m.UserId == user.Id && m.Status == MembershipStatus.Active).OrderBy(m => m.WorkspaceId).Select(m => (Guid?)m.WorkspaceId).FirstOrDefaultAsync(ct);
        return new(link.Id, user.Id, workspace, hasher.HashPassword(user, request.Password));
    }

    public async Task Write(Ready ready, string requestId, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var link = await db.MailedLinks.SingleAsync(l => l.Id == ready.LinkId, ct);
        link.Use(now);
        var user = await db.Users.SingleAsync(u => u.Id == ready.UserId, ct);
        user.PasswordHash = ready.PasswordHash;
        user.Unlock();
        await db.UserSessions.Where(s => s.UserId == user.Id).ExecuteDeleteAsync(ct);
        if (ready.WorkspaceId is { } workspace)
        {
            current.Enter(workspace, $"user:{user.Id}", requestId);
            db.Announce(Live.Topics.Session, user.Id);
            db.Audit("password.reset", "user", user.Id, null, null);
        }

        await db.SaveChangesAsync(ct);
    }
}
