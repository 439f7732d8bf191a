using System.Text.Json;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

using PromoEngine.Orders;
using PromoEngine.Web.Audit;
using PromoEngine.Web.Jobs;
using PromoEngine.Web.Live;

namespace PromoEngine.Web.Data;

internal abstract partial class AppDb
{
    private readonly List<NewJob> pendingJobs = [];
    private readonly List<PersonalValues> pendingPersonal = [];
    private readonly List<AuditRow> pendingAudit = [];
    private readonly OrderedDictionary<(string Topic, Guid Id), DateTime> pendingEvents = [];

    /// <summary>What a new audit row says about a person, before it is sealed.</summary>
    private sealed record PersonalValues(AuditRow Row, IReadOnlyDictionary<string, object?>? Before, IReadOnlyDictionary<string, object?>? After);

    /// <summary>Whether the running unit has written jobs or live events: after the commit the workers and the sequencer are woken.</summary>
    internal bool Enqueued { get; private set; }

    internal bool Announced { get; private set; }

    /// <summary>Jobs were written by hand in this unit.</summary>
    internal void WakeWorkers() => Enqueued = true;

    /// <summary>Something happened: every reaction that Flows.cs lists becomes a job, in the same save.</summary>
    public void Raise(object happened) => pendingJobs.AddRange(services.Flows.ReactionsTo(happened));

    /// <summary>Enqueues one job, in the same save.</summary>
    internal void Enqueue(NewJob job) => pendingJobs.Add(job);

    public void Announce(string topic, Guid id)
    {
        if (!Topics.Has(topic))
            throw new ArgumentException($"There is no topic {topic}; Live/Topics.cs lists them.", nameof(topic));
        Announced = true;
        pendingEvents.TryAdd((topic, id), Now);
    }

    public void Audit(string action, string entity, Guid id, object? before, object? after) => NewAuditRow(action, entity, id, before, after, null);

    public void AuditPersonal(
        string action, string entity, Guid id, object? before, object? after, Guid subject, IReadOnlyDictionary<string, object?>? personalBefore, IReadOnlyDictionary<string, object?>? personalAfter)
    {
        (personalBefore, personalAfter) = (Said(personalBefore), Said(personalAfter));
        var row = NewAuditRow(action, entity, id, before, after, personalBefore is null && personalAfter is null ? null : subject);
        if (row.Subject is not null)
            pendingPersonal.Add(new(row, personalBefore, personalAfter));
    }

    private AuditRow NewAuditRow(string action, string entity, Guid id, object? before, object? after, Guid? subject)
    {
        var row = new AuditRow
        {
            At = Now,
            Actor = Actor,
            OnBehalfOf = services.Current.OnBehalfOf,
            Action = action,
            Entity = entity,
            EntityId = id,
            Before = before is null ? null : JsonSerializer.Serialize(before, AuditRow.Json),
            After = after is null ? null : JsonSerializer.Serialize(after, AuditRow.Json),
            Subject = subject,
            Ip = services.Current.Ip,
            RequestId = RequestId,
        };
        pendingAudit.Add(row);
        return row;
    }

    /// <summary>A person of whom nothing is said needs no key.</summary>
    private static IReadOnlyDictionary<string, object?>? Said(IReadOnlyDictionary<string, object?>? values) =>
        values is not null && values.Values.Any(value => value is not null) ? values : null;

