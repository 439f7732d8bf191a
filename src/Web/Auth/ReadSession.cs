using System.Text.Json;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth;

internal sealed record SessionView(SessionUser User, SessionWorkspace Workspace, IReadOnlyList<WorkspaceRef> Workspaces, IReadOnlyList<string> Permissions);

internal sealed record SessionUser(Guid Id, string Email, string Name);

internal sealed record SessionWorkspace(Guid Id, string Name, string Currency, string TimeZone, bool Demo);

internal sealed record WorkspaceRef(Guid Id, string Name);

/// <summary>Who is signed in, where, and what screens may offer.</summary>
internal sealed class ReadSession(AppDb db, DemoMode demo)
{
    public async Task<SessionView> Handle(Guid user, Guid workspace, CancellationToken ct)
    {
        var person = await db.Users.AsNoTracking().SingleAsync(u => u.Id == user, ct);
        var memberships = await db.Memberships.AsNoTracking().Where(m => m.UserId == user).OrderBy(m => m.WorkspaceId).Take(100).ToListAsync(ct);
        var ids = memberships.Select(m => m.WorkspaceId).ToList();
        var workspaces = await db.Workspaces.AsNoTracking().Where(w => ids.Contains(w.Id)).ToListAsync(ct);
        var here = workspaces.Single(w => w.Id == workspace);
        var may = RolePermissions.Of(memberships.Single(m => m.WorkspaceId == workspace).Role);
        return new(
            new(person.Id, person.Email!, person.DisplayName),
            new(here.Id, here.Name, here.Currency, here.TimeZone, here.IsDemo && demo.Allowed),
            [.. workspaces.Select(w => new WorkspaceRef(w.Id, w.Name))],
            [.. may.Select(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.ToString()))]);
    }
}
