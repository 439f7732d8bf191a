using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth;

/// <summary>Reads, in one query, what a person may do in a workspace. It is asked at each request, so that every change acts at once.</summary>
internal sealed class ReadAccess(AppDb db)
{
    /// <summary>Null: the person is no active member. The wall is not yet up when this is asked, so the query names the workspace itself.</summary>
    public async Task<Access?> Of(Guid user, Guid workspace, CancellationToken ct)
    {
        var rows = await (from membership in db.Memberships
                          where membership.UserId == user && membership.WorkspaceId == workspace && membership.Status == MembershipStatus.Active
                          from given in db.MembershipRoles.Where(r => r.UserId == membership.UserId && r.WorkspaceId == membership.WorkspaceId).DefaultIfEmpty()
                          from role in db.Roles.Where(r => given != null && r.Id == given.RoleId && EF.Property<Guid>(r, AppDb.WorkspaceId) == workspace).DefaultIfEmpty()
                          select new { membership.TeamId, membership.WarehouseId, Role = role }).IgnoreQueryFilters().AsNoTracking().ToListAsync(ct);
        return rows.Count == 0 ? null : Access.Of([.. rows.Where(r => r.Role != null).Select(r => r.Role!)], rows[0].TeamId, rows[0].WarehouseId);
    }
}
