using System.ComponentModel.DataAnnotations;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Contacts;

namespace PromoEngine.Inbox.Conversations;

/// <summary>Another channel on which the same customer can be written to.</summary>
/// <param name="ConversationId">The open conversation there; null: there is none yet.</param>
internal sealed record OtherChannel(Guid ChannelId, ChannelKind Kind, string Name, Guid? ConversationId);

/// <summary>Names the channel to go on with.</summary>
public sealed record ElsewhereRequest([property: Required] Guid ChannelId);

/// <summary>Going on with a customer on another channel: where they have an open conversation, or where their number takes texts.</summary>
internal sealed class Elsewhere(IInboxDb db, ChannelAdapters adapters, TimeProvider clock)
{
    private const int Most = 20;

    public async Task<IReadOnlyList<OtherChannel>> Find(Guid conversationId, CancellationToken ct)
    {
        var here = await db.Conversations.AsNoTracking().Where(c => c.Id == conversationId).Join(db.Contacts, c => c.ContactId, c => c.Id, (c, contact) => new { c.ContactId, c.ChannelId, contact.Address }).FirstOrDefaultAsync(ct);
        if (here is null)
            return [];
        var open = await db.Conversations.AsNoTracking().Where(c => c.ContactId == here.ContactId && c.Status == ConversationStatus.Open).OrderByDescending(c => c.LastMessageAt).Take(Most).ToListAsync(ct);
        var channels = await db.Channels.AsNoTracking().OrderBy(c => c.CreatedAt).Take(Most).ToListAsync(ct);
        return [.. from channel in channels
                   where channel.Id != here.ChannelId
                   let there = open.FirstOrDefault(c => c.ChannelId == channel.Id)
                   where there is not null || (channel.Kind == ChannelKind.Sms && PhoneNumber.Normalise(here.Address).IsTextable)
                   where there is null || ReplyWindow.Of(adapters.Channel(channel.Provider)!.Kinds[channel.Kind], there) is not { } window || window.Until > clock.GetUtcNow().UtcDateTime
                   select new OtherChannel(channel.Id, channel.Kind, channel.Name, there?.Id)];
    }

    /// <summary>Inside the unit: the conversation to go on in, made where there was none.</summary>
    public async Task<Guid?> Open(Guid conversationId, ElsewhereRequest request, CancellationToken ct)
    {
        var here = await db.Conversations.FirstOrDefaultAsync(c => c.Id == conversationId, ct);
        if (here is null)
            return null;
        var there = (await Find(conversationId, ct)).FirstOrDefault(c => c.ChannelId == request.ChannelId)
            ?? throw new RefusedException("conversation.not_there", "The customer cannot be written to on that channel.");
        if (there.ConversationId is { } open)
            return open;
        var address = await db.Contacts.Where(c => c.Id == here.ContactId).Select(c => c.Address).SingleAsync(ct);
        var begun = new Conversation { ChannelId = there.ChannelId, ContactId = here.ContactId, ThreadKey = address, CreatedAt = clock.GetUtcNow().UtcDateTime };
        begun.Begun(begun.CreatedAt);
        db.Conversations.Add(begun);
        db.Audit("conversation.begun", "conversation", begun.Id, null, new { From = here.Id, request.ChannelId });
        await db.SaveChangesAsync(ct);
        return begun.Id;
    }
}
