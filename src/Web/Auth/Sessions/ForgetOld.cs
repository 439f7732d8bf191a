using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth.Sessions;

/// <summary>What is over goes: sessions that ended by time, mailed links after a month, the login history after ninety days, answered challenges when nobody could answer them any more.</summary>
internal static class ForgetOld
{
    /// <summary>One bite of each; how many rows the largest had.</summary>
    public static async Task<int> Bite(AppDb db, int bite, DateTime now, CancellationToken ct)
    {
        var (idle, links, logins) = (now - UserSession.Idle, now.AddDays(-30), now - LoginAttempt.Kept);
        var sessions = await db.UserSessions.Where(s => db.UserSessions.Where(old => old.LastSeenAt < idle).OrderBy(old => old.LastSeenAt).Select(old => old.Id).Take(bite).Contains(s.Id)).ExecuteDeleteAsync(ct);
        var mailed = await db.MailedLinks.Where(l => db.MailedLinks.Where(old => old.ExpiresAt < links).OrderBy(old => old.ExpiresAt).Select(old => old.Id).Take(bite).Contains(l.Id)).ExecuteDeleteAsync(ct);
        var attempts = await db.LoginAttempts.Where(a => db.LoginAttempts.Where(old => old.At < logins).OrderBy(old => old.At).Select(old => old.Id).Take(bite).Contains(a.Id)).ExecuteDeleteAsync(ct);
        var spent = await db.SpentChallenges.Where(c => db.SpentChallenges.Where(old => old.ExpiresAt < now).OrderBy(old => old.ExpiresAt).Select(old => old.Hash).Take(bite).Contains(c.Hash)).ExecuteDeleteAsync(ct);
        return new[] { sessions, mailed, attempts, spent }.Max();
    }
}
