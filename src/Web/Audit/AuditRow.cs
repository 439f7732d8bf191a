using System.Text.Json;
using System.Text.Json.Serialization;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Audit;

/// <summary>
/// Who changed what, in the transaction of the change. Written unnumbered; <see cref="AuditChain"/> numbers and chains committed rows within a second.
/// What a row says about a person lies sealed under that person's own key (<see cref="Privacy.SubjectKeys"/>), so that it can be forgotten without
/// breaking the chain.
/// </summary>
internal sealed class AuditRow
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DictionaryKeyPolicy = JsonNamingPolicy.CamelCase, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    public long Id { get; init; }

    /// <summary>Its place in the workspace's chain, from 1 without a gap; null until it is chained.</summary>
    public long? Seq { get; init; }

    public required DateTime At { get; init; }

    /// <summary>"user:…", "job:…" or "channel:…".</summary>
    public string? Actor { get; init; }

    /// <summary>The administrator who acted as the actor.</summary>
    public Guid? OnBehalfOf { get; init; }

    public required string Action { get; init; }

    public required string Entity { get; init; }

    public required Guid EntityId { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    /// <summary>Whose key opens the two sealed values.</summary>
    public Guid? Subject { get; init; }

    public byte[]? PersonalBefore { get; set; }

    public byte[]? PersonalAfter { get; set; }

    public string? Ip { get; init; }

    public string? RequestId { get; init; }

    /// <summary>The hash of the row before it in the chain.</summary>
    public byte[]? PrevHash { get; init; }

    /// <summary>See <see cref="AuditHash"/>.</summary>
    public byte[]? Hash { get; init; }
}

internal sealed class AuditRowTable : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> b)
    {
        b.ToTable("audit_rows");
        b.Property(a => a.Actor).HasMaxLength(80);
        b.Property(a => a.Action).HasMaxLength(64);
        b.Property(a => a.Entity).HasMaxLength(32);
        b.Property(a => a.RequestId).HasMaxLength(64);
        b.Property(a => a.Ip).HasMaxLength(64);
        b.Property(a => a.PrevHash).HasMaxLength(AuditHash.Length);
        b.Property(a => a.Hash).HasMaxLength(AuditHash.Length);
        b.HasIndex([AppDb.WorkspaceId, nameof(AuditRow.Id)], "ix_audit_rows_unnumbered").HasFilter("seq IS NULL");
        b.HasIndex([AppDb.WorkspaceId, nameof(AuditRow.Seq)], "ix_audit_rows_seq").IsUnique().HasFilter("seq IS NOT NULL");
        b.HasIndex(AppDb.WorkspaceId, nameof(AuditRow.EntityId), nameof(AuditRow.Id));
        b.HasIndex(AppDb.WorkspaceId, nameof(AuditRow.At), nameof(AuditRow.Id));
    }
}
