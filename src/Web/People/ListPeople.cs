using Microsoft.EntityFrameworkCore;

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
    private const int Most = 1000;

    public Task<IReadOnlyList<PersonView>> Handle(CancellationToken ct) => Read(null, ct);

    public async Task<PersonView?> One(Guid id, CancellationToken ct) => await Read(id, ct) is [var one] ? one : null;

    private async Task<IReadOnlyList<PersonView>> Read(Guid? id, CancellationToken ct)
    {
        var workspace = db.Workspace;
        var members = await (from m in db.Memberships.AsNoTracking()
                             where m.WorkspaceId == workspace && (id == null || m.UserId == id)
                             join u in db.Users on m.UserId equals u.Id
                             orderby u.DisplayName, u.Id
                             select new { User = u, m.Status, m.TeamId, m.WarehouseId }).Take(Most).ToListAsync(ct);
        var roles = (await (from given in db.MembershipRoles.AsNoTracking()
                            where given.WorkspaceId == workspace && (id == null || given.UserId == id)
                            join role in db.Roles on given.RoleId equals role.Id
                            orderby role.Name
                            select new { given.UserId, Role = new PersonRole(role.Id, role.Name) }).ToListAsync(ct)).ToLookup(r => r.UserId, r => r.Role);
        var ids = members.Select(m => m.User.Id).ToList();
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
