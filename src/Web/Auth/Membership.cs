using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth;

/// <summary>What a person is in a workspace; <see cref="Permission"/> says what each may do.</summary>
internal enum Role { Admin, TeamLead, Agent }

internal sealed class Membership
{
    public required Guid UserId { get; init; }

    public required Guid WorkspaceId { get; init; }

    public required Role Role { get; set; }
}

internal sealed class MembershipTable : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> b)
    {
        b.ToTable("memberships");
        b.HasKey(m => new { m.UserId, m.WorkspaceId });
        b.HasOne<User>().WithMany().HasForeignKey(m => m.UserId);
        b.HasOne<Workspace>().WithMany().HasForeignKey(m => m.WorkspaceId);
    }
}
