using System.ComponentModel.DataAnnotations;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;
using PromoEngine.Web.Mail;

namespace PromoEngine.Web.People;

public sealed record InvitePersonRequest(
    [property: Required, EmailAddress, StringLength(256)] string Email, [property: Required, MinLength(1), MaxLength(20)] IReadOnlyList<Guid> RoleIds);

/// <summary>
/// Mails a link into this workspace, good for seven days and one use. Roles are given at once and count when the person comes. Whoever may not manage roles
/// gives only what they may do themselves.
/// </summary>
internal sealed class InvitePerson(AppDb db, CurrentPerson person, UserManager<User> users, NewPerson people, Mailer mailer, TimeProvider clock)
{
    public async Task<Guid> Handle(InvitePersonRequest request, CancellationToken ct)
    {
        if (!await mailer.CanSend(db.Workspace, ct))
            throw Mailer.CannotSend();
        var roles = await Roles(request.RoleIds.Distinct().ToList(), ct);
        var email = users.NormalizeEmail(request.Email.Trim());
        var user = await db.Users.FirstOrDefaultAsync(u => u.NormalizedEmail == email, ct);
        if (user is null)
            db.Users.Add(user = people.Invited(request.Email.Trim()));

        var workspace = db.Workspace;
        if (await db.Memberships.AnyAsync(m => m.UserId == user.Id && m.WorkspaceId == workspace, ct))
            throw new RefusedException("person.known", "This person is in the list already.");
        db.Memberships.Add(new() { UserId = user.Id, WorkspaceId = workspace, Status = MembershipStatus.Invited });
        db.MembershipRoles.AddRange(roles.Select(role => new Roles.MembershipRole { UserId = user.Id, WorkspaceId = workspace, RoleId = role }));
        Send(user.Id);
        db.Audit("person.invited", "user", user.Id, null, new { roles });
        await db.SaveChangesAsync(ct);
        return user.Id;
    }

    /// <summary>Another mail; links sent before count no more. False: nobody is invited under this id.</summary>
    public async Task<bool> Again(Guid id, CancellationToken ct)
    {
        if (!await mailer.CanSend(db.Workspace, ct))
            throw Mailer.CannotSend();
        var workspace = db.Workspace;
        if (!await db.Memberships.AnyAsync(m => m.UserId == id && m.WorkspaceId == workspace && m.Status == MembershipStatus.Invited, ct))
            return false;
        await db.MailedLinks.Where(l => l.UserId == id && l.Purpose == LinkPurpose.Invite && l.WorkspaceId == workspace && l.UsedAt == null).ExecuteDeleteAsync(ct);
        Send(id);
        db.Audit("person.invited_again", "user", id, null, null);
        await db.SaveChangesAsync(ct);
        return true;
    }

    private void Send(Guid user)
    {
        var link = MailedLink.For(LinkPurpose.Invite, user, db.Workspace, clock.GetUtcNow().UtcDateTime);
        db.MailedLinks.Add(link);
        db.Raise(new LinkWanted(link.Id));
        db.Announce("people", user);
    }

    private async Task<List<Guid>> Roles(List<Guid> wanted, CancellationToken ct)
    {
        var roles = await db.Roles.AsNoTracking().Where(r => wanted.Contains(r.Id)).ToListAsync(ct);
        if (roles.Count != wanted.Count)
            throw new RefusedException("role.unknown", "One of these roles is not there any more; reload the page.");
        var tooMuch = roles.FirstOrDefault(role => !role.May.All(person.May.Contains));
        if (tooMuch is not null && !person.May.Contains(Permission.RolesManage))
            throw new RefusedException("role.too_much", $"{tooMuch.Name} may do more than you; somebody who manages roles has to give it.");
        return wanted;
    }
}
