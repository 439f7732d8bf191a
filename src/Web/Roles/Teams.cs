using System.ComponentModel.DataAnnotations;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Roles;

/// <param name="Version">The version that was seen; for a new team, nothing.</param>
public sealed record TeamRequest([property: Required, StringLength(60, MinimumLength = 1)] string Name, int? Version = null);

internal sealed record TeamView(Guid Id, string Name, IReadOnlyList<NamedRef> People, int Version);

/// <summary>The teams of a workspace: who is in one is said with the person's roles.</summary>
internal sealed class Teams(AppDb db)
{
    private const int Most = 200;

    public async Task<IReadOnlyList<TeamView>> List(CancellationToken ct)
    {
        var workspace = db.Workspace;
        var teams = await db.Teams.AsNoTracking().OrderBy(t => t.Name).Take(Most).ToListAsync(ct);
        var people = (await (from membership in db.Memberships
                             where membership.WorkspaceId == workspace && membership.TeamId != null
                             join user in db.Users on membership.UserId equals user.Id
                             orderby user.DisplayName
                             select new { membership.TeamId, Person = new NamedRef(user.Id, user.DisplayName) }).ToListAsync(ct)).ToLookup(p => p.TeamId, p => p.Person);
        return [.. teams.Select(t => new TeamView(t.Id, t.Name, [.. people[t.Id]], t.Version))];
    }

    public async Task<TeamView> Add(TeamRequest request, CancellationToken ct)
    {
        await WorkspaceLock.Take(db, ct);
        if (await db.Teams.CountAsync(ct) >= Most)
            throw new RefusedException("team.too_many", $"A workspace has at most {Most} teams.");
        var team = new Team { Name = await FreeName(request, null, ct) };
        db.Teams.Add(team);
        await db.SaveChangesAsync(ct);
        return new(team.Id, team.Name, [], team.Version);
    }

    /// <summary>Null: no such team.</summary>
    public async Task<TeamView?> Rename(Guid id, TeamRequest request, CancellationToken ct)
    {
        await WorkspaceLock.Take(db, ct);
        if (await db.Teams.FirstOrDefaultAsync(t => t.Id == id, ct) is not { } team)
            return null;
        if (request.Version != team.Version)
            throw new RefusedException("team.stale", "Someone changed this team in the meantime; reload it.");
        team.Name = await FreeName(request, id, ct);
        await db.SaveChangesAsync(ct);
        return (await List(ct)).Single(t => t.Id == id);
    }

    /// <summary>Its people are then without a team.</summary>
    public async Task<bool> Delete(Guid id, CancellationToken ct)
    {
        await WorkspaceLock.Take(db, ct);
        if (await db.Teams.FirstOrDefaultAsync(t => t.Id == id, ct) is not { } team)
            return false;
        var workspace = db.Workspace;
        foreach (var membership in await db.Memberships.Where(m => m.WorkspaceId == workspace && m.TeamId == id).ToListAsync(ct))
        {
            membership.TeamId = null;
            db.Audit("person.team_left", "user", membership.UserId, new { Team = team.Name }, null);
        }

        db.Teams.Remove(team);
        await db.SaveChangesAsync(ct);
        return true;
    }

    private async Task<string> FreeName(TeamRequest request, Guid? own, CancellationToken ct)
    {
        var name = request.Name.Trim();
        if (name.Length == 0)
            throw new BadHttpRequestException("A team needs a name.");
        var names = await db.Teams.AsNoTracking().Where(t => t.Id != own).Select(t => t.Name).ToListAsync(ct);
        return names.Contains(name, StringComparer.OrdinalIgnoreCase) ? throw new RefusedException("team.name", $"There is already a team called {name}.") : name;
    }
}
