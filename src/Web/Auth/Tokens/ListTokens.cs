using System.Globalization;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Orders;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth.Tokens;

internal sealed record TokenView(Guid Id, string Name, Guid UserId, string Person, IReadOnlyList<Permission>? Scopes, DateTime CreatedAt, DateTime? ExpiresAt, DateTime? LastUsedAt, bool Expired);

/// <summary>The tokens of this workspace, newest first: one's own, or everybody's.</summary>
internal sealed class ListTokens(AppDb db, CurrentPerson person, TimeProvider clock)
{
    private const int PageSize = 50;

    public async Task<Page<TokenView>> Handle(bool everybodys, string? cursor, CancellationToken ct)
    {
        var (workspace, now) = (db.Workspace, clock.GetUtcNow().UtcDateTime);
        var tokens = db.ApiTokens.AsNoTracking().Where(t => t.WorkspaceId == workspace && (everybodys || t.UserId == person.Id));
        if (PageCursor.Read(cursor, 2) is [var at, var id])
        {
            var (made, last) = Parse(at, id);
            tokens = tokens.Where(t => t.CreatedAt < made || (t.CreatedAt == made && t.Id.CompareTo(last) < 0));
        }

        var rows = await (from t in tokens
                          join u in db.Users on t.UserId equals u.Id
                          orderby t.CreatedAt descending, t.Id descending
                          select new { Token = t, u.DisplayName }).Take(PageSize + 1).ToListAsync(ct);
        return Page<TokenView>.Of(
            [.. rows.Select(r => new TokenView(
                r.Token.Id, r.Token.Name, r.Token.UserId, r.DisplayName, r.Token.May?.Order().ToList(),
                r.Token.CreatedAt, r.Token.ExpiresAt, r.Token.LastUsedAt, r.Token.ExpiresAt <= now))],
            PageSize, last => PageCursor.Write(last.CreatedAt.ToString("O", CultureInfo.InvariantCulture), last.Id.ToString()));
    }

    private static (DateTime, Guid) Parse(string at, string id) =>
        DateTime.TryParseExact(at, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var made) && Guid.TryParse(id, out var last)
            ? (DateTime.SpecifyKind(made, DateTimeKind.Utc), last)
            : throw PageCursor.Unknown();
}
