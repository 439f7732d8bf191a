using Microsoft.EntityFrameworkCore;

using PromoEngine.Extraction.Drafts;

namespace PromoEngine.Extraction;

/// <summary>What the module sees of the database. Every set shows the current workspace's rows only.</summary>
internal interface IExtractionDb
{
    DbSet<Draft> Drafts { get; }
    DbSet<DraftLine> DraftLines { get; }

    /// <summary>The current workspace; throws without one.</summary>
    Guid Workspace { get; }

    /// <summary>What messages are read against: the shop's currency and the zone of its days.</summary>
    Task<(string Currency, TimeZoneInfo Zone)> ReadingPlace(CancellationToken ct);

    /// <summary>A live event for rows changed by a statement.</summary>
    void Announce(string topic, Guid id);

    /// <summary>An audit row whose personal values are sealed under the subject's key.</summary>
    void AuditPersonal(
        string action, string entity, Guid id, object? before, object? after, Guid subject, IReadOnlyDictionary<string, object?>? personalBefore, IReadOnlyDictionary<string, object?>? personalAfter);

    Task<int> SaveChangesAsync(CancellationToken ct);
}
