using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoEngine.Inbox.Contacts;

internal enum ConsentState { Granted, Withdrawn }

/// <summary>One entry of the ledger of opt-outs: appended, never changed. Every send looks at the latest.</summary>
internal sealed class Consent
{
    public long Id { get; init; }

    public required Guid ContactId { get; init; }

    public required ConsentState State { get; init; }

    /// <summary>The word the customer wrote.</summary>
    public required string Word { get; init; }

    /// <summary>The message that says so.</summary>
    public required Guid MessageId { get; init; }

    public required DateTime At { get; init; }
}

internal sealed class ConsentTable : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> b)
    {
        b.ToTable("inbox_consents");
        b.Property(c => c.Word).HasMaxLength(32);
        b.HasIndex("WorkspaceId", nameof(Consent.ContactId), nameof(Consent.Id));
        b.HasOne<Contact>().WithMany().HasForeignKey(c => c.ContactId);
    }
}
