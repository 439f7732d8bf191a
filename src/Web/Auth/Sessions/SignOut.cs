using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;
using PromoEngine.Web.Live;

namespace PromoEngine.Web.Auth.Sessions;

/// <summary>Ends the session that asks; the cookie is worth nothing from then on, even where a copy of it is kept.</summary>
internal sealed class SignOut(AppDb db, CameIn cameIn, CurrentPerson person)
{
    public async Task Handle(CancellationToken ct)
    {
        if (cameIn.SessionId is not { } id)
            return;
        await db.UserSessions.Where(s => s.Id == id).ExecuteDeleteAsync(ct);
        if (person.Id is { } user)
        {
            db.Audit("session.signed_out", "user", cameIn.OnBehalfOf ?? user, null, new { session = id });
            db.Announce(Topics.Session, user);
            await db.SaveChangesAsync(ct);
        }
    }
}
