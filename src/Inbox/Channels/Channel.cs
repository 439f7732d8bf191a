using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoEngine.Inbox.Channels;

/// <summary>An account at a provider through which customers reach the shop.</summary>
internal sealed class Channel
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required ChannelKind Kind { get; init; }

    /// <summary>The adapter: "twilio".</summary>
    public required string Provider { get; init; }

    public required string Name { get; set; }

    /// <summary>Our own address on it: for text messages the E.164 number.</summary>
    public required string Address { get; set; }

    /// <summary>The adapter's settings as encrypted JSON; see <see cref="ChannelSecrets"/>.</summary>
    public required string Settings { get; set; }

    /// <summary>Calls whose signature was wrong. Many of them after a change mean a wrong token or a wrong PublicUrl.</summary>
    public long Rejected { get; private set; }

    public DateTime? RejectedAt { get; private set; }

    /// <summary>Its provider is a stub or the simulator on this machine, which can reach us at the address we listen on.</summary>
    public bool AnswersNearby { get; set; }

    public DateTime CreatedAt { get; init; }

    public int Version { get; private set; }
}

internal sealed class ChannelTable : IEntityTypeConfiguration<Channel>
{
    public void Configure(EntityTypeBuilder<Channel> b)
    {
        b.ToTable("inbox_channels").HasAnnotation("Announces", "channels").HasAnnotation("Audited", "channel");
        b.Property(c => c.Provider).HasMaxLength(32);
        b.Property(c => c.Name).HasMaxLength(100);
        b.Property(c => c.Address).HasMaxLength(200);
        b.Property(c => c.Settings).HasMaxLength(16_000).HasAnnotation("Secret", true);
        b.HasIndex("WorkspaceId", nameof(Channel.Kind), nameof(Channel.Address)).IsUnique();
    }
}
