using System.ComponentModel.DataAnnotations;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Orders.Inventory;
using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Roles;

/// <param name="RoleIds">All roles the person shall have; several add up.</param>
/// <param name="TeamId">Null for none.</param>
/// <param name="WarehouseId">Where a role for one's own warehouse works; null for none.</param>
public sealed record PersonRolesRequest([property: Required, MaxLength(50)] IReadOnlyList<Guid> RoleIds, Guid? TeamId = null, Guid? WarehouseId = null);

/// <summary>Which roles a person has, in which team and which warehouse. Acts at the person's next request.</summary>
internal sealed class AssignRoles(AppDb db, RoleKeepers keepers, ReadRoles read)
{
    /// <summary>Null: nobody of this workspace.</summary>
    public async Task<PersonAccessView?> Handle(Guid user, PersonRolesRequest request, CancellationToken ct)
    {
        await keepers.Take(ct);
        var workspace = db.Workspace;
        if (await db.Memberships.FirstOrDefaultAsync(m => m.UserId == user && m.WorkspaceId == workspace, ct) is not { } membership)
            return null;

        var before = await Words(membership, ct);
        await Give(membership, request, ct);
        await db.SaveChangesAsync(ct);
        db.Audit("person.roles_changed", "user", user, before, await Words(membership, ct));
        db.Announce("session", user);
        await db.SaveChangesAsync(ct);
        await keepers.Require(ct);
        return await read.Person(user, ct);
    }

    /// <summary>Gives a membership its roles and place; the caller saves. What is not of this workspace is refused.</summary>
    public async Task Give(Membership membership, PersonRolesRequest request, CancellationToken ct)
    {
        var wanted = request.RoleIds.Distinct().ToList();
        if (await db.Roles.CountAsync(r => wanted.Contains(r.Id), ct) != wanted.Count)
            throw new RefusedException("role.unknown", "One of these roles does not exist (any more); reload the page.");
        if (request.TeamId is { } team && !await db.Teams.AnyAsync(t => t.Id == team, ct))
            throw new RefusedException("team.unknown", "This team does not exist (any more); reload the page.");
        if (request.WarehouseId is { } warehouse && !await db.Warehouses.AnyAsync((Warehouse w) => w.Id == warehouse, ct))
            throw new RefusedException("warehouse.unknown", "This warehouse does not exist (any more); reload the page.");

        membership.TeamId = request.TeamId;
        membership.WarehouseId = request.WarehouseId;
        var had = await db.MembershipRoles.Where(m => m.UserId == membership.UserId && m.WorkspaceId == membership.WorkspaceId).ToListAsync(ct);
        db.MembershipRoles.RemoveRange(had.Where(m => !wanted.Contains(m.RoleId)));
        db.MembershipRoles.AddRange(wanted.Except(had.Select(m => m.RoleId)).Select(id => new MembershipRole { UserId = membership.UserId, WorkspaceId = membership.WorkspaceId, RoleId = id }));
    }

    private async Task<object> Words(Membership membership, CancellationToken ct)
    {
        var roles = await (from given in db.MembershipRoles
                           where given.UserId == membership.UserId && given.WorkspaceId == membership.WorkspaceId
                           join role in db.Roles on given.RoleId equals role.Id
                           orderby role.Name
                           select role.Name).ToListAsync(ct);
        return new { Roles = roles, membership.TeamId, membership.WarehouseId };
    }
}
