using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Inbox.Files;

namespace PromoEngine.Inbox.Conversations;

internal enum AttachmentState
{
    /// <summary>It lies at the provider, and a job fetches it.</summary>
    Waiting,
    Stored,
    /// <summary>The provider does not hand it out.</summary>
    Failed,
    /// <summary>We do not keep it: too large, empty, infected.</summary>
    Refused,
}

/// <summary>A file of a message. The message is there without it; the file follows.</summary>
internal sealed class Attachment
{
    public const int LongestName = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MessageId { get; init; }

    /// <summary>Its place in the message.</summary>
    public int Ordinal { get; init; }

    /// <summary>Where it lies at the provider; empty when it came with the message or is ours.</summary>
    public required string Url { get; init; }

    /// <summary>As the sender says, and once stored, as its bytes say.</summary>
    public required string ContentType { get; set; }

    public required string Name { get; init; }

    /// <summary>What the mail's HTML calls it.</summary>
    public string? ContentId { get; init; }

    /// <summary>Shown inside the text rather than attached to it.</summary>
    public bool IsInline { get; init; }

    public AttachmentState State { get; private set; }

    /// <summary>Why it is not stored, as a sentence.</summary>
    public string? Problem { get; private set; }

    /// <summary>Its name in the store, in hexadecimal.</summary>
    public string? Sha256 { get; private set; }

    /// <summary>Bytes.</summary>
    public long? Size { get; private set; }

    public int? Width { get; private set; }

    public int? Height { get; private set; }

    public void Take(StoreResult result)
    {
        switch (result)
        {
            case StoreResult.Kept { File: var file }:
                (State, Problem, Sha256, Size, Width, Height) = (AttachmentState.Stored, null, file.Sha256, file.Size, file.Width, file.Height);
                ContentType = file.ContentType;
                break;
            case StoreResult.Refused refused:
                (State, Problem) = (AttachmentState.Refused, refused.Reason);
                break;
        }
    }

    public void Fail(string reason) => (State, Problem) = (AttachmentState.Failed, reason.Length > 500 ? reason[..500] : reason);

    /// <summary>A person asks for another attempt.</summary>
    public void Retry()
    {
        if (State != AttachmentState.Failed)
            throw new RefusedException("attachment.not_failed", "This file has not failed; there is nothing to fetch again.");
        (State, Problem) = (AttachmentState.Waiting, null);
    }
}

/// <summary>The words of a stored file, which the reader reads after the message's own.</summary>
internal sealed class AttachmentText
{
    public required Guid AttachmentId { get; init; }

    public required string Text { get; init; }
}

internal sealed class AttachmentTable : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> b)
    {
        b.ToTable("inbox_attachments");
        b.Property(a => a.Url).HasMaxLength(2000);
        b.Property(a => a.ContentType).HasMaxLength(100);
        b.Property(a => a.Name).HasMaxLength(Attachment.LongestName);
        b.Property(a => a.ContentId).HasMaxLength(200);
        b.Property(a => a.State).HasDefaultValue(AttachmentState.Failed).HasSentinel((AttachmentState)(-1)); // what came before files were kept
        b.Property(a => a.Problem).HasMaxLength(500);
        b.Property(a => a.Sha256).HasMaxLength(64);
        b.Property(a => a.Ordinal).HasDefaultValue(0);
        b.Property(a => a.IsInline).HasDefaultValue(false);
        b.HasIndex(a => a.MessageId);
        b.HasIndex("WorkspaceId", nameof(Attachment.Sha256)).HasFilter("sha256 IS NOT NULL");
    }
}

internal sealed class AttachmentTextTable : IEntityTypeConfiguration<AttachmentText>
{
    public void Configure(EntityTypeBuilder<AttachmentText> b)
    {
        b.ToTable("inbox_attachment_texts");
        b.HasKey(t => t.AttachmentId);
        b.Property(t => t.Text).HasMaxLength(FileText.Longest);
        b.HasOne<Attachment>().WithOne().HasForeignKey<AttachmentText>(t => t.AttachmentId);
    }
}
