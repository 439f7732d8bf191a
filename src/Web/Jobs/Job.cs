using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Jobs;

internal enum JobState { Waiting, Dead }

/// <summary>A job to be written. The payload holds ids only.</summary>
/// <param name="OrderingKey">Jobs of one key run one after the other, in the order of their writing.</param>
/// <param name="UniqueKey">At most one unfinished job has it; enqueuing again raises its revision and its time.</param>
/// <param name="Quiet">With a unique key: run only after so long without another enqueuing (but no later than ten times that).</param>
internal sealed record NewJob(string Kind, string Payload, string? OrderingKey = null, string? UniqueKey = null, TimeSpan? Quiet = null);

/// <summary>
/// Work to do after a commit. What belongs to no workspace stands under <see cref="Installation"/>. Finished jobs are deleted; dead ones stay for an operator. Only the first unfinished job of an ordering key is
/// ready, and the claim reads the index on ready jobs alone.
/// </summary>
internal sealed class Job
{
    /// <summary>Stands in the place of a workspace for what belongs to none of them.</summary>
    public static readonly Guid Installation = new("00000000-0000-0000-0000-000000000001");

    public long Id { get; init; }

    public required string Kind { get; init; }

    public required string Payload { get; init; }

    public string? OrderingKey { get; init; }

    public string? UniqueKey { get; init; }

    public JobState State { get; init; }

    public bool Ready { get; init; }

    public DateTime DueAt { get; init; }

    /// <summary>A debounced job waits for quiet, but never beyond this.</summary>
    public DateTime DueLimit { get; init; }

    /// <summary>Raised when a job is enqueued again while it waits or runs; finishing closes it only at the revision that was claimed.</summary>
    public int Revision { get; init; }

    public int Attempts { get; init; }

    public Guid? LeaseOwner { get; init; }

    public DateTime? LeaseUntil { get; init; }

    public string? Error { get; init; }

    public DateTime CreatedAt { get; init; }
}

internal sealed class JobTable : IEntityTypeConfiguration<Job>
{
    public void Configure(EntityTypeBuilder<Job> b)
    {
        b.ToTable("jobs");
        b.Property(j => j.Kind).HasMaxLength(64);
        b.Property(j => j.Payload).HasMaxLength(4000);
        b.Property(j => j.OrderingKey).HasMaxLength(200);
        b.Property(j => j.UniqueKey).HasMaxLength(200);
        b.Property(j => j.Error).HasMaxLength(2000);
        // Kind, then workspace: a claim steps from one workspace to the next, however long the backlog of each is.
        b.HasIndex([nameof(Job.Kind), AppDb.WorkspaceId, nameof(Job.DueAt), nameof(Job.Id)], "ix_jobs_ready").HasFilter("ready");
        b.HasIndex([AppDb.WorkspaceId, nameof(Job.OrderingKey), nameof(Job.Id)], "ix_jobs_ordering").HasFilter("ordering_key IS NOT NULL AND state = 'Waiting'");
        b.HasIndex([AppDb.WorkspaceId, nameof(Job.UniqueKey)], "ix_jobs_unique").IsUnique().HasFilter("unique_key IS NOT NULL");
        // Only of dead jobs: an index that begins like the one above would be taken in its place, and walked from end to end for every insert.
        b.HasIndex([AppDb.WorkspaceId, nameof(Job.Id)], "ix_jobs_dead").HasFilter("state = 'Dead'");
    }
}
