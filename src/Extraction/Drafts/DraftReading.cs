using PromoEngine.Extraction.Reading;

namespace PromoEngine.Extraction.Drafts;

/// <summary>What the reader said, in this workspace's ids: products instead of SKUs, messages instead of turns.</summary>
internal sealed record DraftReading(
    Intent Intent, double Confidence, DateOnly? NeededBy, DraftBudget? Budget, string? ShipTo, IReadOnlyList<DraftEvidence> Evidence,
    IReadOnlyList<DraftReadLine> Lines, IReadOnlyList<Question> Questions, long LastPosition, Guid LastMessageId);

internal sealed record DraftReadLine(
    Guid? ProductId, string Description, long? Quantity, Stated? Stated, IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes, double Confidence,
    IReadOnlyList<DraftEvidence> Evidence, IReadOnlyList<Guid> Alternatives, IReadOnlyList<Doubt> Doubts);
