using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;

namespace PromoEngine.Inbox.Conversations;

/// <summary>
/// News about messages that are there: delivery, reactions, edits, deletions, times up to which all was read, a new number. Inside the unit of the job;
/// does not save. Everything here may come twice, late and in any order, and ends the same: what is compared is when it happened, never when we heard.
/// </summary>
internal sealed class ApplyNews(IInboxDb db)
{
    /// <summary>More than anybody leaves unread.</summary>
    private const int MostUnread = 1000;

    /// <returns>False: the message is not known here (yet).</returns>
    public async Task<bool> Handle(Guid channelId, DeliveryUpdate update, CancellationToken ct)
    {
        if (await Find(channelId, update.ExternalId, update.OurId, ct) is not { } message)
            return false;
        if (update.Error is null)
            message.Adopt(update.ExternalId);
        message.Learn(update);
        return true;
    }

    /// <param name="channelId">Where it happened.</param>
    /// <param name="happened">What.</param>
    /// <param name="receivedAt">When we heard, for news without a time.</param>
    /// <param name="changed">Takes the contact whose words are others now.</param>
    /// <param name="ct">Ends with the job.</param>
    /// <returns>False: what it is about is not known here (yet).</returns>
    public Task<bool> Handle(Guid channelId, ThreadEvent happened, DateTime receivedAt, ICollection<Guid> changed, CancellationToken ct)
    {
        var at = happened.At ?? receivedAt;
        return happened.Kind switch
        {
            ThreadEventKind.ReadUpTo or ThreadEventKind.DeliveredUpTo => Seen(channelId, happened, at, ct),
            ThreadEventKind.NumberChanged => Move(channelId, happened, ct),
            _ => ToMessage(channelId, happened, at, changed, ct),
        };
    }

    /// <summary>A message by the provider's id, also one that this unit has just put in; else by the id of ours that the provider handed back.</summary>
    public async Task<Message?> Find(Guid channelId, string externalId, Guid? ourId, CancellationToken ct) =>
        db.Messages.Local.FirstOrDefault(m => m.ChannelId == channelId && m.ExternalId == externalId)
        ?? await db.Messages.FirstOrDefaultAsync(m => m.ChannelId == channelId && m.ExternalId == externalId, ct)
        ?? (ourId is { } id ? await db.Messages.FirstOrDefaultAsync(m => m.Id == id && m.ChannelId == channelId && m.Direction == Direction.Outbound, ct) : null);

    private async Task<bool> ToMessage(Guid channelId, ThreadEvent happened, DateTime at, ICollection<Guid> changed, CancellationToken ct)
    {
        if (happened.Target is not { Length: > 0 } target)
            return true; // about nothing
        if (await Find(channelId, target, null, ct) is not { } message)
            return false;
        if (happened.Kind is ThreadEventKind.Reaction or ThreadEventKind.ReactionRemoved)
        {
            await React(message, happened, at, ct);
            return true;
        }

        // Whoever wrote it may unsay it, and nobody else.
        if (message.ErasedAt is not null || message.Direction != (happened.ByUs ? Direction.Outbound : Direction.Inbound))
            return true;
        var reads = happened.Kind == ThreadEventKind.Deleted ? message.Delete(at) : message.Edit(Cut(happened.Text), at) && message.DeletedAt is null;
        if (!reads)
            return true;
        var conversation = db.Conversations.Local.FirstOrDefault(c => c.Id == message.ConversationId) ?? await db.Conversations.FirstAsync(c => c.Id == message.ConversationId, ct);
        conversation.Reworded(message, message.DeletedAt is null ? message.Text : "Deleted message");
        if (message.Direction == Direction.Inbound)
        {
            changed.Add(message.ContactId);
            db.Raise(new MessageChanged(message.Id, message.ConversationId, message.ContactId));
        }

        return true;
    }

    private async Task React(Message message, ThreadEvent happened, DateTime at, CancellationToken ct)
    {
        var person = happened.ByUs ? Reaction.Us : happened.Person.Length <= 200 ? happened.Person : happened.Person[..200];
        var reaction = db.Reactions.Local.FirstOrDefault(r => r.MessageId == message.Id && r.Person == person)
            ?? await db.Reactions.FirstOrDefaultAsync(r => r.MessageId == message.Id && r.Person == person, ct);
        if (reaction is null)
            db.Reactions.Add(reaction = new Reaction { MessageId = message.Id, ConversationId = message.ConversationId, Person = person });
        var emoji = happened.Kind == ThreadEventKind.Reaction ? happened.Text : "";
        reaction.Put(emoji.Length <= Reaction.LongestEmoji ? emoji : WellFormed.Text(emoji[..Reaction.LongestEmoji]), at);
    }

    private async Task<bool> Seen(Guid channelId, ThreadEvent happened, DateTime upTo, CancellationToken ct)
    {
        if (await Open(channelId, happened.Person, ct) is not { } conversation)
            return false;
        conversation.Seen(happened.Kind, upTo);
        var ours = await db.Messages.Where(m => m.ConversationId == conversation.Id && m.Direction == Direction.Outbound && (m.Status == DeliveryStatus.Sent || m.Status == DeliveryStatus.Delivered))
            .OrderByDescending(m => m.Position).Take(MostUnread).ToListAsync(ct);
        foreach (var message in ours.Concat(db.Messages.Local.Where(m => m.ConversationId == conversation.Id && m.Status == DeliveryStatus.Sent)).Distinct())
            message.Learn(conversation);
        return true;
    }

    /// <summary>The person keeps thread and consent under the new number. Where somebody is known by it already, a person of the shop decides whether they are one.</summary>
    private async Task<bool> Move(Guid channelId, ThreadEvent happened, CancellationToken ct)
    {
        var (old, next) = (happened.Person, happened.Text);
        if (next.Length is 0 or > 200 || old == next)
            return true;
        var contact = await db.Contacts.FirstOrDefaultAsync(c => c.Address == old, ct);
        var taken = await db.Contacts.AnyAsync(c => c.Address == next, ct) || db.Contacts.Local.Any(c => c.Address == next);
        if (contact is null)
            return true; // it has moved already, or nobody here knows them
        var conversation = await Open(channelId, old, ct);
        if (taken)
        {
            conversation?.NeedsAttention("contact.number_changed", $"{contact.Name} writes from {next} now, and somebody is known by that number already.");
            return true;
        }

        contact.Address = next;
        if (conversation is { Address: null })
            conversation.ThreadKey = next;
        return true;
    }

    private async Task<Conversation?> Open(Guid channelId, string person, CancellationToken ct) =>
        db.Conversations.Local.FirstOrDefault(c => c.ChannelId == channelId && c.ThreadKey == person && c.Status == ConversationStatus.Open)
        ?? await db.Conversations.FirstOrDefaultAsync(c => c.ChannelId == channelId && c.ThreadKey == person && c.Status == ConversationStatus.Open, ct);

    private static string Cut(string text) => text.Length <= Message.LongestText ? text : WellFormed.Text(text[..Message.LongestText]);
}
