using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Extraction.Reading;

namespace PromoEngine.Extraction.Drafts;

internal enum DraftStatus
{
    Open,
    /// <summary>A newer message arrived; the draft is about to be read again.</summary>
    Stale,
    Confirmed,
    Dismissed,
}

/// <summary>
/// What the reader made of a contact's messages, until a person confirms or dismisses it. A contact has at most one that is open or stale. What a person
/// edited is pinned: reading again leaves it alone.
/// </summary>
internal sealed class Draft
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Where it started; its evidence may cite other conversations of the contact.</summary>
    public required Guid ConversationId { get; init; }

    public required Guid ContactId { get; init; }

    public DraftStatus Status { get; private set; }

    public Intent Intent { get; private set; }

    public double Confidence { get; private set; }

    public DateOnly? NeededBy { get; private set; }

    public DraftBudget? Budget { get; private set; }

    public string? ShipTo { get; private set; }

    /// <summary>Fields of the draft itself that a person set: needed_by, budget, ship_to.</summary>
    public IReadOnlyList<string> Pinned { get; private set; } = [];

    /// <summary>Evidence of the draft's own fields; that of a line lies with the line.</summary>
    public IReadOnlyList<DraftEvidence> Evidence { get; private set; } = [];

    public IReadOnlyList<DraftQuestion> Questions { get; private set; } = [];

    /// <summary>Messages after this position belong to this draft; earlier ones were settled with an earlier draft.</summary>
    public required long After { get; init; }

    /// <summary>The latest message of the customer that was read.</summary>
    public long ReadPosition { get; private set; }

    public Guid ReadMessageId { get; private set; }

    public Guid? QuoteId { get; private set; }

    public string? QuoteNumber { get; private set; }

    public string? DismissedBecause { get; private set; }

    public DateTime CreatedAt { get; init; }

    public DateTime UpdatedAt { get; private set; }

    public int Version { get; private set; }

    public List<DraftLine> Lines { get; } = [];

    /// <summary>The whole life of a draft; a test walks every pair.</summary>
    internal static bool Allows(DraftStatus from, DraftStatus to) => (from, to) is
        (DraftStatus.Open, DraftStatus.Stale or DraftStatus.Confirmed or DraftStatus.Dismissed) or
        (DraftStatus.Stale, DraftStatus.Open or DraftStatus.Dismissed);

    /// <summary>Takes over what was read, except what a person pinned, and opens the draft (again).</summary>
    public void Take(DraftReading reading, DateTime now)
    {
        if (Status == DraftStatus.Stale)
            MoveTo(DraftStatus.Open);
        (Intent, Confidence) = (reading.Intent, reading.Confidence);
        if (!Pinned.Contains(DraftField.NeededBy))
            NeededBy = reading.NeededBy;
        if (!Pinned.Contains(DraftField.Budget))
            Budget = reading.Budget;
        if (!Pinned.Contains(DraftField.ShipTo))
            ShipTo = reading.ShipTo;
        Evidence = [.. reading.Evidence.Where(e => !Pinned.Contains(e.Field))];
        DraftMerge.Apply(this, reading.Lines);
        Questions = [.. reading.Questions
            .Select(q => new DraftQuestion(q.Code, q.Text, q.Line is { } line ? DraftMerge.LineOf(this, reading.Lines[line])?.Id : null, q.Field))
            .Where(q => !IsSettled(q))];
        (ReadPosition, ReadMessageId, UpdatedAt) = (reading.LastPosition, reading.LastMessageId, now);
    }

    /// <summary>A person's words for the draft's own fields; each is pinned.</summary>
    public void Set(string field, DateOnly? neededBy, DraftBudget? budget, string? shipTo)
    {
        switch (field)
        {
            case DraftField.NeededBy:
                NeededBy = neededBy;
                break;
            case DraftField.Budget:
                Budget = budget;
                break;
            case DraftField.ShipTo:
                ShipTo = shipTo;
                break;
            default:
                throw new RefusedException("draft.field", $"A draft has no field {field}.");
        }

        Pinned = [.. Pinned.Union([field])];
        Evidence = [.. Evidence.Where(e => e.Field != field)];
    }

    /// <summary>After edits: questions that they answer are gone.</summary>
    public void Edited(DateTime now)
    {
        Questions = [.. Questions.Where(q => !IsSettled(q))];
        UpdatedAt = now;
    }

    public void Confirm(Guid quoteId, string number, DateTime now) => (QuoteId, QuoteNumber, UpdatedAt) = (quoteId, number, now);

    public void Dismiss(string because, DateTime now)
    {
        MoveTo(DraftStatus.Dismissed);
        (DismissedBecause, UpdatedAt) = (because, now);
    }

    /// <summary>What a person may do next.</summary>
    public IReadOnlyList<DraftAction> Can => Status switch
    {
        DraftStatus.Open => [DraftAction.Edit, DraftAction.Confirm, DraftAction.Dismiss],
        DraftStatus.Stale => [DraftAction.Dismiss],
        _ => [],
    };

    private bool IsSettled(DraftQuestion question)
    {
        if (question.LineId is { } id)
            return Lines.Find(l => l.Id == id) is not { Removed: false } line || (question.Field is { } field && line.Pinned.Contains(field));
        return question.Field is { } own && Pinned.Contains(own);
    }

    private void MoveTo(DraftStatus next) => Status = Allows(Status, next)
        ? next
        : throw new RefusedException("draft.status", $"A {Status.ToString().ToLowerInvariant()} draft cannot become {next.ToString().ToLowerInvariant()}.");
}

