using System.ComponentModel.DataAnnotations;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Auth.Passwords;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.People;

/// <param name="Link">The secret of the mailed link.</param>
public sealed record InviteLinkRequest([property: Required, StringLength(100)] string Link);

/// <param name="Name">Of somebody new; who has an account already keeps name and password.</param>
public sealed record AcceptInviteRequest(
    [property: Required, StringLength(100)] string Link, [property: StringLength(200, MinimumLength = 1)] string? Name = null, [property: GoodPassword] string? Password = null);

internal sealed record InviteView(string Workspace, string Email, bool IsNew);

/// <summary>A person comes in by the mailed link: with a name and a password when they are new, just so when they work in another workspace already.</summary>
internal sealed class AcceptInvite(AppDb db, IPasswordHasher<User> hasher, CurrentWorkspace current, TimeProvider clock)
{
    internal sealed record Ready(Guid LinkId, Guid UserId, Guid WorkspaceId, string? Name, string? PasswordHash);

    /// <summary>What the page shows before it asks for anything.</summary>
    public async Task<InviteView> Look(string secret, CancellationToken ct)
    {
        var (link, user) = await Find(secret, ct);
        var workspace = await db.Workspaces.Where(w => w.Id == link.WorkspaceId).Select(w => w.Name).SingleAsync(ct);
        return new(workspace, user.Email!, user.IsNew);
    }

    public async Task<Ready> Prepare(AcceptInviteRequest request, CancellationToken ct)
    {
        var (link, user) = await Find(request.Link, ct);
        if (!user.IsNew)
            return new(link.Id, user.Id, link.WorkspaceId!.Value, null, null);
        if (request.Name?.Trim() is not { Length: > 0 } name || request.Password is not { } password)
            throw new RefusedException("invite.name", "Enter your name and choose a password.");
        PersonalPassword.RefuseEmail(password, user.Email!);
        return new(link.Id, user.Id, link.WorkspaceId!.Value, name, hasher.HashPassword(user, password));
    }

    public async Task Write(Ready ready, string requestId, CancellationToken ct)
    {
        current.Enter(ready.WorkspaceId, $"user:{ready.UserId}", requestId);
        var membership = await db.Memberships.FirstOrDefaultAsync(m => m.UserId == ready.UserId && m.WorkspaceId == ready.WorkspaceId && m.Status == MembershipStatus.Invited, ct);
        if (membership is null)
            throw MailedLink.Useless();
        (await db.MailedLinks.SingleAsync(l => l.Id == ready.LinkId, ct)).Use(clock.GetUtcNow().UtcDateTime);
        membership.Status = MembershipStatus.Active;
        var user = await db.Users.SingleAsync(u => u.Id == ready.UserId, ct);
        if (user.IsNew)
            (user.DisplayName, user.PasswordHash, user.EmailConfirmed) = (ready.Name!, ready.PasswordHash, true);
        db.Audit("person.joined", "user", user.Id, null, null);
        db.Announce("people", user.Id);
        await db.SaveChangesAsync(ct);
    }

    private async Task<(MailedLink Link, User User)> Find(string secret, CancellationToken ct)
    {
        var hash = ApiToken.HashOf(secret);
        var link = await db.MailedLinks.AsNoTracking().FirstOrDefaultAsync(l => l.Hash == hash && l.Purpose == LinkPurpose.Invite, ct);
        return link?.IsOpen(clock.GetUtcNow().UtcDateTime) == true
            ? (link, await db.Users.AsNoTracking().SingleAsync(u => u.Id == link.UserId, ct))
            : throw MailedLink.Useless();
    }
}
