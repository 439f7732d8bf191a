using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoEngine.Inbox.Channels.Email.Mailboxes;

/// <summary>Which of a channel's folders.</summary>
internal enum MailFolder { Inbox, Sent }

/// <summary>How far a folder of a mailbox has been read. It moves on in the transaction that stores what was read, so a mail is neither passed over nor stored twice.</summary>
internal sealed class MailboxState
{
    public const int LongestError = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ChannelId { get; init; }

    public required MailFolder Folder { get; init; }

    /// <summary>Mails that reached the mailbox before this day are none of ours.</summary>
    public required DateTime Since { get; init; }

    /// <summary>The UIDs mean something only together with it (RFC 3501 2.3.1.1); when it changes, everything is read anew and known again by its Message-ID.</summary>
    public long UidValidity { get; private set; }

    /// <summary>The first UID that is ours; what lies before it was there before us.</summary>
    public long FirstUid { get; private set; }

    /// <summary>The first UID that was not read yet.</summary>
    public long NextUid { get; private set; }

    public DateTime? FetchedAt { get; set; }

    /// <summary>When the mailbox was compared with what we have, mail by mail.</summary>
    public DateTime? ComparedAt { get; private set; }

    /// <summary>Mails that lie in the mailbox and could not be fetched.</summary>
    public int Missing { get; private set; }

    /// <summary>Why it cannot be read now; null: it can.</summary>
    public string? Error { get; private set; }

    public DateTime? ErrorAt { get; private set; }

    /// <summary>The process that reads this channel; on the inbox's row.</summary>
    public Guid? LeaseOwner { get; private set; }

    public DateTime? LeaseUntil { get; private set; }

    /// <summary>The folder is new to us, or its numbers were made anew.</summary>
    public void Begin(long uidValidity, long firstUid) => (UidValidity, FirstUid, NextUid, Missing, ComparedAt) = (uidValidity, firstUid, firstUid, 0, null);

    public void Read(long upTo, DateTime now) => (NextUid, FetchedAt) = (Math.Max(NextUid, upTo + 1), now);

    public void Compared(int missing, DateTime now) => (Missing, ComparedAt) = (missing, now);

    public void Works() => (Error, ErrorAt) = (null, null);

    public void Fails(string error, DateTime now) => (Error, ErrorAt) = (WellFormed.Cut(error, LongestError), ErrorAt ?? now);
}

internal sealed class MailboxStateTable : IEntityTypeConfiguration<MailboxState>
{
    public void Configure(EntityTypeBuilder<MailboxState> b)
    {
        b.ToTable("inbox_mailboxes");
        b.Property(m => m.Error).HasMaxLength(MailboxState.LongestError);
        b.HasIndex("WorkspaceId", nameof(MailboxState.ChannelId), nameof(MailboxState.Folder)).IsUnique();
        b.HasOne<Channel>().WithMany().HasForeignKey(m => m.ChannelId);
    }
}

/// <summary>A folder as the channel's screen shows it.</summary>
/// <param name="Missing">Mails that lie in the mailbox and could not be fetched.</param>
internal sealed record MailboxView(MailFolder Folder, DateTime? FetchedAt, DateTime? ComparedAt, int Missing, string? Error, DateTime? ErrorAt)
{
    public static MailboxView Of(MailboxState state) => new(state.Folder, state.FetchedAt, state.ComparedAt, state.Missing, state.Error, state.ErrorAt);
}
