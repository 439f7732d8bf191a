using System.Collections.Concurrent;
using System.Text.RegularExpressions;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;

namespace PromoEngine.Inbox.Conversations;

/// <summary>The approved texts of each account, asked for once in a while: they change seldom, and asking takes a second.</summary>
internal sealed partial class Templates(ChannelSecrets secrets, ChannelAdapters adapters, TimeProvider clock)
{
    private const int MostAccounts = 200;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<(Guid Channel, int Version), (IReadOnlyList<MessageTemplate> Templates, DateTimeOffset Until)> known = [];

    /// <summary>Outside any unit.</summary>
    /// <returns>None on a channel that has no such thing.</returns>
    /// <exception cref="RefusedException"><c>template.unreadable</c>: the provider does not hand them out.</exception>
    public async Task<IReadOnlyList<MessageTemplate>> Of(Channel channel, CancellationToken ct)
    {
        // A changed account is another one.
        var key = (channel.Id, channel.Version);
        if (known.TryGetValue(key, out var kept) && clock.GetUtcNow() < kept.Until)
            return kept.Templates;
        var adapter = adapters.Channel(channel.Provider)!;
        if (!adapter.Kinds[channel.Kind].Templates)
            return [];
        switch (await adapter.Templates(secrets.Account(channel), ct))
        {
            case TemplatesResult.Found found:
                if (known.Count >= MostAccounts)
                    known.Clear();
                known[key] = (found.Templates, clock.GetUtcNow() + Kept);
                return found.Templates;
            case TemplatesResult.Failed failed:
                throw new RefusedException("template.unreadable", failed.Reason);
            case var other:
                throw new InvalidOperationException($"Unknown answer {other.GetType().Name}.");
        }
    }

    /// <summary>What the customer will read.</summary>
    public static string Filled(MessageTemplate template, IReadOnlyDictionary<string, string> values) => Place().Replace(template.Text, m => values.GetValueOrDefault(m.Groups[1].Value, m.Value));

    [GeneratedRegex(@"\{\{([A-Za-z0-9_.]{1,60})\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}

/// <summary>The templates that can be sent in a conversation.</summary>
internal sealed class ListTemplates(IInboxDb db, Templates templates)
{
    public async Task<IReadOnlyList<MessageTemplate>?> Handle(Guid conversationId, CancellationToken ct) =>
        await db.Conversations.Where(c => c.Id == conversationId).Join(db.Channels, c => c.ChannelId, c => c.Id, (_, channel) => channel).AsNoTracking().FirstOrDefaultAsync(ct) is { } channel
            ? await templates.Of(channel, ct) : null;
}
