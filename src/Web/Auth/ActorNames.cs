using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth;

/// <summary>
/// Rows say who acted as "user:…", "job:…" or "channel:…"; screens show the names of this workspace's people. What nobody did by hand has no name.
/// </summary>
internal sealed class ActorNames(AppDb db)
{
    private const string User = "user:";

    public async Task<IReadOnlyDictionary<string, string>> Of(IEnumerable<string?> actors, CancellationToken ct)
    {
        var ids = actors.Distinct()
            .Select(actor => actor is not null && actor.StartsWith(User, StringComparison.Ordinal) && Guid.TryParse(actor[User.Length..], out var id) ? id : (Guid?)null)
            .OfType<Guid>().ToList();
        if (ids.Count == 0)
            return new Dictionary<string, string>();

        var workspace = db.Workspace;
        return await (from membership in db.Memberships
                      join user in db.Users on membership.UserId equals user.Id
                      where membership.WorkspaceId == workspace && ids.Contains(user.Id)
                      select new { user.Id, user.DisplayName }).ToDictionaryAsync(u => $"{User}{u.Id}", u => u.DisplayName, ct);
    }
}
