using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoEngine.Web.Data;

/// <summary>One shop: the wall between tenants. Every other row carries its id.</summary>
internal sealed class Workspace
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Name { get; set; }

    /// <summary>ISO 4217; all prices and totals of the shop are in it.</summary>
    public required string Currency { get; set; }

    /// <summary>IANA name; dates that people say and read are days of this zone.</summary>
    public required string TimeZone { get; set; }

    /// <summary>A shop with simulated phones, made at the first start of a demo; stored, so that real data never meets the simulator.</summary>
    public bool IsDemo { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>From where administrators may come: networks and addresses with spaces between; empty for anywhere.</summary>
    public string AdminAddresses { get; set; } = "";

    public int Version { get; private set; }
}

internal sealed class WorkspaceTable : IEntityTypeConfiguration<Workspace>
{
    public void Configure(EntityTypeBuilder<Workspace> b)
    {
        b.ToTable("workspaces");
        b.Property(w => w.Name).HasMaxLength(200);
        b.Property(w => w.Currency).HasMaxLength(3);
        b.Property(w => w.TimeZone).HasMaxLength(64);
        b.Property(w => w.AdminAddresses).HasMaxLength(4000).HasDefaultValue("");
    }
}
