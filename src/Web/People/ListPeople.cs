using Microsoft.EntityFrameworkCore;

using PromoEngine.Orders;
using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.People;

/// <param name="TwoStep">The password alone does not sign in.</param>
/// <param name="Passkey">Has a passkey beside the password.</param>
/// <param name="Name">Of somebody who has not accepted yet, only the address is shown: the name is theirs to give.</param>
internal sealed record PersonView(
    Guid Id, string Name, string Email, MembershipStatus Status, IReadOnlyList<PersonRole> Roles, Guid? TeamId, Guid? WarehouseId, bool TwoStep, bool Passkey, DateTime? LastSignIn, DateTime? InvitedUntil, IReadOnlyList<string> Can);

internal sealed record PersonRole(Guid Id, string Name);

/// <summary>Everybody of this workspace, by name.</summary>
internal sealed class ListPeople(AppDb db, CurrentPerson person, TimeProvider clock)
{
    private const int PageSize = 50;

    private sealed class Member
    {
        public required User User { get; init; }
        public required MembershipStatus Status { get; init; }
        public required Guid? TeamId { get; init; }
        public required Guid? WarehouseId { get; init; }
    }

    /// <param name="q">A part of a name, an address or a role.</param>
    public async Task<Page<PersonView>> Handle(string? q, string? cursor, CancellationToken ct)
    {
        var members = Members();
        if (!string.IsNullOrWhiteSpace(q))
            members = Found(members, LikePattern.Containing(q.Trim().ToLowerInvariant()));
        if (PageCursor.Read(cursor, 2) is [var name, var id])
        {
            var last = Guid.TryParse(id, out var parsed) ? parsed : throw PageCursor.Unknown();
#pragma warning disable CA1309 // the database compares, in the order it sorts by
            members = members.Where(m => string.Compare(m.User.DisplayName, name) > 0 || (m.User.DisplayName == name && m.User.Id.CompareTo(last) > 0));
#pragma warning restore CA1309
        }

        var found = await members.OrderBy(m => m.User.DisplayName).ThenBy(m => m.User.Id).Take(PageSize + 1).ToListAsync(ct);
        var page = Page<Member>.Of(found, PageSize, last => PageCursor.Write(last.User.DisplayName, last.User.Id.ToString()));
        return new(await View(page.Items, ct), page.Next);
    }

    public async Task<PersonView?> One(Guid id, CancellationToken ct) => await View(await Members().Where(m => m.User.Id == id).ToListAsync(ct), ct) is [var one] ? one : null;

    private IQueryable<Member> Members()
    {
        var workspace = db.Workspace;
        return from m in db.Memberships.AsNoTracking()
               where m.WorkspaceId == workspace
               join u in db.Users on m.UserId equals u.Id
               select new Member { User = u, Status = m.Status, TeamId = m.TeamId, WarehouseId = m.WarehouseId };
    }

    /// <summary>The name of who has not accepted yet is not shown, so it is not found either.</summary>
    private IQueryable<Member> Found(IQueryable<Member> members, string pattern)
    {
        var workspace = db.Workspace;
#pragma warning disable CA1304, CA1311, CA1862 // the database lowers the case
        var having = db.MembershipRoles.Where(given => given.WorkspaceId == workspace && db.Roles.Any(r => r.Id == given.RoleId && EF.Functions.Like(r.Name.ToLower(), pattern, LikePattern.Escape))).Select(given => given.UserId);
        return members.Where(m => (m.Status != MembershipStatus.Invited && EF.Functions.Like(m.User.DisplayName.ToLower(), pattern, LikePattern.Escape))
            || EF.Functions.Like(m.User.Email!.ToLower(), pattern, LikePattern.Escape) || having.Contains(m.User.Id));
#pragma warning restore CA1304, CA1311, CA1862
    }

    private async Task<IReadOnlyList<PersonView>> View(IReadOnlyList<Member> members, CancellationToken ct)
    {
        var workspace = db.Workspace;
        var ids = members.Select(m => m.User.Id).ToList();
        var roles = (await (from given in db.MembershipRoles.AsNoTracking()
                            where given.WorkspaceId == workspace && ids.Contains(given.UserId)
                            join role in db.Roles on given.RoleId equals role.Id
                            orderby role.Name
                            select new { given.UserId, Role = new PersonRole(role.Id, role.Name) }).ToListAsync(ct)).ToLookup(r => r.UserId, r => r.Role);
        var signedIn = await db.LoginAttempts.AsNoTracking().Where(a => ids.Contains(a.UserId) && a.WorkspaceId == workspace)
            .GroupBy(a => a.UserId).Select(g => new { UserId = g.Key, At = g.Max(a => a.At) }).ToDictionaryAsync(a => a.UserId, a => a.At, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var invited = await db.MailedLinks.AsNoTracking().Where(l => ids.Contains(l.UserId) && l.Purpose == LinkPurpose.Invite && l.WorkspaceId == workspace && l.UsedAt == null && l.ExpiresAt > now)
            .GroupBy(l => l.UserId).Select(g => new { UserId = g.Key, Until = g.Max(l => l.ExpiresAt) }).ToDictionaryAsync(l => l.UserId, l => l.Until, ct);

        var keyed = await db.UserPasskeys.AsNoTracking().Where(p => ids.Contains(p.UserId)).Select(p => p.UserId).Distinct().ToListAsync(ct);

        return [.. members.Select(m => new PersonView(
            m.User.Id, m.Status == MembershipStatus.Invited ? m.User.Email! : m.User.DisplayName, m.User.Email!, m.Status, [.. roles[m.User.Id]], m.TeamId, m.WarehouseId,
            m.Status != MembershipStatus.Invited && m.User.TwoFactorEnabled, m.Status != MembershipStatus.Invited && keyed.Contains(m.User.Id),
            signedIn.TryGetValue(m.User.Id, out var at) ? at : null,
            m.Status == MembershipStatus.Invited && invited.TryGetValue(m.User.Id, out var until) ? until : null,
            Can(m.User.Id, m.Status)))];
    }

    private List<string> Can(Guid id, MembershipStatus status) => status switch
    {
        MembershipStatus.Invited => ["invite_again", "withdraw"],
        MembershipStatus.Disabled => ["reactivate"],
        _ when id == person.Id => ["end_sessions"],
        _ => person.May.Contains(Permission.Impersonate) ? ["deactivate", "end_sessions", "impersonate"] : ["deactivate", "end_sessions"],
    };
}
