using PromoEngine.Web.Auth;

namespace PromoEngine.Web.Roles;

internal enum RoleAction { Edit, Delete, Reset }

/// <summary>A role as it is shown.</summary>
/// <param name="System">Code of the system role; null for one that the workspace made.</param>
/// <param name="About">What a system role is for.</param>
/// <param name="Customised">A system role that no longer follows its defaults.</param>
/// <param name="People">How many have it, whether active or not.</param>
internal sealed record RoleView(
    Guid Id, string Name, string? System, string? About, IReadOnlyList<Permission> Permissions, OrderScope OrderScope, WarehouseScope WarehouseScope, bool MasksPersonalData,
    int? MaxDiscountPercent, long? MaxRefund, bool Customised, int People, int Version, IReadOnlyList<RoleAction> Can)
{
    public static RoleView Of(RoleRow role, int people) => new(
        role.Id, role.Name, role.SystemCode, SystemRoles.Find(role.SystemCode)?.Sentence, [.. role.May.Order()], role.OrderScope, role.WarehouseScope, role.MasksPersonalData,
        role.MaxDiscountPercent, role.MaxRefund, role.Customised, people, role.Version,
        role.SystemCode is null ? people == 0 ? [RoleAction.Edit, RoleAction.Delete] : [RoleAction.Edit] : role.Customised ? [RoleAction.Edit, RoleAction.Reset] : [RoleAction.Edit]);
}

/// <summary>What was saved.</summary>
/// <param name="Granted">Permissions that were granted along, because others depend on them.</param>
internal sealed record SavedRole(RoleView Role, IReadOnlyList<Permission> Granted);

/// <summary>Who may what, for the whole workspace.</summary>
internal sealed record RoleReport(IReadOnlyList<PermissionInfo> Permissions, IReadOnlyList<RoleView> Roles, IReadOnlyList<PersonAccessView> People);

/// <summary>What one person may, all roles together.</summary>
internal sealed record PersonAccessView(
    Guid Id, string Name, string Email, MembershipStatus Status, IReadOnlyList<Guid> RoleIds, Guid? TeamId, Guid? WarehouseId, IReadOnlyList<Permission> Permissions, OrderScope OrderScope,
    bool OwnWarehouseOnly, bool MasksPersonalData);

/// <summary>What a person can be given: for the screen that does it.</summary>
internal sealed record RoleChoices(IReadOnlyList<NamedRef> Roles, IReadOnlyList<NamedRef> Teams, IReadOnlyList<NamedRef> Warehouses);

internal sealed record NamedRef(Guid Id, string Name);
