using System.Globalization;
using System.Text;
using System.Text.Json;

using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Web.Data;
using PromoEngine.Web.Jobs;

namespace PromoEngine.Web.Operations;

/// <summary>An event that was received and could not be understood so far. Retry and discard act on its job.</summary>
internal sealed record FailingEvent(long Id, Guid ChannelId, string Channel, string EventKey, DateTime ReceivedAt, JobItem Job, bool BodyKept);

/// <summary>An event as the provider sent it. The body holds what customers wrote: shown only here.</summary>
/// <param name="Fields">The fields of a form, decoded; null for another kind of body.</param>
/// <param name="Text">Any other body as text.</param>
/// <param name="PassedOver">Why it, or a part of it, was passed over; null when nothing was.</param>
internal sealed record RawEventView(
    long Id, Guid ChannelId, string Channel, string EventKey, InboundEventState State, DateTime ReceivedAt, DateTime? ProcessedAt, string Url, IReadOnlyDictionary<string, string> Headers,
    IReadOnlyList<RawField>? Fields, string? Text, bool BodyKept, bool CanReplay, string? PassedOver);

internal sealed record RawField(string Name, string Value);

/// <summary>What came in, as it came in: which of it fails, how one looks, and doing one again.</summary>
internal sealed class RawEvents(AppDb db, JobSql sql, TimeProvider clock)
{
    private const string Kind = "normalise";
    private const int Most = 100;
    private const int MostText = 64 * 1024;

    /// <summary>Those whose job has failed at least once, dead ones first.</summary>
    public async Task<IReadOnlyList<FailingEvent>> Failing(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var jobs = await db.Jobs.AsNoTracking().Where(j => j.State == JobState.Dead && j.Kind == Kind).OrderByDescending(j => j.Id).Take(Most).ToListAsync(ct);
        jobs.AddRange(await db.Jobs.AsNoTracking().Where(j => j.Ready && j.Kind == Kind && j.Error != null).OrderBy(j => j.DueAt).Take(Most).ToListAsync(ct));
        var ids = jobs.ToDictionary(j => EventOf(j), j => JobItem.Of(j, now));
        var wanted = ids.Keys.ToList();
        var events = await db.InboundEvents.AsNoTracking().Where(e => wanted.Contains(e.Id))
            .Select(e => new { e.Id, e.ChannelId, e.EventKey, e.ReceivedAt, e.BodyPurged }).ToListAsync(ct);
        var channels = await Channels(ct);
        return [.. events.OrderByDescending(e => e.Id).Select(e => new FailingEvent(e.Id, e.ChannelId, channels.GetValueOrDefault(e.ChannelId, ""), e.EventKey, e.ReceivedAt, ids[e.Id], !e.BodyPurged))];
    }

    /// <summary>By the provider's own id of the message: "SM…".</summary>
    public async Task<long?> Find(string externalId, CancellationToken ct)
    {
        var channels = await db.Channels.AsNoTracking().OrderBy(c => c.Id).Select(c => c.Id).Take(Most).ToListAsync(ct);
        var keys = new[] { externalId, $"in:{externalId}" };
        return await db.InboundEvents.AsNoTracking().Where(e => channels.Contains(e.ChannelId) && keys.Contains(e.EventKey)).Select(e => (long?)e.Id).FirstOrDefaultAsync(ct);
    }

    public async Task<RawEventView?> One(long id, CancellationToken ct)
    {
        if (await db.InboundEvents.AsNoTracking().FirstOrDefaultAsync(e => e.Id == id, ct) is not { } found)
            return null;
        var headers = JsonSerializer.Deserialize<Dictionary<string, string>>(found.Headers) ?? [];
        var form = headers.GetValueOrDefault("Content-Type", "").StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
        var text = found.BodyPurged ? null : Encoding.UTF8.GetString(found.Body);
        var fields = form && text is not null ? QueryHelpers.ParseQuery(text).SelectMany(f => f.Value.Select(value => new RawField(f.Key, value ?? ""))).ToList() : null;
        return new(found.Id, found.ChannelId, (await Channels(ct)).GetValueOrDefault(found.ChannelId, ""), found.EventKey, found.State, found.ReceivedAt, found.ProcessedAt, found.Url, headers,
            fields, fields is null && text is { Length: > MostText } ? text[..MostText] : fields is null ? text : null, !found.BodyPurged, !found.BodyPurged && found.State != InboundEventState.Received, found.PassedOver);
    }

    /// <summary>
    /// Has an event understood once more. Nothing of it is there twice afterwards: a message that is known is left as it is. False: there is no such event.
    /// </summary>
    public async Task<bool> Replay(long id, string reason, CancellationToken ct)
    {
        var found = await db.InboundEvents.AsNoTracking().Where(e => e.Id == id).Select(e => new { e.ChannelId, e.State, e.BodyPurged }).FirstOrDefaultAsync(ct);
        if (found is null)
            return false;
        if (found.BodyPurged)
            throw new RefusedException("event.body_gone", "The body of this event is no longer kept; there is nothing to do again.");
        if (found.State == InboundEventState.Received)
            await ReviveJobOf(id, ct);
        else
            await db.InboundEvents.Where(e => e.Id == id).ExecuteUpdateAsync(set => set.SetProperty(e => e.State, InboundEventState.Received).SetProperty(e => e.ProcessedAt, (DateTime?)null), ct);
        if (found.State != InboundEventState.Received)
            db.Enqueue(Flows.Normalise(id, found.ChannelId, thread: null));
        db.WakeWorkers();
        db.Audit("event.replayed", "inbound_event", JobItem.AsGuid(id), new { found.State }, new { reason });
        db.Announce("operations", JobItem.AsGuid(id));
        await db.SaveChangesAsync(ct);
        return true;
    }

    private async Task ReviveJobOf(long id, CancellationToken ct)
    {
        var payload = Flows.Normalise(id, Guid.Empty, null).Payload;
        var dead = await db.Jobs.AsNoTracking().FirstOrDefaultAsync(j => j.State == JobState.Dead && j.Kind == Kind && j.Payload == payload, ct)
            ?? throw new RefusedException("event.waiting", "This event has its turn before it already.");
        await sql.Revive(db.Sql, db.Workspace, dead.Id, dead.OrderingKey, clock.GetUtcNow().UtcDateTime, ct);
    }

    private Task<Dictionary<Guid, string>> Channels(CancellationToken ct) => db.Channels.AsNoTracking().OrderBy(c => c.Id).Take(1000).ToDictionaryAsync(c => c.Id, c => c.Name, ct);

    private static long EventOf(Job job) => long.Parse(JsonDocument.Parse(job.Payload).RootElement.GetProperty("eventId").GetRawText(), CultureInfo.InvariantCulture);
}
