using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoEngine.Inbox.Contacts;

/// <summary>A person who writes to the shop, known by an address.</summary>
internal sealed class Contact
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>E.164 for phones; short codes and names of senders as they came.</summary>
    public required string Address { get; set; }

    /// <summary>As the provider or a person of the shop names them; the address while nobody does.</summary>
    public required string Name { get; set; }

    /// <summary>Since when nothing may be sent; the ledger of <see cref="Consent"/> says why.</summary>
    public DateTime? OptedOutAt { get; private set; }

    /// <summary>The customer in the order module, made when the first draft is confirmed.</summary>
    public Guid? CustomerId { get; private set; }

    public DateTime CreatedAt { get; init; }

    /// <summary>Since when name and address are gone, as the person may ask.</summary>
    public DateTime? ErasedAt { get; private set; }

    public int Version { get; private set; }

    public bool OptedOut => OptedOutAt is not null;

    public Consent OptOut(string word, Guid messageId, DateTime now)
    {
        OptedOutAt ??= now;
        return new() { ContactId = Id, State = ConsentState.Withdrawn, Word = word, MessageId = messageId, At = now };
    }

    public Consent OptIn(string word, Guid messageId, DateTime now)
    {
        OptedOutAt = null;
        return new() { ContactId = Id, State = ConsentState.Granted, Word = word, MessageId = messageId, At = now };
    }

    public void Link(Guid customer) => CustomerId = customer;
}

internal sealed class ContactTable : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> b)
    {
        b.ToTable("inbox_contacts").HasAnnotation("Audited", "contact");
        b.Property(c => c.Address).HasMaxLength(200).HasAnnotation("Personal", true);
        b.Property(c => c.Name).HasMaxLength(200).HasAnnotation("Personal", true);
        b.Ignore(c => c.OptedOut);
        b.HasIndex("WorkspaceId", nameof(Contact.Address)).IsUnique();
    }
}
