using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth.Sessions;

/// <summary>Whoever came in, or why nobody did.</summary>
internal sealed record SignedIn(Guid UserId, Guid WorkspaceId, Guid SessionId, string? Refusal = null)
{
    public static SignedIn Not(string refusal) => new(Guid.Empty, Guid.Empty, Guid.Empty, refusal);
}

/// <summary>The end of every way in: which workspace it leads to, from which addresses, the session's row, the history and the audit.</summary>
internal sealed class OpenSession(AppDb db, ReadAccess access, CurrentWorkspace current, IOptions<SignInOptions> options, TimeProvider clock)
{
    /// <summary>Where the person goes, entered, so that the audit knows; null: they belong nowhere any more.</summary>
    public async Task<Guid?> Enter(Guid user, Caller caller, string requestId, CancellationToken ct)
    {
        var workspace = await WorkspaceOf(user, ct);
        if (workspace is { } entered)
            current.Enter(entered, $"user:{user}", requestId, caller.Ip);
        return workspace;
    }

    public async Task<bool> MayComeFrom(Guid user, Guid workspace, Caller caller, CancellationToken ct)
    {
        var list = await db.Workspaces.AsNoTracking().Where(w => w.Id == workspace).Select(w => w.AdminAddresses).SingleAsync(ct);
        return options.Value.IgnoreAdminAddresses || AdminAddresses.Allow(list, caller.Ip)
            || (await access.Of(user, workspace, ct))?.May.Contains(Permission.SettingsManage) != true;
    }

    /// <summary>Writes down what came of it, and opens the session where it was a success.</summary>
    public SignedIn Record(Guid user, LoginOutcome outcome, Guid? workspace, Caller caller)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var result = Result(user, outcome, workspace, caller, now);
        db.LoginAttempts.Add(new() { UserId = user, At = now, Outcome = outcome, Device = caller.Device, Ip = caller.Ip, WorkspaceId = result.Refusal is null ? workspace : null });
        if (workspace is not null)
            db.Audit(result.Refusal is null ? "session.signed_in" : "session.refused", "user", user, null, new { outcome, caller.Device, session = result.SessionId });
        return result;
    }

    private SignedIn Result(Guid user, LoginOutcome outcome, Guid? workspace, Caller caller, DateTime now)
    {
        var refusal = outcome switch
        {
            LoginOutcome.SignedIn or LoginOutcome.PasskeyUsed => workspace is null ? "signin.no_workspace" : null,
            LoginOutcome.Locked => "signin.locked",
            LoginOutcome.CodeAsked => "signin.code",
            LoginOutcome.WrongCode => "signin.code_wrong",
            LoginOutcome.WrongAddress => AddressCheck.Code,
            LoginOutcome.WrongPasskey => "passkey.refused",
            _ => "signin.failed",
        };
        if (refusal is not null || workspace is not { } here)
            return SignedIn.Not(refusal ?? "signin.no_workspace");
        var session = new UserSession { UserId = user, WorkspaceId = here, Device = caller.Device, Ip = caller.Ip, CreatedAt = now, LastSeenAt = now };
        db.UserSessions.Add(session);
        return new(user, here, session.Id);
    }

    /// <summary>Where the person was last, as long as they still belong there; otherwise any workspace of theirs.</summary>
    private async Task<Guid?> WorkspaceOf(Guid user, CancellationToken ct)
    {
        var mine = await db.Memberships.AsNoTracking().Where(m => m.UserId == user && m.Status == MembershipStatus.Active).OrderBy(m => m.WorkspaceId).Select(m => m.WorkspaceId).Take(100).ToListAsync(ct);
        if (mine.Count < 2)
            return mine.Count == 0 ? null : mine[0];
        var last = await db.LoginAttempts.AsNoTracking().Where(a => a.UserId == user && a.WorkspaceId != null).OrderByDescending(a => a.Id).Select(a => a.WorkspaceId).FirstOrDefaultAsync(ct);
        return last is { } there && mine.Contains(there) ? there : mine[0];
    }
}
