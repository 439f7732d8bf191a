using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Extraction.Reading;

namespace PromoEngine.Extraction.Drafts;

/// <summary>One thing wanted. Prices are not kept here: the price engine is asked whenever the draft is shown or confirmed.</summary>
internal sealed class DraftLine
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid DraftId { get; init; }

    public int Position { get; set; }

    public Guid? ProductId { get; set; }

    /// <summary>The customer's words for it, or what a person wrote.</summary>
    public string Description { get; set; } = "";

    /// <summary>In base units; null is unknown, never a guess.</summary>
    public long? Quantity { get; set; }

    /// <summary>The customer's own number and unit.</summary>
    public Stated? Stated { get; set; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes { get; set; } = new Dictionary<string, IReadOnlyList<string>>();

    public double Confidence { get; set; } = 1;

    public IReadOnlyList<DraftEvidence> Evidence { get; set; } = [];

    /// <summary>Products that fit as well, best first.</summary>
    public IReadOnlyList<Guid> Alternatives { get; set; } = [];

    public IReadOnlyList<Doubt> Doubts { get; set; } = [];

    /// <summary>Fields that a person set: product, quantity, description, attribute names.</summary>
    public IReadOnlyList<string> Pinned { get; set; } = [];

    /// <summary>A person added this line; no message says it.</summary>
    public bool ByHand { get; init; }

    /// <summary>A person took it out. It stays, unseen, so that reading again does not bring it back.</summary>
    public bool Removed { get; set; }

    public void Pin(string field)
    {
        Pinned = [.. Pinned.Union([field])];
        Evidence = [.. Evidence.Where(e => e.Field != field)];
        Doubts = [.. Doubts.Where(d => d.Field != field)];
        Confidence = 1;
    }
}

internal sealed class DraftLineTable : IEntityTypeConfiguration<DraftLine>
{
    public void Configure(EntityTypeBuilder<DraftLine> b)
    {
        b.ToTable("extraction_draft_lines");
        b.Property(l => l.Description).HasMaxLength(1000);
        b.Property(l => l.Stated).AsJson(200);
        b.Property(l => l.Attributes).AsJson(4000);
        b.Property(l => l.Evidence).AsJson(16_000);
        b.Property(l => l.Alternatives).AsJson(2000);
        b.Property(l => l.Doubts).AsJson(4000);
        b.Property(l => l.Pinned).AsJson(2000);
    }
}
