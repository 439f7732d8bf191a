using System.Collections.Concurrent;

using PromoEngine.Inbox;
using PromoEngine.Inbox.Channels;

namespace PromoEngine.Web.Webhooks;

/// <summary>A channel as the door needs it: whose it is, and its opened settings.</summary>
internal sealed record WebhookAccount(Guid Workspace, string Provider, ChannelAccount Account);

/// <summary>
/// The accounts behind the webhooks, opened once and kept for a few seconds: a flood must not decrypt for every call, and a change made on another
/// node must count soon.
/// </summary>
internal sealed class WebhookAccounts(IServiceScopeFactory scopes, ChannelSecrets secrets, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<Guid, (WebhookAccount Account, DateTimeOffset Until)> known = [];

    public async ValueTask<WebhookAccount?> Find(Guid channelId, CancellationToken ct)
    {
        if (known.TryGetValue(channelId, out var kept) && clock.GetUtcNow() < kept.Until)
            return kept.Account;

        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<IInboxDb>().ChannelInAnyWorkspace(channelId, ct) is not { } found)
            return null;
        var account = new WebhookAccount(found.Workspace, found.Channel.Provider, secrets.Account(found.Channel));
        known[channelId] = (account, clock.GetUtcNow() + Kept);
        return account;
    }

    /// <summary>The account was changed here: the next call reads it anew.</summary>
    public void Forget(Guid channelId) => known.TryRemove(channelId, out _);
}
