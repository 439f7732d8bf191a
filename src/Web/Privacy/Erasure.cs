using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Privacy;

/// <summary>A contact was erased: by whom, when and why. It names nobody; the contact's id leads to nothing any more.</summary>
internal sealed class Erasure
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ContactId { get; init; }

    public required DateTime At { get; init; }

    public required string Reason { get; init; }

    public string? Actor { get; init; }

    /// <summary>It was done before and a backup brought the person back; this is the second time.</summary>
    public bool AfterRestore { get; init; }
}

internal sealed class ErasureTable : IEntityTypeConfiguration<Erasure>
{
    public void Configure(EntityTypeBuilder<Erasure> b)
    {
        b.ToTable("erasures");
        b.Property(e => e.Reason).HasMaxLength(EraseContactRequest.LongestReason);
        b.Property(e => e.Actor).HasMaxLength(80);
        b.HasIndex(AppDb.WorkspaceId, nameof(Erasure.At));
    }
}
