using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoEngine.Inbox.Channels;

internal enum InboundEventState
{
    /// <summary>Committed; the job that normalises it is waiting or has failed so far.</summary>
    Received,
    Done,
    /// <summary>Understood to hold nothing for us, or not understood; kept all the same.</summary>
    Ignored,
    /// <summary>It could not be understood, and an operator has given it up, with a reason in the audit.</summary>
    Discarded,
}

/// <summary>A provider's call as it came in, committed before the provider hears 200. From it everything else can be made again.</summary>
internal sealed class InboundEvent
{
    public long Id { get; init; }

    public required Guid ChannelId { get; init; }

    /// <summary>The provider's name for the event; the same event told twice has the same key.</summary>
    public required string EventKey { get; init; }

    public required string Url { get; init; }

    /// <summary>JSON object of the request's headers.</summary>
    public required string Headers { get; init; }

    public required byte[] Body { get; set; }

    public required DateTime ReceivedAt { get; init; }

    public InboundEventState State { get; private set; }

    public DateTime? ProcessedAt { get; private set; }

    /// <summary>Why it, or a part of it, was passed over; null when nothing was.</summary>
    public string? PassedOver { get; private set; }

    /// <summary>The body went: its time was over, or the person it told of was erased.</summary>
    public bool BodyPurged { get; private set; }
}

internal sealed class InboundEventTable : IEntityTypeConfiguration<InboundEvent>
{
    public void Configure(EntityTypeBuilder<InboundEvent> b)
    {
        b.ToTable("inbox_inbound_events");
        b.Property(e => e.EventKey).HasMaxLength(200);
        b.Property(e => e.Url).HasMaxLength(2000);
        b.Property(e => e.PassedOver).HasMaxLength(200);
        b.Property(e => e.Headers).HasMaxLength(16_000);
        b.HasIndex("WorkspaceId", nameof(InboundEvent.ChannelId), nameof(InboundEvent.EventKey)).IsUnique();
        b.Property(e => e.BodyPurged).HasDefaultValue(false);
        // A new event stands in no index but the one that knows it again, and in no foreign key: this row is what a provider waits for.
        b.HasIndex(["WorkspaceId", nameof(InboundEvent.ProcessedAt)], "ix_inbox_inbound_events_purge").HasFilter("NOT body_purged AND processed_at IS NOT NULL");
    }
}
