using System.Text.Json;
using System.Text.Json.Serialization;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Audit;

/// <summary>
/// Who changed what, in the transaction of the change. Written unnumbered; the sequencer numbers committed rows. Personal fields are left out.
/// </summary>
internal sealed class AuditRow
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    public long Id { get; init; }

    public long? Seq { get; init; }

    public required DateTime At { get; init; }

    /// <summary>"user:…", "job:…" or "channel:…".</summary>
    public string? Actor { get; init; }

    public required string Action { get; init; }

    public required string Entity { get; init; }

    public required Guid EntityId { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    public string? RequestId { get; init; }
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
        b.HasIndex([AppDb.WorkspaceId, nameof(AuditRow.Id)], "ix_audit_rows_unnumbered").HasFilter("seq IS NULL");
        b.HasIndex([AppDb.WorkspaceId, nameof(AuditRow.Seq)], "ix_audit_rows_seq").IsUnique().HasFilter("seq IS NOT NULL");
        b.HasIndex(AppDb.WorkspaceId, nameof(AuditRow.EntityId), nameof(AuditRow.Id));
    }
}
