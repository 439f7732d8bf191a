using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Roles;

/// <summary>Roles, and who has them.</summary>
internal sealed class ReadRoles(AppDb db)
{
    private const int Most = 500;

    public async Task<IReadOnlyList<RoleView>> List(CancellationToken ct)
    {
        var workspace = db.Workspace;
        var people = await db.MembershipRoles.Where(m => m.WorkspaceId == workspace).GroupBy(m => m.RoleId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var roles = await db.Roles.AsNoTracking().OrderBy(r => r.Name).Take(Most).ToListAsync(ct);
        // The system's own first, in their order; then the workspace's by name.
        return [.. roles.OrderBy(r => Place(r.SystemCode)).ThenBy(r => r.Name, StringComparer.OrdinalIgnoreCase).Select(r => RoleView.Of(r, people.GetValueOrDefault(r.Id)))];
    }

    public async Task<RoleView?> One(Guid id, CancellationToken ct)
    {
        var workspace = db.Workspace;
        return await db.Roles.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct) is { } role
            ? RoleView.Of(role, await db.MembershipRoles.CountAsync(m => m.WorkspaceId == workspace && m.RoleId == id, ct))
            : null;
    }

    public async Task<RoleReport> Report(CancellationToken ct) => new(Permissions.All, await List(ct), await People(null, ct));

    /// <summary>Null: nobody of this workspace.</summary>
    public async Task<PersonAccessView?> Person(Guid user, CancellationToken ct) => await People(user, ct) is [var one] ? one : null;

    private async Task<IReadOnlyList<PersonAccessView>> People(Guid? only, CancellationToken ct)
    {
        var workspace = db.Workspace;
        var roles = await db.Roles.AsNoTracking().ToDictionaryAsync(r => r.Id, ct);
        var given = (await db.MembershipRoles.AsNoTracking().Where(m => m.WorkspaceId == workspace).ToListAsync(ct)).ToLookup(m => m.UserId, m => m.RoleId);
        var people = await (from membership in db.Memberships
                            join user in db.Users on membership.UserId equals user.Id
                            where membership.WorkspaceId == workspace && (only == null || membership.UserId == only)
                            orderby user.DisplayName, user.Id
                            select new { Membership = membership, user.DisplayName, user.Email }).AsNoTracking().Take(Most).ToListAsync(ct);
        return [.. people.Select(p => View(p.Membership, p.DisplayName, p.Email ?? "", [.. given[p.Membership.UserId].Select(id => roles[id])]))];
    }

    public async Task<RoleChoices> Choices(CancellationToken ct) => new(
        [.. (await List(ct)).Select(r => new NamedRef(r.Id, r.Name))],
        await db.Teams.OrderBy(t => t.Name).Take(Most).Select(t => new NamedRef(t.Id, t.Name)).ToListAsync(ct),
        await db.Warehouses.OrderBy(w => w.Priority).ThenBy(w => w.Code).Take(Most).Select(w => new NamedRef(w.Id, w.Name)).ToListAsync(ct));

    private static PersonAccessView View(Membership membership, string name, string email, IReadOnlyCollection<RoleRow> roles)
    {
        var access = Access.Of(roles, membership.TeamId, membership.WarehouseId);
        return new(membership.UserId, name, email, membership.Status, [.. roles.Select(r => r.Id)], membership.TeamId, membership.WarehouseId,
            [.. access.May.Order()], access.OrderScope, access.WarehouseIds is not null, access.MasksPersonalData);
    }

    private static int Place(string? code) => code is null ? int.MaxValue : SystemRoles.All.Index().Where(r => r.Item.Code == code).Select(r => r.Index).DefaultIfEmpty(int.MaxValue).First();
}
