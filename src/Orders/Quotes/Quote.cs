using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PromoEngine.Orders.Customers;

namespace PromoEngine.Orders.Quotes;

internal enum QuoteOutcome { Open, Won, Lost }

/// <summary>An offer to a customer. What is offered is in its revisions; the quote keeps the number and how it ended.</summary>
internal sealed class Quote
{
    private readonly List<QuoteRevision> revisions = [];

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Number { get; init; }
    public required Guid CustomerId { get; init; }
    public required Guid ConversationId { get; init; }

    /// <summary>The draft it was confirmed from. Unique: whatever happens above, a draft makes one quote.</summary>
    public Guid? DraftId { get; init; }

    /// <summary>The person who confirmed it; null for what nobody did by hand.</summary>
    public Guid? OwnerId { get; init; }

    public required string Currency { get; init; }
    public QuoteOutcome Outcome { get; private set; }
    public required DateTime CreatedAt { get; init; }
    public int CurrentRevisionNo { get; private set; }
    public int Version { get; private set; }

    public IReadOnlyList<QuoteRevision> Revisions => revisions;

    /// <summary>The first revision; later ones come with negotiating.</summary>
    public QuoteRevision Offer(QuoteContent content)
    {
        if (revisions.Count > 0)
            throw new InvalidOperationException("This quote has its revision.");

        var revision = QuoteRevision.Of(Id, 1, content);
        revisions.Add(revision);
        CurrentRevisionNo = revision.No;
        return revision;
    }

    /// <summary>Issues the revision to the customer.</summary>
    public QuoteSent Send(QuoteRevision revision, DateTime now, TimeZoneInfo zone)
    {
        revision.Send(now, zone);
        return new QuoteSent(Id, ConversationId);
    }

    public void Lose() => MoveTo(QuoteOutcome.Lost);

    internal static bool Allows(QuoteOutcome from, QuoteOutcome to) => (from, to) is
        (QuoteOutcome.Open, QuoteOutcome.Won or QuoteOutcome.Lost);

    private void MoveTo(QuoteOutcome next) => Outcome = Allows(Outcome, next)
        ? next
        : throw new RefusedException("quote.outcome", $"A quote that is {Outcome} cannot become {next}.");
}

internal sealed class QuoteTable : IEntityTypeConfiguration<Quote>
{
    public void Configure(EntityTypeBuilder<Quote> b)
    {
        b.ToTable("orders_quotes");
        b.Property(q => q.Number).HasMaxLength(40);
        b.Property(q => q.Currency).HasMaxLength(3);
        b.Property(q => q.Outcome).HasMaxLength(20);
        b.HasOne<Customer>().WithMany().HasForeignKey(q => q.CustomerId).OnDelete(DeleteBehavior.Restrict);
        b.HasMany(q => q.Revisions).WithOne().HasForeignKey(r => r.QuoteId).OnDelete(DeleteBehavior.Restrict);
        b.HasIndex("WorkspaceId", nameof(Quote.Number)).IsUnique();
        b.HasIndex("WorkspaceId", nameof(Quote.DraftId)).IsUnique();
        b.HasIndex("WorkspaceId", nameof(Quote.ConversationId), nameof(Quote.CreatedAt));
        b.HasAnnotation("Announces", "quotes");
        b.HasAnnotation("Audited", "quote");
    }
}
