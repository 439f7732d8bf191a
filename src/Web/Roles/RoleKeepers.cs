using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Roles;

/// <summary>
/// A workspace is never left without an active person who may manage roles. Whoever changes roles, takes one from a person or deactivates a person calls
/// <see cref="Take"/> first and <see cref="Require"/> after the save: what is asked is what was saved, and the refusal rolls it back.
/// </summary>
internal sealed class RoleKeepers(AppDb db, CurrentPerson person, ReadAccess read)
{
    /// <summary>Two people who take each other's role at the same time come one after the other.</summary>
    public Task Take(CancellationToken ct) => WorkspaceLock.Take(db, ct);

    public async Task Require(CancellationToken ct)
    {
        var workspace = db.Workspace;
        var keeping = (await db.Roles.AsNoTracking().Select(r => new { r.Id, r.Permissions }).ToListAsync(ct))
            .Where(r => Permissions.ReadAll(r.Permissions).Contains(Permission.RolesManage)).Select(r => r.Id).ToList();
        var kept = await (from given in db.MembershipRoles
                          where given.WorkspaceId == workspace && keeping.Contains(given.RoleId)
                          join membership in db.Memberships on new { given.UserId, given.WorkspaceId } equals new { membership.UserId, membership.WorkspaceId }
                          where membership.Status == MembershipStatus.Active
                          select given.UserId).AnyAsync(ct);
        if (!kept)
            throw new RefusedException("role.last_keeper", "Nobody active would be left who may manage roles. Give somebody else such a role first.");
        if (person.Id is { } me && person.May.Contains(Permission.RolesManage) && (await read.Of(me, workspace, ct))?.May.Contains(Permission.RolesManage) != true)
            throw new RefusedException("role.own", "You would lock yourself out of managing roles. Ask another person who may manage roles to do this.");
    }
}
