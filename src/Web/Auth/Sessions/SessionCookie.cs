using System.Security.Claims;

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth.Sessions;

/// <summary>The cookie names a session; who that is, and where, stands in its row.</summary>
internal sealed class SessionCookie(AppDb db, CameIn cameIn, LastSeen seen, TimeProvider clock) : CookieAuthenticationEvents
{
    private const string Claim = "session";

    public static ClaimsPrincipal Naming(Guid session) => new(new ClaimsIdentity([new(Claim, session.ToString())], CookieAuthenticationDefaults.AuthenticationScheme));

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var found = Guid.TryParse(context.Principal?.FindFirstValue(Claim), out var id)
            ? await (from s in db.UserSessions.AsNoTracking()
                     where s.Id == id
                     join w in db.Workspaces on s.WorkspaceId equals w.Id
                     select new { Session = s, w.AdminAddresses }).FirstOrDefaultAsync(context.HttpContext.RequestAborted)
            : null;
        if (found is null || !found.Session.IsOpen(clock.GetUtcNow().UtcDateTime))
        {
            context.RejectPrincipal();
            return;
        }

        cameIn.BySession(found.Session, found.AdminAddresses);
        seen.Session(id, found.Session.LastSeenAt);
        context.ReplacePrincipal(Person.Create(found.Session.Acting, found.Session.WorkspaceId, CookieAuthenticationDefaults.AuthenticationScheme));
    }

    // An API answers with a status, not with a page to go to.
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) => Status(context.Response, StatusCodes.Status401Unauthorized);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) => Status(context.Response, StatusCodes.Status403Forbidden);

    private static Task Status(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }
}
