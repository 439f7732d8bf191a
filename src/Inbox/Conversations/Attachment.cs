using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoEngine.Inbox.Conversations;

/// <summary>A file that came with a message; it lies at the provider.</summary>
internal sealed class Attachment
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MessageId { get; init; }

    public required string Url { get; init; }

    public required string ContentType { get; init; }

    public required string Name { get; init; }
}

internal sealed class AttachmentTable : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> b)
    {
        b.ToTable("inbox_attachments");
        b.Property(a => a.Url).HasMaxLength(2000);
        b.Property(a => a.ContentType).HasMaxLength(100);
        b.Property(a => a.Name).HasMaxLength(200);
        b.HasIndex(a => a.MessageId);
    }
}
