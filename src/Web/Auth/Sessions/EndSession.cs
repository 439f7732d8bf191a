using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth.Sessions;

/// <summary>Ends sessions at once: one's own anywhere, or, for who manages people, those of others in this workspace.</summary>
internal sealed class EndSession(AppDb db, CurrentPerson person, CameIn cameIn)
{
    /// <summary>False: there is none that this person may end.</summary>
    public async Task<bool> Handle(Guid id, CancellationToken ct)
    {
        var workspace = db.Workspace;
        var manages = person.May.Contains(Permission.PeopleManage);
        var session = await db.UserSessions.FirstOrDefaultAsync(s => s.Id == id && (s.UserId == person.Id || (manages && s.WorkspaceId == workspace)), ct);
        if (session is null)
            return false;
        db.UserSessions.Remove(session);
        db.Audit("session.ended", "user", session.UserId, null, new { session = id, session.Device });
        db.Announce("session", session.UserId);
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>All of one's own but the one that asks.</summary>
    public async Task Others(CancellationToken ct)
    {
        var own = cameIn.SessionId;
        var ended = await db.UserSessions.Where(s => s.UserId == person.Id && s.Id != own).ExecuteDeleteAsync(ct);
        if (ended > 0)
        {
            db.Audit("session.others_ended", "user", person.Id!.Value, null, new { ended });
            db.Announce("session", person.Id.Value);
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>All that somebody has open in this workspace. False: nobody of this workspace.</summary>
    public async Task<bool> AllOf(Guid user, CancellationToken ct)
    {
        var workspace = db.Workspace;
        if (!await db.Memberships.AnyAsync(m => m.UserId == user && m.WorkspaceId == workspace, ct))
            return false;
        var ended = await db.UserSessions.Where(s => s.UserId == user && s.WorkspaceId == workspace).ExecuteDeleteAsync(ct);
        db.Audit("session.all_ended", "user", user, null, new { ended });
        db.Announce("session", user);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
