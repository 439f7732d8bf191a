using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Inbox.Channels.Email.Threads;

namespace PromoEngine.Inbox.Conversations;

/// <summary>A Message-ID that a mail of a conversation had or named. Mails come in any order and name only some of those before them; whoever knows one of these ids belongs there.</summary>
internal sealed class ThreadId
{
    public long Id { get; init; }

    public required Guid ChannelId { get; init; }

    public required Guid ConversationId { get; init; }

    /// <summary>See <see cref="MailId.Key"/>.</summary>
    public required string Key { get; init; }

    /// <summary>In full, where the key is not it.</summary>
    public string? Full { get; init; }

    public string MessageId => Full ?? Key;
}

internal sealed class ThreadIdTable : IEntityTypeConfiguration<ThreadId>
{
    public void Configure(EntityTypeBuilder<ThreadId> b)
    {
        b.ToTable("inbox_thread_ids");
        b.Property(t => t.Key).HasMaxLength(MailId.LongestKey);
        b.Property(t => t.Full).HasMaxLength(MailId.Longest);
        b.Ignore(t => t.MessageId);
        b.HasIndex("WorkspaceId", nameof(ThreadId.ChannelId), nameof(ThreadId.Key)).IsUnique();
        b.HasIndex(t => t.ConversationId);
    }
}
