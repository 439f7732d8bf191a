using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Simulator;

/// <summary>A customer's phone that exists only in the simulator. One appears at every number that is texted.</summary>
internal sealed class SimulatorPhone
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>E.164.</summary>
    public required string Number { get; init; }

    /// <summary>Who holds it; the number where nobody is named.</summary>
    public required string Name { get; init; }

    /// <summary>The latest message that its holder has seen.</summary>
    public long SeenUpTo { get; private set; }

    public void See(long message) => SeenUpTo = Math.Max(SeenUpTo, message);
}

internal sealed class SimulatorPhoneTable : IEntityTypeConfiguration<SimulatorPhone>
{
    public void Configure(EntityTypeBuilder<SimulatorPhone> b)
    {
        b.ToTable("simulator_phones");
        b.Property(p => p.Number).HasMaxLength(32);
        b.Property(p => p.Name).HasMaxLength(200);
        b.HasIndex(AppDb.WorkspaceId, nameof(SimulatorPhone.Number)).IsUnique();
        b.HasAnnotation("Announces", "simulator");
    }
}
