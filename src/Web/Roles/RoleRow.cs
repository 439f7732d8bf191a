using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Roles;

/// <summary>Whose quotes and orders a role shows. The order matters: the widest of a person's roles counts.</summary>
internal enum OrderScope { Own, Team, All }

/// <summary>Which warehouses a role shows.</summary>
internal enum WarehouseScope { Own, All }

/// <summary>How far a role goes without asking. Null: as far as it likes.</summary>
internal sealed record RoleLimits(int? MaxDiscountPercent, long? MaxRefund)
{
    public static RoleLimits Unlimited { get; } = new(null, null);

    public static RoleLimits Nothing { get; } = new(0, 0);

    public static RoleLimits Higher(RoleLimits a, RoleLimits b) => new(
        a.MaxDiscountPercent is { } x && b.MaxDiscountPercent is { } y ? Math.Max(x, y) : null,
        a.MaxRefund is { } r && b.MaxRefund is { } s ? Math.Max(r, s) : null);
}

/// <summary>What a role is about, whoever made it.</summary>
internal sealed record RoleContent(string Name, IReadOnlySet<Permission> May, RoleLimits Limits, OrderScope OrderScope, WarehouseScope WarehouseScope, bool MasksPersonalData);

/// <summary>A bundle of permissions under a name. A workspace begins with the system's roles and may change them or make its own.</summary>
internal sealed class RoleRow
{
    public const int MaxName = 60;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string Name { get; private set; } = "";

    /// <summary>Which of <see cref="SystemRoles"/> it is; null for one that the workspace made.</summary>
    public string? SystemCode { get; init; }

    /// <summary>The permissions' words, with spaces between.</summary>
    public string Permissions { get; private set; } = "";

    public int? MaxDiscountPercent { get; private set; }

    /// <summary>In minor units of the workspace's currency.</summary>
    public long? MaxRefund { get; private set; }

    public OrderScope OrderScope { get; private set; }

    public WarehouseScope WarehouseScope { get; private set; }

    public bool MasksPersonalData { get; private set; }

    /// <summary>A system role that the workspace has changed no longer follows its defaults.</summary>
    public bool Customised { get; private set; }

    public int Version { get; private set; }

    public IReadOnlySet<Permission> May => Auth.Permissions.ReadAll(Permissions);

    public RoleLimits Limits => new(MaxDiscountPercent, MaxRefund);

    public static RoleRow Of(SystemRole system)
    {
        var role = new RoleRow { SystemCode = system.Code };
        role.Follow(system);
        return role;
    }

    public static RoleRow Of(RoleContent content)
    {
        var role = new RoleRow();
        role.Become(content);
        return role;
    }

    /// <summary>A person changed it.</summary>
    public void Change(RoleContent content)
    {
        Become(content);
        Customised = SystemCode is not null;
    }

    /// <summary>Back to, or along with, the system's defaults.</summary>
    public void Follow(SystemRole system)
    {
        Become(system.Content);
        Customised = false;
    }

    private void Become(RoleContent content)
    {
        Name = content.Name;
        Permissions = Auth.Permissions.Write(content.May);
        (MaxDiscountPercent, MaxRefund) = (content.Limits.MaxDiscountPercent, content.Limits.MaxRefund);
        OrderScope = content.OrderScope;
        WarehouseScope = content.WarehouseScope;
        MasksPersonalData = content.MasksPersonalData;
    }
}

internal sealed class RoleTable : IEntityTypeConfiguration<RoleRow>
{
    public void Configure(EntityTypeBuilder<RoleRow> b)
    {
        b.ToTable("roles");
        b.Property(r => r.Name).HasMaxLength(RoleRow.MaxName);
        b.Property(r => r.SystemCode).HasMaxLength(32);
        b.Property(r => r.Permissions).HasMaxLength(2000);
        b.Ignore(r => r.May);
        b.Ignore(r => r.Limits);
        b.HasIndex(AppDb.WorkspaceId, nameof(RoleRow.Name)).IsUnique();
        b.HasIndex(AppDb.WorkspaceId, nameof(RoleRow.SystemCode)).IsUnique();
        b.HasAnnotation("Audited", "role");
        // Whoever has the role may now do more or less: open screens ask again.
        b.HasAnnotation("Announces", "session");
    }
}

/// <summary>A role that a person has in a workspace; several add up.</summary>
internal sealed class MembershipRole
{
    public required Guid UserId { get; init; }

    public required Guid WorkspaceId { get; init; }

    public required Guid RoleId { get; init; }
}

internal sealed class MembershipRoleTable : IEntityTypeConfiguration<MembershipRole>
{
    public void Configure(EntityTypeBuilder<MembershipRole> b)
    {
        b.ToTable("membership_roles");
        b.HasKey(m => new { m.UserId, m.WorkspaceId, m.RoleId });
        b.HasOne<Membership>().WithMany().HasForeignKey(m => new { m.UserId, m.WorkspaceId }).OnDelete(DeleteBehavior.Cascade);
        b.HasOne<RoleRow>().WithMany().HasForeignKey(m => m.RoleId).OnDelete(DeleteBehavior.Restrict);
        b.HasIndex(m => new { m.WorkspaceId, m.RoleId });
    }
}
