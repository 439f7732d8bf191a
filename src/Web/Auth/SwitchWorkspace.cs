using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth;

public sealed record SwitchWorkspaceRequest(Guid WorkspaceId);

/// <summary>Who works for several shops goes from one to the other without signing in again: from the next request on, the session is in the other one.</summary>
internal sealed class SwitchWorkspace(AppDb db, CurrentPerson person, CameIn cameIn)
{
    /// <summary>False: the person is no active member there; nobody learns whether there is such a workspace.</summary>
    public async Task<bool> Handle(SwitchWorkspaceRequest request, CancellationToken ct)
    {
        if (cameIn.SessionId is not { } id)
            throw new RefusedException("session.token", "A token belongs to one workspace; make another one there.");
        var user = person.Id!.Value;
        if (!await db.Memberships.AnyAsync(m => m.UserId == user && m.WorkspaceId == request.WorkspaceId && m.Status == MembershipStatus.Active, ct))
            return false;

        var session = await db.UserSessions.SingleAsync(s => s.Id == id, ct);
        session.WorkspaceId = request.WorkspaceId;
        db.Audit("session.switched", "user", user, null, null);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
