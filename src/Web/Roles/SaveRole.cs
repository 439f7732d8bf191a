using System.ComponentModel.DataAnnotations;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Api;
using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Roles;

/// <param name="Permissions">Their words; what they depend on is granted along.</param>
/// <param name="OrderScope">own, team or all.</param>
/// <param name="WarehouseScope">own or all.</param>
/// <param name="MaxRefund">In minor units; null for no limit.</param>
/// <param name="Version">The version that was seen; for a new role, nothing.</param>
public sealed record RoleRequest(
    [property: Required, StringLength(RoleRequest.MaxName, MinimumLength = 1)] string Name,
    [property: Required, MaxLength(RoleRequest.MaxPermissions)] IReadOnlyList<string> Permissions,
    [property: Required] string OrderScope,
    [property: Required] string WarehouseScope,
    bool MasksPersonalData = false,
    [property: Range(0, 100)] int? MaxDiscountPercent = null,
    [property: Range(0, long.MaxValue)] long? MaxRefund = null,
    int? Version = null)
{
    internal const int MaxName = RoleRow.MaxName;
    internal const int MaxPermissions = 100;
}

/// <summary>Adds, changes, resets and deletes roles. Every change acts at each person's next request.</summary>
internal sealed class SaveRole(AppDb db, ReadRoles read, RoleKeepers keepers)
{
    private const int Most = 200;

    public async Task<SavedRole> Add(RoleRequest request, CancellationToken ct)
    {
        await keepers.Take(ct);
        if (await db.Roles.CountAsync(ct) >= Most)
            throw new RefusedException("role.too_many", $"A workspace has at most {Most} roles; delete one that nobody uses.");

        var (content, granted) = Content(request, before: null);
        await NameMustBeFree(content.Name, null, ct);
        var role = RoleRow.Of(content);
        db.Roles.Add(role);
        await db.SaveChangesAsync(ct);
        return new(RoleView.Of(role, 0), granted);
    }

    /// <summary>Null: there is no such role.</summary>
    public async Task<SavedRole?> Change(Guid id, RoleRequest request, CancellationToken ct)
    {
        await keepers.Take(ct);
        if (await db.Roles.FirstOrDefaultAsync(r => r.Id == id, ct) is not { } role)
            return null;
        if (request.Version is null)
            throw new BadHttpRequestException("Say which version of the role you saw.");
        if (request.Version != role.Version)
            throw new RefusedException("role.stale", "Someone changed this role in the meantime; reload it.");

        var (content, granted) = Content(request, role);
        await NameMustBeFree(content.Name, id, ct);
        role.Change(content);
        return await Saved(role, granted, ct);
    }

    /// <summary>Back to what this version of the product gives the role. Null: no such role.</summary>
    public async Task<SavedRole?> Reset(Guid id, CancellationToken ct)
    {
        await keepers.Take(ct);
        if (await db.Roles.FirstOrDefaultAsync(r => r.Id == id, ct) is not { } role)
            return null;
        if (SystemRoles.Find(role.SystemCode) is not { } system)
            throw new RefusedException("role.no_defaults", "Only the system's own roles have defaults to go back to.");

        await NameMustBeFree(system.Content.Name, id, ct);
        role.Follow(system);
        return await Saved(role, [], ct);
    }

    public async Task<bool> Delete(Guid id, CancellationToken ct)
    {
        await keepers.Take(ct);
        if (await db.Roles.FirstOrDefaultAsync(r => r.Id == id, ct) is not { } role)
            return false;
        if (role.SystemCode is not null)
            throw new RefusedException("role.system", $"{role.Name} is one of the system's roles: it can be changed, but not deleted.");
        var workspace = db.Workspace;
        var people = await db.MembershipRoles.CountAsync(m => m.WorkspaceId == workspace && m.RoleId == id, ct);
        if (people > 0)
            throw new RefusedException("role.in_use", $"{(people == 1 ? "One person has" : $"{people} people have")} the role {role.Name}; give them another first.");

        db.Roles.Remove(role);
        await db.SaveChangesAsync(ct);
        return true;
    }

    private async Task<SavedRole> Saved(RoleRow role, IReadOnlyList<Permission> granted, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        await keepers.Require(ct);
        return new((await read.One(role.Id, ct))!, granted);
    }

    private async Task NameMustBeFree(string name, Guid? own, CancellationToken ct)
    {
        var names = await db.Roles.AsNoTracking().Where(r => r.Id != own).Select(r => r.Name).ToListAsync(ct);
        if (names.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw new RefusedException("role.name", $"There is already a role called {name}.");
    }

    private static (RoleContent Content, IReadOnlyList<Permission> Granted) Content(RoleRequest request, RoleRow? before)
    {
        var wanted = request.Permissions.Select(word => Permissions.Read(word) ?? throw new BadHttpRequestException($"\"{word}\" is no permission.")).ToHashSet();
        if (before is not null)
            NothingNeededMayGo(wanted, before.May);
        var all = Permissions.WithNeeds(wanted);
        if (request.MasksPersonalData && all.Where(Permissions.ShowPersonalData.Contains).Order().ToList() is [var first, ..])
            throw new RefusedException("role.masked", $"A role that hides customers' details cannot also \"{first.Info().Name.ToLowerInvariant()}\": they would be seen there.");
        var content = new RoleContent(
            request.Name.Trim(), all, new(request.MaxDiscountPercent, request.MaxRefund),
            Words.Read<OrderScope>("orderScope", request.OrderScope) ?? throw new BadHttpRequestException("\"orderScope\" is missing."),
            Words.Read<WarehouseScope>("warehouseScope", request.WarehouseScope) ?? throw new BadHttpRequestException("\"warehouseScope\" is missing."),
            request.MasksPersonalData);
        if (content.Name.Length == 0)
            throw new BadHttpRequestException("A role needs a name.");
        return (content, [.. all.Except(wanted).Order()]);
    }

    /// <summary>What is granted anew brings along what it needs; but nothing is taken away under something that stays.</summary>
    private static void NothingNeededMayGo(HashSet<Permission> wanted, IReadOnlySet<Permission> had)
    {
        foreach (var stays in wanted.Where(had.Contains).Order())
        {
            if (stays.Info().DependsOn.FirstOrDefault(needed => had.Contains(needed) && !wanted.Contains(needed)) is var gone and not Permission.Member)
                throw new RefusedException("role.needed", $"\"{stays.Info().Name}\" needs \"{gone.Info().Name}\"; take both away or neither.");
        }
    }
}
