using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Privacy;

/// <summary>The key of one person (contact, customer or user) in one workspace. Without it, what the audit says about them cannot be read any more.</summary>
internal sealed class SubjectKey
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid Subject { get; init; }

    /// <summary>The AES key, itself encrypted with the key ring.</summary>
    public required byte[] Key { get; init; }

    public required DateTime CreatedAt { get; init; }
}

internal sealed class SubjectKeyTable : IEntityTypeConfiguration<SubjectKey>
{
    public void Configure(EntityTypeBuilder<SubjectKey> b)
    {
        b.ToTable("subject_keys");
        b.Property(k => k.Key).HasMaxLength(400);
        b.HasIndex(AppDb.WorkspaceId, nameof(SubjectKey.Subject)).IsUnique();
    }
}
