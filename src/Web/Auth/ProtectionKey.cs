using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoEngine.Web.Auth;

/// <summary>One key of the ring that protects cookies and channel credentials, as the framework's XML, itself encrypted by the key file.</summary>
internal sealed class ProtectionKey
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Name { get; init; }

    public required string Xml { get; init; }
}

internal sealed class ProtectionKeyTable : IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<ProtectionKey> b)
    {
        b.ToTable("protection_keys");
        b.Property(k => k.Name).HasMaxLength(200);
        b.HasIndex(k => k.Name).IsUnique();
    }
}
