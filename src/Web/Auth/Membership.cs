using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth;

/// <summary>Whether a person takes part in a workspace. Only who is active may do anything.</summary>
internal enum MembershipStatus { Active, Invited, Disabled }

/// <summary>A person in a workspace; <see cref="Roles.MembershipRole"/> says what they may do there.</summary>
internal sealed class Membership
{
    public required Guid UserId { get; init; }

    public required Guid WorkspaceId { get; init; }

    public MembershipStatus Status { get; set; }

    /// <summary>Whose quotes and orders a role with the scope "team" shows. People without a team are one, too.</summary>
    public Guid? TeamId { get; set; }

    /// <summary>Where a role with the scope "own warehouse" works.</summary>
    public Guid? WarehouseId { get; set; }

    /// <summary>The one role that a person had before there were roles; the next start makes a <see cref="Roles.MembershipRole"/> of it and empties it.</summary>
    public string? FormerRole { get; set; }
}

internal sealed class MembershipTable : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> b)
    {
        b.ToTable("memberships");
        b.HasKey(m => new { m.UserId, m.WorkspaceId });
        b.Property(m => m.Status).HasDefaultValue(MembershipStatus.Active);
        b.Property(m => m.FormerRole).HasColumnName("role").HasMaxLength(32);
        b.HasOne<User>().WithMany().HasForeignKey(m => m.UserId);
        b.HasOne<Workspace>().WithMany().HasForeignKey(m => m.WorkspaceId);
        b.HasOne<Roles.Team>().WithMany().HasForeignKey(m => m.TeamId).OnDelete(DeleteBehavior.Restrict);
        b.HasOne<PromoEngine.Orders.Inventory.Warehouse>().WithMany().HasForeignKey(m => m.WarehouseId).OnDelete(DeleteBehavior.Restrict);
        b.HasIndex(m => new { m.WorkspaceId, m.TeamId });
    }
}