    private DateTime Now => services.Clock.GetUtcNow().UtcDateTime;

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save with SaveChangesAsync, inside a unit of work.");

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        _ = Sql;
        ChangeTracker.DetectChanges();
        foreach (var entry in ChangeTracker.Entries().ToList())
            Prepare(entry);
        await SealPersonal(cancellationToken);
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry.State == EntityState.Added && entry.Metadata.FindProperty(WorkspaceId) is { } wall && wall.IsShadowProperty())
                entry.Property(WorkspaceId).CurrentValue = Workspace;
        }

        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        await WriteTrail(cancellationToken);
        foreach (var job in pendingJobs)
            await services.JobSql.Insert(Sql, Workspace, job, Now, cancellationToken);
        Enqueued |= pendingJobs.Count > 0;
        pendingJobs.Clear();
        return saved;
    }

    /// <summary>Nearly every save has some of these rows and nobody reads them back, so they go in by one statement a table instead of through the tracker.</summary>
    private async Task WriteTrail(CancellationToken ct)
    {
        if (pendingAudit.Count == 0 && pendingEvents.Count == 0)
            return; // also what is saved without a workspace

        await Sql.Insert(Workspace, "audit_rows", [.. pendingAudit.Select(row => new (string, object?)[]
        {
            ("at", row.At), ("actor", row.Actor), ("on_behalf_of", row.OnBehalfOf), ("action", row.Action), ("entity", row.Entity), ("entity_id", row.EntityId), ("before", row.Before), ("after", row.After),
            ("subject", row.Subject), ("personal_before", row.PersonalBefore), ("personal_after", row.PersonalAfter), ("ip", row.Ip), ("request_id", row.RequestId),
        })], ct);
        await Sql.Insert(Workspace, "live_events", [.. pendingEvents.Select(happened => new (string, object?)[] { ("topic", happened.Key.Topic), ("entity_id", happened.Key.Id), ("at", happened.Value) })], ct);
        pendingAudit.Clear();
        pendingEvents.Clear();
    }

    private void Prepare(EntityEntry entry)
    {
        if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted))
            return;

        foreach (var property in entry.Properties)
        {
            // PostgreSQL stores none, so no database does.
            if (property.CurrentValue is string text && text.Contains('\0', StringComparison.Ordinal))
                throw new BadHttpRequestException("A text holds the character zero, which no text has.");
        }

        if (entry.State == EntityState.Modified && entry.Metadata.FindProperty("Version") is { IsConcurrencyToken: true })
        {
            var version = entry.Property("Version");
            version.CurrentValue = (int)version.OriginalValue! + 1;
        }

        if (entry.Metadata.FindAnnotation("Announces")?.Value is string announces)
        {
            var parts = announces.Split(':');
            Announce(parts[0], (Guid)entry.Property(parts.Length > 1 ? parts[1] : "Id").CurrentValue!);
        }

        if (entry.Metadata.FindAnnotation("Audited")?.Value is string entity)
            AuditChange(entry, entity);
    }

    private void AuditChange(EntityEntry entry, string entity)
    {
        var properties = entry.Properties
            .Where(p => p.Metadata.Name is not (WorkspaceId or "Version") && p.Metadata.FindAnnotation("Unaudited") is null && (entry.State != EntityState.Modified || p.IsModified))
            .ToList();
        if (properties.Count == 0)
            return;
        var (before, after) = (entry.State != EntityState.Added, entry.State != EntityState.Deleted);
        var personal = properties.Where(p => p.Metadata.FindAnnotation("Personal") is not null).ToList();
        var open = properties.Except(personal).ToList();
        var subject = entry.Metadata.FindAnnotation("Subject")?.Value as string ?? "Id";
        AuditPersonal($"{entity}.{(before ? after ? "changed" : "deleted" : "added")}", entity, (Guid)entry.Property("Id").CurrentValue!,
            before ? open.ToDictionary(p => p.Metadata.Name, p => Shown(p, p.OriginalValue)) : null,
            after ? open.ToDictionary(p => p.Metadata.Name, p => Shown(p, p.CurrentValue)) : null,
            personal.Count == 0 ? Guid.Empty : (Guid)entry.Property(subject).CurrentValue!,
            before ? personal.ToDictionary(p => p.Metadata.Name, p => p.OriginalValue) : null,
            after ? personal.ToDictionary(p => p.Metadata.Name, p => p.CurrentValue) : null);
    }

    /// <summary>That a secret changed is known, what it is is not.</summary>
    private static object? Shown(PropertyEntry property, object? value) => property.Metadata.FindAnnotation("Secret") is null || value is null ? value : "***";

    private async Task SealPersonal(CancellationToken ct)
    {
        var keys = new Dictionary<Guid, byte[]>();
        foreach (var (row, before, after) in pendingPersonal)
        {
            var subject = row.Subject!.Value;
            if (!keys.TryGetValue(subject, out var key))
                keys[subject] = key = await services.SubjectKeys.ForSealing(this, subject, Now, ct);
            row.PersonalBefore = before is null ? null : Privacy.SubjectKeys.Seal(key, before);
            row.PersonalAfter = after is null ? null : Privacy.SubjectKeys.Seal(key, after);
        }

        pendingPersonal.Clear();
    }
}
