using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;
using PromoEngine.Web.Settings;

namespace PromoEngine.Web.Auth;

internal sealed record SessionView(SessionUser User, SessionWorkspace Workspace, IReadOnlyList<WorkspaceRef> Workspaces, IReadOnlyList<Permission> Permissions, SessionOnBehalf? OnBehalf);

/// <summary>The administrator who acts as the user, and until when.</summary>
internal sealed record SessionOnBehalf(string Name, DateTime Until);

internal sealed record SessionUser(Guid Id, string Email, string Name);

/// <param name="Logo">Where the logo lies; null without one.</param>
internal sealed record SessionWorkspace(Guid Id, string Name, string Currency, string TimeZone, bool Demo, string? Logo);

internal sealed record WorkspaceRef(Guid Id, string Name);

/// <summary>Who is signed in, where, and what screens may offer.</summary>
internal sealed class ReadSession(AppDb db, ReadAccess read, CameIn cameIn, DemoMode demo)
{
    public async Task<SessionView> Handle(Guid user, Guid workspace, CancellationToken ct)
    {
        var person = await db.Users.AsNoTracking().SingleAsync(u => u.Id == user, ct);
        var ids = db.Memberships.Where(m => m.UserId == user && m.Status == MembershipStatus.Active).Select(m => m.WorkspaceId);
        var workspaces = await db.Workspaces.AsNoTracking().Where(w => ids.Contains(w.Id)).OrderBy(w => w.Name).ThenBy(w => w.Id).Take(100).ToListAsync(ct);
        var here = workspaces.FirstOrDefault(w => w.Id == workspace) ?? await db.Workspaces.AsNoTracking().SingleAsync(w => w.Id == workspace, ct);
        var may = cameIn.Narrow(await read.Of(user, workspace, ct) ?? Access.None).May;
        return new(
            new(person.Id, person.Email!, person.DisplayName),
            new(here.Id, here.Name, here.Currency, here.TimeZone, here.IsDemo && demo.Allowed, Logo.Url(await db.Logos.Select(l => l.Hash).FirstOrDefaultAsync(ct))),
            [.. workspaces.Select(w => new WorkspaceRef(w.Id, w.Name))],
            // What nothing asks for yet is no use to anybody, so screens do not speak of it.
            [.. may.Where(p => p == Permission.Member || !p.Info().Later).Order()],
            await OnBehalf(ct));
    }

    private async Task<SessionOnBehalf?> OnBehalf(CancellationToken ct) =>
        cameIn is { OnBehalfOf: { } admin, OnBehalfUntil: { } until }
            ? new(await db.Users.Where(u => u.Id == admin).Select(u => u.DisplayName).SingleAsync(ct), until)
            : null;
}
