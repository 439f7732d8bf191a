using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Privacy;

/// <summary>What is kept for a while only.</summary>
internal enum RetentionKind
{
    /// <summary>The providers' calls as they came in, once they are understood.</summary>
    RawEvents,
    /// <summary>The numbered changes from which open screens catch up.</summary>
    LiveEvents,
    /// <summary>The answers to requests with an Idempotency-Key.</summary>
    IdempotencyKeys,
    /// <summary>The words of conversations that are closed.</summary>
    ClosedConversations,
}

/// <summary>How long is usual and how far a shop may go. The audit is not among them: it is kept.</summary>
/// <param name="Default">Days; null keeps for ever.</param>
internal sealed record RetentionLimits(int? Default, int Least, int Most)
{
    public static readonly IReadOnlyDictionary<RetentionKind, RetentionLimits> Of = new Dictionary<RetentionKind, RetentionLimits>
    {
        [RetentionKind.RawEvents] = new(30, 1, 365),
        [RetentionKind.LiveEvents] = new(7, 1, 30),
        [RetentionKind.IdempotencyKeys] = new(1, 1, 7),
        [RetentionKind.ClosedConversations] = new(null, 30, 3650),
    };

    public bool MayKeep => Default is null;
}

/// <summary>What a shop decided about one kind; without a row the default counts.</summary>
internal sealed class RetentionRule
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required RetentionKind Kind { get; init; }

    public int? Days { get; set; }
}

internal sealed class RetentionRuleTable : IEntityTypeConfiguration<RetentionRule>
{
    public void Configure(EntityTypeBuilder<RetentionRule> b)
    {
        b.ToTable("retention_rules").HasAnnotation("Audited", "retention");
        b.HasIndex(AppDb.WorkspaceId, nameof(RetentionRule.Kind)).IsUnique();
    }
}

/// <summary>What one run of the schedule removed.</summary>
internal sealed class RetentionRun
{
    public long Id { get; init; }

    public required DateTime At { get; init; }

    public required RetentionKind Kind { get; init; }

    /// <summary>Everything before this went.</summary>
    public required DateTime Before { get; init; }

    public required int Removed { get; init; }
}

internal sealed class RetentionRunTable : IEntityTypeConfiguration<RetentionRun>
{
    public void Configure(EntityTypeBuilder<RetentionRun> b)
    {
        b.ToTable("retention_runs");
        b.Property(r => r.Id).ValueGeneratedOnAdd();
        b.HasIndex(AppDb.WorkspaceId, nameof(RetentionRun.Id));
    }
}
