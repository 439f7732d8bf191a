using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Live;

/// <summary>By what a socket was opened: who it speaks to, where, and the session or token that let it in.</summary>
internal sealed record LiveTicket(Guid User, Guid Workspace, Guid? Session, Guid? Token)
{
    /// <summary>Null: nobody is signed in.</summary>
    public static LiveTicket? Of(HttpContext? http) =>
        http?.User.UserId() is { } user && http.User.WorkspaceId() is { } workspace && http.RequestServices.GetRequiredService<CameIn>() is var cameIn
            ? new(user, workspace, cameIn.SessionId, cameIn.TokenId)
            : null;
}

/// <summary>What the person behind a socket may hear now. A request asks for the rights of its person each time; a socket stays open, so it is asked again.</summary>
internal sealed class LiveAccess(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Null: the membership, the session or the token has ended, and so does the socket.</summary>
    public async Task<LiveSight?> Of(LiveTicket ticket, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var cameIn = new CameIn();
        var now = clock.GetUtcNow().UtcDateTime;
        // A session that has gone over to another workspace, or acts as somebody else, is another one's socket by now.
        if (ticket.Session is { } session && (await db.UserSessions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == session, ct) is not { } open
            || !open.IsOpen(now) || open.Acting != ticket.User || open.WorkspaceId != ticket.Workspace))
            return null;
        if (ticket.Token is { } id)
        {
            if (await db.ApiTokens.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id, ct) is not { } token || token.ExpiresAt <= now)
                return null;
            cameIn.ByToken(token, "");
        }

        return await scope.ServiceProvider.GetRequiredService<ReadAccess>().Of(ticket.User, ticket.Workspace, ct) is { } access
            ? Topics.SeenBy(cameIn.Narrow(access).May)
            : null;
    }
}
