using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth.Tokens;

internal sealed record TokenView(Guid Id, string Name, Guid UserId, string Person, IReadOnlyList<Permission>? Scopes, DateTime CreatedAt, DateTime? ExpiresAt, DateTime? LastUsedAt, bool Expired);

/// <summary>The tokens of this workspace, newest first: one's own, or everybody's.</summary>
internal sealed class ListTokens(AppDb db, CurrentPerson person, TimeProvider clock)
{
    private const int Most = 500;

    public async Task<IReadOnlyList<TokenView>> Handle(bool everybodys, CancellationToken ct)
    {
        var (workspace, now) = (db.Workspace, clock.GetUtcNow().UtcDateTime);
        var rows = await (from t in db.ApiTokens.AsNoTracking()
                          where t.WorkspaceId == workspace && (everybodys || t.UserId == person.Id)
                          join u in db.Users on t.UserId equals u.Id
                          orderby t.CreatedAt descending, t.Id
                          select new { Token = t, u.DisplayName }).Take(Most).ToListAsync(ct);
        return [.. rows.Select(r => new TokenView(
            r.Token.Id, r.Token.Name, r.Token.UserId, r.DisplayName, r.Token.May?.Order().ToList(),
            r.Token.CreatedAt, r.Token.ExpiresAt, r.Token.LastUsedAt, r.Token.ExpiresAt <= now))];
    }
}
