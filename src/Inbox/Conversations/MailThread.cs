using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Email.Threads;

namespace PromoEngine.Inbox.Conversations;

/// <summary>Which conversation a mail belongs to, by the ids in its header and never by its subject; and the ids that a mail of ours goes out with.</summary>
internal sealed class MailThread(IInboxDb db)
{
    private const int MostIds = 100;
    private const int MostReferences = 12;

    /// <summary>The conversation that knows this mail or one before it, the nearest first; null: it begins one.</summary>
    public async Task<Conversation?> Find(Guid channelId, MailDetails mail, CancellationToken ct)
    {
        var keys = Keys(mail);
        var known = await db.ThreadIds.AsNoTracking().Where(t => t.ChannelId == channelId && keys.Contains(t.Key)).Select(t => new { t.Key, t.ConversationId }).ToListAsync(ct);
        var nearest = known.OrderBy(t => keys.IndexOf(t.Key)).FirstOrDefault();
        if (nearest is null)
            return null;
        var conversation = await db.Conversations.FirstOrDefaultAsync(c => c.Id == nearest.ConversationId, ct);
        if (conversation is null or { Status: ConversationStatus.Open })
            return conversation;
        // Two open ones of one thread cannot be; the open one goes on.
        return await db.Conversations.FirstOrDefaultAsync(c => c.ChannelId == channelId && c.ThreadKey == conversation.ThreadKey && c.Status == ConversationStatus.Open, ct) ?? conversation;
    }

    /// <summary>What a conversation is called that this mail begins: the oldest id it names, so that earlier mails find it when they come later.</summary>
    public static string Root(MailDetails mail) => MailId.Key(mail.Parents.Count > 0 ? mail.Parents[^1] : mail.MessageId);

    /// <summary>From now on whoever names one of these belongs to the conversation.</summary>
    public async Task Remember(Guid channelId, Guid conversationId, IEnumerable<string> ids, CancellationToken ct)
    {
        var wanted = ids.Take(MostIds).Select(id => (Key: MailId.Key(id), Full: id)).DistinctBy(id => id.Key).ToList();
        var keys = wanted.ConvertAll(id => id.Key);
        var known = await db.ThreadIds.AsNoTracking().Where(t => t.ChannelId == channelId && keys.Contains(t.Key)).Select(t => t.Key).ToListAsync(ct);
        known.AddRange(db.ThreadIds.Local.Where(t => t.ChannelId == channelId).Select(t => t.Key));
        db.ThreadIds.AddRange(wanted.Where(id => !known.Contains(id.Key)).Select(id => new ThreadId
        {
            ChannelId = channelId,
            ConversationId = conversationId,
            Key = id.Key,
            Full = id.Full == id.Key ? null : WellFormed.Cut(id.Full, MailId.Longest),
        }));
    }

    /// <summary>What a mail of ours says of its thread.</summary>
    public async Task<OutboundMail> Outgoing(Message message, string ourAddress, CancellationToken ct)
    {
        var before = await db.Messages.AsNoTracking().Where(m => m.ConversationId == message.ConversationId && m.Position < message.Position && m.ExternalId != null)
            .OrderByDescending(m => m.Position).Select(m => new { m.Direction, Key = m.ExternalId! }).Take(MostReferences).ToListAsync(ct);
        var root = await db.Conversations.Where(c => c.Id == message.ConversationId).Select(c => c.ThreadKey).SingleAsync(ct);
        var keys = before.Select(m => m.Key).Append(root).ToList();
        var full = await db.ThreadIds.AsNoTracking().Where(t => t.ChannelId == message.ChannelId && keys.Contains(t.Key)).ToDictionaryAsync(t => t.Key, t => t.MessageId, ct);
        var parent = before.FirstOrDefault(m => m.Direction == Direction.Inbound) ?? before.FirstOrDefault();
        // Old to new; the one that is answered comes last, as RFC 5322 3.6.4 has it.
        var references = before.Select(m => m.Key).Reverse().Prepend(root).Select(key => full.GetValueOrDefault(key)).OfType<string>()
            .Prepend(MailId.OfConversation(message.ConversationId, ourAddress)).ToList();
        if (parent is not null)
            references.Add(full.GetValueOrDefault(parent.Key, parent.Key));
        return new(message.Subject ?? "", MailOriginal.List(message.Copies ?? ""), parent is null ? null : full.GetValueOrDefault(parent.Key, parent.Key), [.. references.AsEnumerable().Reverse().Distinct().Reverse()], message.ConversationId, message.Author is null);
    }

    private static List<string> Keys(MailDetails mail) => [.. mail.Parents.Take(MostIds).Select(MailId.Key), MailId.Key(mail.MessageId)];
}
