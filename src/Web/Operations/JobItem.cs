using System.Buffers.Binary;
using System.Text.Json;

using PromoEngine.Web.Jobs;

namespace PromoEngine.Web.Operations;

internal enum JobItemState { Dead, Waiting, Running }

internal enum JobAction { Retry, Discard }

/// <summary>A job as operators see it. Payloads hold ids only.</summary>
/// <param name="DueAt">Of a waiting job: when it is tried.</param>
internal sealed record JobItem(
    long Id, string Kind, JobItemState State, JsonElement Payload, string? Error, int Attempts, DateTime CreatedAt, DateTime DueAt, string? OrderingKey, IReadOnlyList<JobAction> Can)
{
    public static JobItem Of(Job job, DateTime now)
    {
        var state = job.State == JobState.Dead ? JobItemState.Dead : job.LeaseUntil >= now ? JobItemState.Running : JobItemState.Waiting;
        return new(job.Id, job.Kind, state, JsonDocument.Parse(job.Payload).RootElement, job.Error, job.Attempts, job.CreatedAt, job.DueAt, job.OrderingKey,
            state == JobItemState.Running ? [] : [JobAction.Retry, JobAction.Discard]);
    }

    /// <summary>Audit and live events name things by GUID; jobs and raw events are numbered.</summary>
    public static Guid AsGuid(long number)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], number);
        return new(bytes, bigEndian: true);
    }
}
