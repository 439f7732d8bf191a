using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.People;

/// <summary>Takes an invitation back that nobody has accepted; nothing of the person stays.</summary>
internal sealed class WithdrawInvite(AppDb db)
{
    /// <summary>False: nobody is invited under this id.</summary>
    public async Task<bool> Handle(Guid id, CancellationToken ct)
    {
        var workspace = db.Workspace;
        if (await db.Memberships.FirstOrDefaultAsync(m => m.UserId == id && m.WorkspaceId == workspace && m.Status == MembershipStatus.Invited, ct) is not { } membership)
            return false;
        await db.MailedLinks.Where(l => l.UserId == id && l.Purpose == LinkPurpose.Invite && l.WorkspaceId == workspace).ExecuteDeleteAsync(ct);
        await db.MembershipRoles.Where(r => r.UserId == id && r.WorkspaceId == workspace).ExecuteDeleteAsync(ct);
        db.Memberships.Remove(membership);
        if (await db.Users.FirstOrDefaultAsync(u => u.Id == id && u.PasswordHash == null, ct) is { } stranger
            && !await db.Memberships.AnyAsync(m => m.UserId == id && m.WorkspaceId != workspace, ct))
            db.Users.Remove(stranger);
        db.Audit("person.invite_withdrawn", "user", id, null, null);
        db.Announce("people", id);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
