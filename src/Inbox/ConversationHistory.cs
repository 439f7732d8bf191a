using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Conversations;

namespace PromoEngine.Inbox;

/// <summary>A message as the reader sees it.</summary>
/// <param name="Position">Order of arrival.</param>
/// <param name="FromCustomer">False: the shop wrote it.</param>
/// <param name="SentAt">UTC.</param>
public sealed record HistoryMessage(Guid Id, long Position, Guid ConversationId, string Channel, bool FromCustomer, string Text, DateTime SentAt)
{
    /// <summary>What was put into a cart; its text lists each as "50 × CODE", on lines of their own at its end.</summary>
    public IReadOnlyList<CartItem> Items { get; init; } = [];
}

/// <param name="Code">As in the shop's catalogue at the provider.</param>
/// <param name="Quantity">In pieces.</param>
public sealed record CartItem(string Code, long Quantity);

/// <summary>The words of a file that came with a message.</summary>
public sealed record HistoryFile(Guid Id, Guid MessageId, string Name, string Text);

/// <summary>What was said, for whoever reads orders out of it.</summary>
public sealed class ConversationHistory
{
    private const int MostFiles = 50;

    /// <summary>Nobody reads an out-of-office note for orders.</summary>
    private const MailMarks Automatic = MailMarks.AutoReply | MailMarks.Bounce;

    private readonly IInboxDb db;

    internal ConversationHistory(IInboxDb db) => this.db = db;

    /// <summary>The latest messages of all open conversations of a contact, oldest first.</summary>
    /// <param name="contactId">A contact of this workspace.</param>
    /// <param name="after">Only messages that arrived after this position.</param>
    /// <param name="most">At most so many, the latest ones.</param>
    /// <param name="ct">Ends with the caller.</param>
    public async Task<IReadOnlyList<HistoryMessage>> OfContact(Guid contactId, long after, int most, CancellationToken ct)
    {
        var messages = await (
            from message in db.Messages.AsNoTracking()
            join conversation in db.Conversations on message.ConversationId equals conversation.Id
            join channel in db.Channels on message.ChannelId equals channel.Id
            where message.ContactId == contactId && message.Position > after && message.Verified && message.ErasedAt == null && (message.Marks & Automatic) == 0
                // A quote or a confirmation that the product itself sent proposes nothing: the yes to it accepts the quote.
                && !(message.Direction == Direction.Outbound && message.Author == null && message.QueuedAt != null) && conversation.Status == ConversationStatus.Open
            orderby message.Position descending
            select new { message.DeletedAt, message.Items, History = new HistoryMessage(message.Id, message.Position, message.ConversationId, channel.Kind.ToString(), message.Direction == Direction.Inbound, message.DeletedAt == null ? message.Text : "", message.SentAt) })
            .Take(most).ToListAsync(ct);
        messages.Reverse();
        return [.. messages.Select(m => m.DeletedAt is null && m.Items.Count > 0 ? m.History with { Items = [.. m.Items.Select(i => new CartItem(i.Code, i.Quantity))] } : m.History)];
    }

    /// <summary>The words of the files that came with these messages, in the order of the files.</summary>
    public async Task<IReadOnlyList<HistoryFile>> Files(IReadOnlyCollection<Guid> messageIds, CancellationToken ct) => await (
        from text in db.AttachmentTexts.AsNoTracking()
        join attachment in db.Attachments on text.AttachmentId equals attachment.Id
        where messageIds.Contains(attachment.MessageId)
        orderby attachment.Ordinal, attachment.Id
        select new HistoryFile(attachment.Id, attachment.MessageId, attachment.Name, text.Text)).Take(MostFiles).ToListAsync(ct);

    /// <summary>The position of a contact's latest message from the customer; 0 when there is none.</summary>
    public async Task<(long Position, Guid Id)> LatestFromCustomer(Guid contactId, CancellationToken ct)
    {
        var latest = await db.Messages.AsNoTracking().Where(m => m.ContactId == contactId && m.Direction == Direction.Inbound && m.ErasedAt == null && (m.Marks & Automatic) == 0)
            .OrderByDescending(m => m.Position).Select(m => new { m.Position, m.Id }).FirstOrDefaultAsync(ct);
        return latest is null ? (0, Guid.Empty) : (latest.Position, latest.Id);
    }

    /// <summary>One message; null when it is not of this workspace.</summary>
    public async Task<(Guid ConversationId, string Text, bool Verified)?> Message(Guid id, CancellationToken ct)
    {
        var message = await db.Messages.AsNoTracking().Where(m => m.Id == id).Select(m => new { m.ConversationId, m.Text, m.Verified }).FirstOrDefaultAsync(ct);
        return message is null ? null : (message.ConversationId, message.Text, message.Verified);
    }
}