internal enum DraftAction { Edit, Confirm, Dismiss }

internal static class DraftField
{
    public const string NeededBy = "needed_by";
    public const string Budget = "budget";
    public const string ShipTo = "ship_to";
    public const string Product = "product";
    public const string Quantity = "quantity";
    public const string Description = "description";
}

/// <param name="Amount">In major units.</param>
internal sealed record DraftBudget(decimal Amount, string Currency, BudgetScope Scope);

/// <summary>Where a value comes from: half-open UTF-16 offsets into the message's text.</summary>
internal sealed record DraftEvidence(string Field, Guid MessageId, int Start, int End, string Text, string Rule, double Confidence, Guid? AttachmentId = null);

internal sealed record DraftQuestion(string Code, string Text, Guid? LineId, string? Field);

internal sealed class DraftTable : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> b)
    {
        b.ToTable("extraction_drafts").HasAnnotation("Announces", "drafts").HasAnnotation("Audited", "draft").HasAnnotation("Subject", nameof(Draft.ContactId));
        b.Property(d => d.Budget).AsJson(500);
        b.Property(d => d.Pinned).AsJson(500);
        // Made from the messages at every reading; the messages are the record.
        b.Property(d => d.Evidence).AsJson(16_000).HasAnnotation("Unaudited", true);
        b.Property(d => d.Questions).AsJson(16_000).HasAnnotation("Unaudited", true);
        b.Property(d => d.ShipTo).HasMaxLength(1000).HasAnnotation("Personal", true);
        b.Property(d => d.QuoteNumber).HasMaxLength(32);
        b.Property(d => d.DismissedBecause).HasMaxLength(200).HasAnnotation("Personal", true);
        b.Ignore(d => d.Can);
        b.HasMany(d => d.Lines).WithOne().HasForeignKey(l => l.DraftId);
        b.HasIndex(["WorkspaceId", nameof(Draft.ContactId)], "ix_extraction_drafts_open").IsUnique().HasFilter("status IN ('Open', 'Stale')");
        b.HasIndex("WorkspaceId", nameof(Draft.ContactId), nameof(Draft.ReadPosition));
        b.HasIndex("WorkspaceId", nameof(Draft.Status), nameof(Draft.UpdatedAt), nameof(Draft.Id));
        b.HasIndex(d => d.ConversationId);
    }
}
