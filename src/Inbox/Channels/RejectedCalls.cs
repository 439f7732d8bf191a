using System.Collections.Concurrent;

using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Inbox.Channels;

/// <summary>
/// Counts calls with a wrong signature. Collected in memory and written now and then, so that whoever floods the door costs us no transaction each.
/// </summary>
internal sealed class RejectedCalls(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(Guid Workspace, Guid Channel), (long Count, DateTime At)> waiting = [];

    public void Count(Guid workspace, Guid channel) =>
        waiting.AddOrUpdate((workspace, channel), _ => (1, Now), (_, sofar) => (sofar.Count + 1, Now));

    /// <summary>What has gathered, by workspace; it is the caller's to write.</summary>
    public IReadOnlyDictionary<(Guid Workspace, Guid Channel), (long Count, DateTime At)> Take()
    {
        var taken = new Dictionary<(Guid, Guid), (long, DateTime)>();
        foreach (var key in waiting.Keys)
        {
            if (waiting.TryRemove(key, out var count))
                taken[key] = count;
        }

        return taken;
    }

    public static Task<int> Write(IInboxDb db, Guid channel, long count, DateTime at, CancellationToken ct) => db.Channels.Where(c => c.Id == channel)
        .ExecuteUpdateAsync(set => set.SetProperty(c => c.Rejected, c => c.Rejected + count).SetProperty(c => c.RejectedAt, at), ct);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}
