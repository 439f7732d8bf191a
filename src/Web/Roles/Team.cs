using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Roles;

/// <summary>People who see each other's quotes and orders, where their role shows those of the team.</summary>
internal sealed class Team
{
    public const int MaxName = 60;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Name { get; set; }

    public int Version { get; private set; }
}

internal sealed class TeamTable : IEntityTypeConfiguration<Team>
{
    public void Configure(EntityTypeBuilder<Team> b)
    {
        b.ToTable("teams");
        b.Property(t => t.Name).HasMaxLength(Team.MaxName);
        b.HasIndex(AppDb.WorkspaceId, nameof(Team.Name)).IsUnique();
        b.HasAnnotation("Audited", "team");
        b.HasAnnotation("Announces", "session");
    }
}
