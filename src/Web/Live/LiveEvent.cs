using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Live;

/// <summary>
/// Something that screens show has changed. Written unnumbered with the change; the sequencer numbers committed rows, so that no number is ever
/// seen out of order. Kept seven days.
/// </summary>
internal sealed class LiveEvent
{
    public long Id { get; init; }

    public long? Seq { get; init; }

    public required string Topic { get; init; }

    public required Guid EntityId { get; init; }

    public required DateTime At { get; init; }
}

internal sealed class LiveEventTable : IEntityTypeConfiguration<LiveEvent>
{
    public void Configure(EntityTypeBuilder<LiveEvent> b)
    {
        b.ToTable("live_events");
        b.Property(e => e.Topic).HasMaxLength(32);
        b.HasIndex(AppDb.WorkspaceId, nameof(LiveEvent.Seq)).IsUnique().HasFilter("seq IS NOT NULL");
        b.HasIndex([AppDb.WorkspaceId, nameof(LiveEvent.Id)], "ix_live_events_unnumbered").HasFilter("seq IS NULL");
        b.HasIndex([AppDb.WorkspaceId, nameof(LiveEvent.At)], "ix_live_events_at");
    }
}
