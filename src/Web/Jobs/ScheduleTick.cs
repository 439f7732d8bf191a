using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoEngine.Web.Jobs;

/// <summary>When a schedule ticked last, for all nodes: whoever moves it on enqueues the jobs.</summary>
internal sealed class ScheduleTick
{
    public required string Name { get; init; }

    public DateTime LastAt { get; set; }
}

internal sealed class ScheduleTickTable : IEntityTypeConfiguration<ScheduleTick>
{
    public void Configure(EntityTypeBuilder<ScheduleTick> b)
    {
        b.ToTable("schedule_ticks");
        b.HasKey(t => t.Name);
        b.Property(t => t.Name).HasMaxLength(64);
    }
}
