using System.ComponentModel.DataAnnotations;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;
using PromoEngine.Web.Roles;

namespace PromoEngine.Web.People;

/// <param name="Reason">Kept in the audit log.</param>
public sealed record ImpersonateRequest([property: Required, StringLength(300, MinimumLength = 5)] string Reason);

/// <summary>
/// An administrator's session acts as somebody else for at most an hour, to see what they see. Every change names both. Nobody gets by it what they may not
/// do themselves.
/// </summary>
internal sealed class Impersonate(AppDb db, CurrentPerson person, CameIn cameIn, ReadAccess read, TimeProvider clock)
{
    /// <summary>False: nobody of this workspace.</summary>
    public async Task<bool> Begin(Guid id, ImpersonateRequest request, CancellationToken ct)
    {
        var workspace = db.Workspace;
        if (!await db.Memberships.AnyAsync(m => m.UserId == id && m.WorkspaceId == workspace, ct))
            return false;
        if (cameIn.SessionId is not { } own)
            throw new RefusedException("impersonation.session", "Only somebody signed in with a browser can act as another person; a token cannot.");
        if (id == person.Id)
            throw new RefusedException("impersonation.self", "This is you.");
        if (await read.Of(id, workspace, ct) is not { } theirs)
            throw new RefusedException("impersonation.inactive", "This person is not active.");
        var mine = (await read.Of(person.Id!.Value, workspace, ct))!;
        if (!IsWithin(theirs, mine))
            throw new RefusedException("impersonation.more", "This person may do more than you, so you cannot act as them.");

        var session = await db.UserSessions.SingleAsync(s => s.Id == own, ct);
        session.BeginActingAs(id, clock.GetUtcNow().UtcDateTime);
        db.Announce(Live.Topics.Session, person.Id!.Value);
        db.Audit("impersonation.began", "user", id, null, new { request.Reason, session = own });
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Back to oneself.</summary>
    public async Task End(CancellationToken ct)
    {
        if (cameIn is not { OnBehalfOf: not null, SessionId: { } own })
            return;
        var session = await db.UserSessions.SingleAsync(s => s.Id == own, ct);
        session.StopActing();
        db.Announce(Live.Topics.Session, person.Id!.Value);
        db.Audit("impersonation.ended", "user", person.Id!.Value, null, new { session = own });
        await db.SaveChangesAsync(ct);
    }

    private static bool IsWithin(Access theirs, Access mine) =>
        theirs.May.All(mine.May.Contains) && RoleLimits.Higher(theirs.Limits, mine.Limits) == mine.Limits && theirs.OrderScope <= mine.OrderScope
        && (!mine.MasksPersonalData || theirs.MasksPersonalData);
}
