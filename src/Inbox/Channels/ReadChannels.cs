using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Inbox.Channels;

/// <summary>The workspace's accounts, and whether one works.</summary>
internal sealed class ReadChannels(IInboxDb db, ChannelSecrets secrets, ChannelAdapters adapters, ReachableAt reachable)
{
    public async Task<IReadOnlyList<ChannelView>> Handle(CancellationToken ct)
    {
        var channels = await db.Channels.AsNoTracking().OrderBy(c => c.CreatedAt).ThenBy(c => c.Id).Take(200).ToListAsync(ct);
        return [.. channels.Select(c => ChannelView.Of(c, secrets.Open(c), reachable))];
    }

    /// <summary>Asks the provider; outside any unit.</summary>
    public async Task<TestResult?> Test(Guid id, CancellationToken ct)
    {
        var channel = await db.Channels.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct);
        return channel is null ? null : await adapters.Channel(channel.Provider)!.Test(secrets.Account(channel), ct);
    }
}
