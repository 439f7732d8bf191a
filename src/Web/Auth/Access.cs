using PromoEngine.Web.Roles;

namespace PromoEngine.Web.Auth;

/// <summary>
/// What a person may do and see in a workspace, put together from all their roles: permissions add up, the widest scope and the highest limit count,
/// and personal data is masked only where every role masks it.
/// </summary>
internal sealed record Access(
    IReadOnlySet<Permission> May, RoleLimits Limits, OrderScope OrderScope, Guid? TeamId, IReadOnlyList<Guid>? WarehouseIds, bool MasksPersonalData)
{
    /// <summary>What somebody without any role has.</summary>
    public static Access None { get; } = new(new HashSet<Permission>(), RoleLimits.Nothing, OrderScope.Own, null, [], true);

    public static Access Of(IReadOnlyCollection<RoleRow> roles, Guid? team, Guid? warehouse)
    {
        var may = new HashSet<Permission>(roles.SelectMany(role => role.May)) { Permission.Member };
        if (roles.Count == 0)
            return None with { May = may, TeamId = team };
        return new(
            may,
            roles.Select(role => role.Limits).Aggregate(RoleLimits.Higher),
            roles.Max(role => role.OrderScope),
            team,
            roles.Any(role => role.WarehouseScope == WarehouseScope.All) ? null : warehouse is { } own ? [own] : [],
            roles.All(role => role.MasksPersonalData));
    }
}
