using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels.Email.Mailboxes;

namespace PromoEngine.Inbox.Channels;

/// <summary>The workspace's accounts, and whether one works.</summary>
internal sealed class ReadChannels(IInboxDb db, ChannelSecrets secrets, ChannelAdapters adapters, ReachableAt reachable)
{
    public async Task<IReadOnlyList<ChannelView>> Handle(CancellationToken ct)
    {
        var channels = await db.Channels.AsNoTracking().OrderBy(c => c.CreatedAt).ThenBy(c => c.Id).Take(200).ToListAsync(ct);
        var folders = (await db.MailboxStates.AsNoTracking().OrderBy(m => m.Folder).Take(400).ToListAsync(ct)).ToLookup(m => m.ChannelId, MailboxView.Of);
        return [.. channels.Select(c => ChannelView.Of(c, secrets.Open(c), adapters.Channel(c.Provider)!.Form(c.Kind), reachable) with { Mailboxes = [.. folders[c.Id]] })];
    }

    /// <summary>What can be connected here, and what each wants to know.</summary>
    public IReadOnlyList<ChannelOffer> Offers() =>
        [.. adapters.Channels.SelectMany(adapter => adapter.Kinds.Select(kind => new ChannelOffer(kind.Key, adapter.Provider, adapter.Form(kind.Key), kind.Value)))];

    /// <summary>Asks the provider; outside any unit.</summary>
    public async Task<TestResult?> Test(Guid id, CancellationToken ct)
    {
        var channel = await db.Channels.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct);
        return channel is null ? null : await adapters.Channel(channel.Provider)!.Test(secrets.Account(channel), ct);
    }
}

/// <summary>A kind of account that can be connected.</summary>
internal sealed record ChannelOffer(ChannelKind Kind, string Provider, ChannelForm Form, ChannelCapabilities Capabilities);
