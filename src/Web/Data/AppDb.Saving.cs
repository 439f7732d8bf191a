using System.Text.Json;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

using PromoEngine.Web.Audit;
using PromoEngine.Web.Jobs;
using PromoEngine.Web.Live;

namespace PromoEngine.Web.Data;

internal abstract partial class AppDb
{
    private readonly List<NewJob> pendingJobs = [];

    /// <summary>Whether the running unit has written jobs or live events: after the commit the workers and the sequencer are woken.</summary>
    internal bool Enqueued { get; private set; }

    internal bool Announced { get; private set; }

    /// <summary>Something happened: every reaction that Flows.cs lists becomes a job, in the same save.</summary>
    public void Raise(object happened) => pendingJobs.AddRange(services.Flows.ReactionsTo(happened));

    /// <summary>Enqueues one job, in the same save.</summary>
    internal void Enqueue(NewJob job) => pendingJobs.Add(job);

    public void Announce(string topic, Guid id)
    {
        Announced = true;
        if (!LiveEvents.Local.Any(e => e.Topic == topic && e.EntityId == id && Entry(e).State == EntityState.Added))
            LiveEvents.Add(new LiveEvent { Topic = topic, EntityId = id, At = Now });
    }

    public void Audit(string action, string entity, Guid id, object? before, object? after) => AuditRows.Add(new AuditRow
    {
        At = Now,
        Actor = Actor,
        Action = action,
        Entity = entity,
        EntityId = id,
        Before = before is null ? null : JsonSerializer.Serialize(before, AuditRow.Json),
        After = after is null ? null : JsonSerializer.Serialize(after, AuditRow.Json),
        RequestId = RequestId,
    });

    private DateTime Now => services.Clock.GetUtcNow().UtcDateTime;

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save with SaveChangesAsync, inside a unit of work.");

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        _ = Sql;
        ChangeTracker.DetectChanges();
        foreach (var entry in ChangeTracker.Entries().ToList())
            Prepare(entry);
        // Last, because announcing and auditing have added rows of their own.
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry.State == EntityState.Added && entry.Metadata.FindProperty(WorkspaceId) is { } wall && wall.IsShadowProperty())
                entry.Property(WorkspaceId).CurrentValue = Workspace;
        }

        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        foreach (var job in pendingJobs)
            await services.JobSql.Insert(Sql, Workspace, job, Now, cancellationToken);
        Enqueued |= pendingJobs.Count > 0;
        pendingJobs.Clear();
        return saved;
    }

    private void Prepare(EntityEntry entry)
    {
        if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted))
            return;

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
            .Where(p => p.Metadata.FindAnnotation("Personal") is null && p.Metadata.Name is not (WorkspaceId or "Version")
                && (entry.State != EntityState.Modified || p.IsModified))
            .ToList();
        var action = entry.State switch { EntityState.Added => "added", EntityState.Deleted => "deleted", _ => "changed" };
        Audit($"{entity}.{action}", entity, (Guid)entry.Property("Id").CurrentValue!,
            entry.State == EntityState.Added ? null : properties.ToDictionary(p => p.Metadata.Name, p => p.OriginalValue),
            entry.State == EntityState.Deleted ? null : properties.ToDictionary(p => p.Metadata.Name, p => p.CurrentValue));
    }
}
