using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;
using PromoEngine.Web.Roles;

namespace PromoEngine.Web.People;

/// <summary>
/// Shuts a person out of this workspace, at once and until further notice; what they did stays under their name. Never the last one who may manage roles
/// and people.
/// </summary>
internal sealed class DeactivatePerson(AppDb db, CurrentPerson person, RoleKeepers keepers)
{
    /// <summary>False: nobody active under this id.</summary>
    public async Task<bool> Handle(Guid id, CancellationToken ct)
    {
        if (await Find(id, MembershipStatus.Active, ct) is null)
            return false;
        await keepers.Take(ct);
        db.ChangeTracker.Clear();
        if (await Find(id, MembershipStatus.Active, ct) is not { } membership)
            return false;
        if (id == person.Id)
            throw new RefusedException("person.self", "You cannot deactivate yourself; ask another person who manages people.");
        membership.Status = MembershipStatus.Disabled;
        await db.UserSessions.Where(s => s.UserId == id && s.WorkspaceId == membership.WorkspaceId).ExecuteDeleteAsync(ct);
        Tell("person.deactivated", id);
        await db.SaveChangesAsync(ct);
        await keepers.Require(ct);
        return true;
    }

    /// <summary>False: nobody deactivated under this id.</summary>
    public async Task<bool> Undo(Guid id, CancellationToken ct)
    {
        if (await Find(id, MembershipStatus.Disabled, ct) is not { } membership)
            return false;
        membership.Status = MembershipStatus.Active;
        Tell("person.reactivated", id);
        await db.SaveChangesAsync(ct);
        return true;
    }

    private Task<Membership?> Find(Guid id, MembershipStatus status, CancellationToken ct)
    {
        var workspace = db.Workspace;
        return db.Memberships.FirstOrDefaultAsync(m => m.UserId == id && m.WorkspaceId == workspace && m.Status == status, ct);
    }

    private void Tell(string action, Guid id)
    {
        db.Audit(action, "user", id, null, null);
        db.Announce("people", id);
        db.Announce("session", id);
    }
}
