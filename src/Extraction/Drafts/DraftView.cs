using PromoEngine.Extraction.Reading;
using PromoEngine.Inbox;
using PromoEngine.Orders;

namespace PromoEngine.Extraction.Drafts;

/// <summary>A draft as it is shown: priced and held against the stock at this moment.</summary>
internal sealed record DraftView(
    Guid Id, Guid ConversationId, Guid ContactId, ContactCard Contact, Intent Intent, DraftStatus Status, int Version, double Confidence,
    IReadOnlyList<DraftLineView> Lines, string Currency, long? Total, DateOnly? NeededBy, DraftBudget? Budget, string? ShipTo, IReadOnlyList<string> Pinned,
    IReadOnlyList<EvidenceView> Evidence, IReadOnlyList<QuestionView> Questions, QuoteItem? Quote, IReadOnlyList<DraftAction> Can, DateTime UpdatedAt);

internal sealed record DraftLineView(
    Guid Id, ProductRef? Product, ProductRef? Variant, string Description, long? Quantity, Stated? Stated,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes, IReadOnlyDictionary<string, IReadOnlyList<string>> Options,
    long? UnitPriceMicros, long? Total, long? Available, long Backordered, double Confidence, IReadOnlyList<DoubtView> Doubts, IReadOnlyList<string> Pinned,
    IReadOnlyList<EvidenceView> Evidence, IReadOnlyList<ProductRef> Alternatives, string? ImageUrl);

internal sealed record ProductRef(Guid Id, string Sku, string Name);

internal sealed record DoubtView(string Field, string Text);

internal enum EvidenceConfidence { Sure, Check }

internal sealed record EvidenceView(string Field, Guid MessageId, int Start, int End, string Text, string Rule, EvidenceConfidence Confidence, Guid? AttachmentId)
{
    private const double SureFrom = 0.8;

    public static EvidenceView Of(DraftEvidence e) => new(e.Field, e.MessageId, e.Start, e.End, e.Text, e.Rule, e.Confidence >= SureFrom ? EvidenceConfidence.Sure : EvidenceConfidence.Check, e.AttachmentId);
}

internal sealed record QuestionView(string Code, string Text, Guid? LineId, string? Field);

/// <summary>What the list of conversations shows of a draft.</summary>
internal sealed record DraftRef(Guid Id, Guid ContactId, DraftStatus Status, int Lines);
