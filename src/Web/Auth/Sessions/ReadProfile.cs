using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth.Passkeys;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth.Sessions;

internal sealed record ProfileView(string Name, string Email, bool TwoStep, int RecoveryCodesLeft, IReadOnlyList<PasskeyView> Passkeys);

internal sealed record UserSessionView(Guid Id, string Device, string? Ip, DateTime CreatedAt, DateTime LastSeenAt, bool Current, bool OnBehalf);

internal sealed record LoginAttemptView(long Id, Guid UserId, string Person, DateTime At, LoginOutcome Outcome, string Device, string? Ip);

/// <summary>What a person sees of their own account, and who manages people of that of others in this workspace.</summary>
internal sealed class ReadProfile(AppDb db, CurrentPerson person, CameIn cameIn, TimeProvider clock)
{
    private const int MostSessions = 100;

    public async Task<ProfileView> Own(CancellationToken ct)
    {
        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == person.Id, ct);
        var passkeys = await db.UserPasskeys.AsNoTracking().Where(p => p.UserId == user.Id).Take(Passkey.Most).ToListAsync(ct);
        return new(
            user.DisplayName, user.Email!, user.TwoFactorEnabled, await db.RecoveryCodes.CountAsync(c => c.UserId == user.Id, ct),
            [.. passkeys.Select(PasskeyView.Of).OrderBy(p => p.CreatedAt).ThenBy(p => p.Id, StringComparer.Ordinal)]);
    }

    public Task<IReadOnlyList<UserSessionView>> OwnSessions(CancellationToken ct) => Sessions(db.UserSessions.Where(s => s.UserId == person.Id), ct);

    /// <summary>Null: nobody of this workspace. Only what they have open here: their other workspaces are not this one's business.</summary>
    public async Task<IReadOnlyList<UserSessionView>?> SessionsOf(Guid user, CancellationToken ct)
    {
        var workspace = db.Workspace;
        return await db.Memberships.AnyAsync(m => m.UserId == user && m.WorkspaceId == workspace, ct)
            ? await Sessions(db.UserSessions.Where(s => s.UserId == user && s.WorkspaceId == workspace), ct)
            : null;
    }

    /// <summary>Newest first, before a number.</summary>
    public Task<List<LoginAttemptView>> OwnLogins(long? before, int take, CancellationToken ct) =>
        Logins(db.LoginAttempts.Where(a => a.UserId == person.Id), before, take, ct);

    public Task<List<LoginAttemptView>> LoginsOfWorkspace(long? before, int take, CancellationToken ct)
    {
        var workspace = db.Workspace;
        var members = db.Memberships.Where(m => m.WorkspaceId == workspace && m.Status != MembershipStatus.Invited).Select(m => m.UserId);
        return Logins(db.LoginAttempts.Where(a => members.Contains(a.UserId) && (a.WorkspaceId == null || a.WorkspaceId == workspace)), before, take, ct);
    }

    private async Task<IReadOnlyList<UserSessionView>> Sessions(IQueryable<UserSession> sessions, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var idle = now - UserSession.Idle;
        var rows = await sessions.AsNoTracking().Where(s => s.LastSeenAt > idle).OrderByDescending(s => s.LastSeenAt).Take(MostSessions).ToListAsync(ct);
        return [.. rows.Where(s => s.IsOpen(now)).Select(s => new UserSessionView(s.Id, s.Device, s.Ip, s.CreatedAt, s.LastSeenAt, s.Id == cameIn.SessionId, s.ActsAs is not null))];
    }

    private Task<List<LoginAttemptView>> Logins(IQueryable<LoginAttempt> attempts, long? before, int take, CancellationToken ct) =>
        (from a in attempts.AsNoTracking().Where(a => before == null || a.Id < before).OrderByDescending(a => a.Id).Take(take)
         join u in db.Users on a.UserId equals u.Id
         orderby a.Id descending
         select new LoginAttemptView(a.Id, a.UserId, u.DisplayName, a.At, a.Outcome, a.Device, a.Ip)).ToListAsync(ct);
}
