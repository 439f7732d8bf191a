using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Roles;

/// <summary>
/// At each start: every workspace has all system roles as this version knows them, and nobody's former role is lost. Writes nothing where all is well;
/// nodes that start at once wait for each other at the workspace's row.
/// </summary>
internal sealed class SeedRoles(IServiceScopeFactory scopes)
{
    /// <summary>The words that a membership had before there were roles.</summary>
    private static readonly Dictionary<string, string> Former = new() { ["Admin"] = SystemRoles.Admin, ["TeamLead"] = SystemRoles.TeamLead, ["Agent"] = SystemRoles.SalesAgent };

    public async Task Run(CancellationToken ct)
    {
        foreach (var workspace in await Behind(ct))
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentWorkspace>().Enter(workspace, "system");
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Run(db, () => BringUpToDate(db, ct));
        }
    }

    /// <summary>A new workspace's roles; the caller saves.</summary>
    public static IReadOnlyDictionary<string, RoleRow> AddTo(AppDb db)
    {
        var roles = SystemRoles.All.Select(RoleRow.Of).ToDictionary(r => r.SystemCode!);
        db.Roles.AddRange(roles.Values);
        return roles;
    }

    private async Task<List<Guid>> Behind(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var workspaces = await db.Workspaces.AsNoTracking().Select(w => w.Id).ToListAsync(ct);
        var roles = (await db.Roles.IgnoreQueryFilters().AsNoTracking().Where(r => r.SystemCode != null)
            .Select(r => new { Workspace = EF.Property<Guid>(r, AppDb.WorkspaceId), Role = r }).ToListAsync(ct)).ToLookup(r => r.Workspace, r => r.Role);
        var former = (await db.Memberships.AsNoTracking().Where(m => m.FormerRole != null).Select(m => m.WorkspaceId).Distinct().ToListAsync(ct)).ToHashSet();
        return [.. workspaces.Where(w => former.Contains(w) || !SystemRoles.All.All(system => roles[w].Any(r => r.SystemCode == system.Code && IsCurrent(r, system))))];
    }

    private static bool IsCurrent(RoleRow role, SystemRole system) => role.Customised || role is { Name: var name, Permissions: var permissions }
        && name == system.Content.Name && permissions == Permissions.Write(system.Content.May) && role.Limits == system.Content.Limits
        && role.OrderScope == system.Content.OrderScope && role.WarehouseScope == system.Content.WarehouseScope && role.MasksPersonalData == system.Content.MasksPersonalData;

    private static async Task<bool> BringUpToDate(AppDb db, CancellationToken ct)
    {
        await WorkspaceLock.Take(db, ct);
        var roles = await db.Roles.Where(r => r.SystemCode != null).ToDictionaryAsync(r => r.SystemCode!, ct);
        foreach (var system in SystemRoles.All)
        {
            if (!roles.TryGetValue(system.Code, out var role))
                db.Roles.Add(roles[system.Code] = RoleRow.Of(system));
            else if (!IsCurrent(role, system))
                role.Follow(system);
        }

        var workspace = db.Workspace;
        foreach (var membership in await db.Memberships.Where(m => m.WorkspaceId == workspace && m.FormerRole != null).ToListAsync(ct))
        {
            var code = Former.GetValueOrDefault(membership.FormerRole!, SystemRoles.SalesAgent);
            db.MembershipRoles.Add(new() { UserId = membership.UserId, WorkspaceId = workspace, RoleId = roles[code].Id });
            membership.FormerRole = null;
        }

        await db.SaveChangesAsync(ct);
        return true;
    }
}
