using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoEngine.Orders.Quotes;

/// <summary>One version of a quote's content. Once sent, the content never changes again; only the state moves on.</summary>
internal sealed class QuoteRevision
{
    public const int ValidDays = 30;
    public const int MaxLines = 500;

    private readonly List<QuoteLine> lines = [];

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid QuoteId { get; init; }
    public required int No { get; init; }
    public QuoteState State { get; private set; }
    public required string Number { get; init; }
    public required Guid CustomerId { get; init; }
    public required string Currency { get; init; }
    public required long Total { get; init; }
    public DateOnly? NeededBy { get; init; }
    public string? ShipTo { get; init; }
    public string ContentHash { get; private set; } = "";
    public DateTime? IssuedAt { get; private set; }

    /// <summary>The last second of the last valid day, in the shop's zone.</summary>
    public DateTime? ValidUntil { get; private set; }

    public DateTime? AcceptedAt { get; private set; }
    public string? AcceptedBy { get; private set; }

    /// <summary>The customer's own message that accepted it; null when a member of staff did.</summary>
    public Guid? AcceptedMessageId { get; private set; }

    public int Version { get; private set; }

    public IReadOnlyList<QuoteLine> Lines => lines;

    public static QuoteRevision Of(Guid quoteId, int no, QuoteContent content)
    {
        if (content.Lines.Count == 0)
            throw new RefusedException("quote.empty", "A quote needs at least one line.");
        if (content.Lines.Count > MaxLines)
            throw new RefusedException("quote.lines", $"A quote holds at most {MaxLines} lines.");
        if (content.Total > Pricing.Money.MaxTotal)
            throw new RefusedException("quote.total", "This total is larger than a quote can hold.");

        var revision = new QuoteRevision
        {
            QuoteId = quoteId, No = no, Number = content.Number, CustomerId = content.CustomerId, Currency = content.Currency,
            Total = content.Total, NeededBy = content.NeededBy, ShipTo = content.ShipTo,
        };
        revision.lines.AddRange(content.Lines.Select((line, index) => QuoteLine.Of(revision.Id, index + 1, line)));
        revision.ContentHash = revision.HashNow();
        return revision;
    }

    /// <summary>Fixes the content and begins its validity.</summary>
    public void Send(DateTime now, TimeZoneInfo zone)
    {
        MoveTo(QuoteState.Sent);
        IssuedAt = now;
        ValidUntil = EndOfValidity(now, zone);
        ContentHash = HashNow();
    }

    /// <summary>What people see: a sent quote is expired from the moment its validity ends, whether or not a job has marked it yet.</summary>
    public QuoteState StateAt(DateTime now) => State == QuoteState.Sent && now > ValidUntil ? QuoteState.Expired : State;

    public void Expire(DateTime now)
    {
        if (StateAt(now) != QuoteState.Expired)
            throw new RefusedException("quote.valid", "This quote is still valid.");
        if (State == QuoteState.Sent)
            MoveTo(QuoteState.Expired);
    }

    /// <summary>What a person can do now; the same table that guards the moves.</summary>
    public IReadOnlyList<string> Can(DateTime now) => CanIn(StateAt(now));

    internal static IReadOnlyList<string> CanIn(QuoteState state) =>
    [
        .. Allows(state, QuoteState.Sent) ? ["send"] : Array.Empty<string>(),
        .. Allows(state, QuoteState.Accepted) ? ["accept"] : Array.Empty<string>(),
    ];

    /// <summary>A sentence for the person whose move is not allowed.</summary>
    internal static RefusedException Refusal(QuoteState state, QuoteState next) => state switch
    {
        QuoteState.Expired => new("quote.expired", "This quote is no longer valid; send a new one."),
        QuoteState.Draft => new("quote.status", "This quote has not been sent yet; send it first."),
        QuoteState.Superseded => new("quote.status", "A newer version of this quote was sent; use that one."),
        _ => new("quote.status", $"This quote is {state.ToString().ToLowerInvariant()} already and cannot become {next.ToString().ToLowerInvariant()}."),
    };

    // The whole life of a revision; a test walks every pair.
    internal static bool Allows(QuoteState from, QuoteState to) => (from, to) is
        (QuoteState.Draft, QuoteState.Sent or QuoteState.Superseded) or
        (QuoteState.Sent, QuoteState.Accepted or QuoteState.Declined or QuoteState.Expired or QuoteState.Superseded) or
        (QuoteState.Accepted, QuoteState.Converted);

    internal static DateTime EndOfValidity(DateTime issuedAt, TimeZoneInfo zone)
    {
        var lastDay = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(issuedAt, zone)).AddDays(ValidDays);
        var midnight = lastDay.AddDays(1).ToDateTime(TimeOnly.MinValue);
        // Where clocks jump over midnight that instant does not exist; the day then begins an hour later.
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(midnight) ? midnight.AddHours(1) : midnight, zone).AddSeconds(-1);
    }

    private void MoveTo(QuoteState next) => State = Allows(State, next) ? next : throw Refusal(State, next);

    private string HashNow() =>
        new QuoteContent(Number, CustomerId, Currency, NeededBy, ShipTo, [.. lines.OrderBy(l => l.Position).Select(l => l.Content())]).Hash(No, ValidUntil);
}

internal sealed class QuoteRevisionTable : IEntityTypeConfiguration<QuoteRevision>
{
    public void Configure(EntityTypeBuilder<QuoteRevision> b)
    {
        b.ToTable("orders_quote_revisions");
        b.Property(r => r.State).HasMaxLength(20);
        b.Property(r => r.Number).HasMaxLength(40);
        b.Property(r => r.Currency).HasMaxLength(3);
        b.Property(r => r.ShipTo).HasMaxLength(1000).HasAnnotation("Personal", true);
        b.Property(r => r.ContentHash).HasMaxLength(64);
        b.Property(r => r.AcceptedBy).HasMaxLength(100);
        b.IsWrittenOnce(
            nameof(QuoteRevision.QuoteId), nameof(QuoteRevision.No), nameof(QuoteRevision.Number), nameof(QuoteRevision.CustomerId),
            nameof(QuoteRevision.Currency), nameof(QuoteRevision.Total), nameof(QuoteRevision.NeededBy), nameof(QuoteRevision.ShipTo));
        b.HasMany(r => r.Lines).WithOne().HasForeignKey(l => l.RevisionId).OnDelete(DeleteBehavior.Restrict);
        b.HasIndex("WorkspaceId", nameof(QuoteRevision.QuoteId), nameof(QuoteRevision.No)).IsUnique();
        b.HasIndex("WorkspaceId", nameof(QuoteRevision.State), nameof(QuoteRevision.ValidUntil));
        b.HasAnnotation("Announces", "quotes:QuoteId");
        b.HasAnnotation("Audited", "quote_revision");
        b.HasAnnotation("Subject", nameof(QuoteRevision.CustomerId));
    }
}
