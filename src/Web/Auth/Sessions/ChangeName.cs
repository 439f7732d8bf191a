using System.ComponentModel.DataAnnotations;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth.Sessions;

public sealed record ChangeNameRequest([property: Required, StringLength(200, MinimumLength = 1)] string Name);

/// <summary>How a person is called in every workspace of theirs.</summary>
internal sealed class ChangeName(AppDb db, CurrentPerson person)
{
    public async Task Handle(ChangeNameRequest request, CancellationToken ct)
    {
        var user = await db.Users.SingleAsync(u => u.Id == person.Id, ct);
        if (user.DisplayName == request.Name.Trim())
            return;
        user.DisplayName = request.Name.Trim();
        // The names themselves are personal, and would stay in the log for good.
        db.Audit("user.renamed", "user", user.Id, null, null);
        db.Announce("session", user.Id);
        await db.SaveChangesAsync(ct);
    }
}
