using PromoEngine.Web.Roles;

namespace PromoEngine.Web.Auth;

/// <summary>Who makes this request, and what the person may do and see in the workspace. Empty in jobs: nobody limits those.</summary>
internal sealed class CurrentPerson
{
    private Access access = Access.None;

    public Guid? Id { get; private set; }

    public IReadOnlySet<Permission> May => access.May;

    public RoleLimits Limits => access.Limits;

    public OrderScope OrderScope => access.OrderScope;

    public Guid? TeamId => access.TeamId;

    /// <summary>Null for all.</summary>
    public IReadOnlyList<Guid>? WarehouseIds => access.WarehouseIds;

    public bool MasksPersonalData => access.MasksPersonalData;

    public void Enter(Guid user, Access entered)
    {
        Id = user;
        access = entered;
    }
}
