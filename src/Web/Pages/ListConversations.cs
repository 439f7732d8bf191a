using Microsoft.EntityFrameworkCore;

using PromoEngine.Extraction.Drafts;
using PromoEngine.Inbox;
using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Contacts;
using PromoEngine.Inbox.Conversations;
using PromoEngine.Orders;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Pages;

/// <summary>The shared inbox: conversations by their latest message, with the draft that waits in each.</summary>
internal sealed class ListConversations(AppDb db, ReadDrafts drafts)
{
    private const int PageSize = 50;

    // Set by name: EF composes filters over an initialiser, not over a constructor.
    private sealed class Row
    {
        public required Conversation Conversation { get; init; }
        public required Contact Contact { get; init; }
        public required Channel Channel { get; init; }
    }

    public async Task<Page<ConversationItem>> Handle(ConversationStatus? status, bool? unread, Guid? channel, string? q, string? cursor, CancellationToken ct)
    {
        var rows = Rows();
        if (status is { } only)
            rows = rows.Where(r => r.Conversation.Status == only);
        if (unread == true)
            rows = rows.Where(r => r.Conversation.Unread > 0);
        if (channel is { } id)
            rows = rows.Where(r => r.Channel.Id == id);
        if (q?.Trim() is { Length: > 0 } words)
        {
            var like = LikePattern.Containing(words.ToLowerInvariant());
#pragma warning disable CA1304, CA1311 // the database lowers, not this process
            rows = rows.Where(r => EF.Functions.Like(r.Contact.Name.ToLower(), like, LikePattern.Escape) || EF.Functions.Like(r.Contact.Address, like, LikePattern.Escape)
                || EF.Functions.Like(r.Conversation.LastText.ToLower(), like, LikePattern.Escape) || EF.Functions.Like(r.Conversation.Subject!.ToLower(), like, LikePattern.Escape));
#pragma warning restore CA1304, CA1311
        }

        if (TimeCursor.Read(cursor) is { } after)
            rows = rows.Where(r => r.Conversation.LastMessageAt < after.At || (r.Conversation.LastMessageAt == after.At && r.Conversation.Id.CompareTo(after.Id) < 0));

        var found = await rows.OrderByDescending(r => r.Conversation.LastMessageAt).ThenByDescending(r => r.Conversation.Id).Take(PageSize + 1).ToListAsync(ct);
        var page = found.Take(PageSize).ToList();
        var open = await drafts.OpenOf([.. page.Select(r => r.Contact.Id).Distinct()], ct);
        return new(
            [.. page.Select(r => Item(r, open.GetValueOrDefault(r.Contact.Id)))],
            found.Count > PageSize ? new TimeCursor(page[^1].Conversation.LastMessageAt, page[^1].Conversation.Id).ToString() : null);
    }

    public async Task<ConversationItem?> One(Guid id, CancellationToken ct)
    {
        var row = await Rows().FirstOrDefaultAsync(r => r.Conversation.Id == id, ct);
        return row is null ? null : Item(row, (await drafts.OpenOf([row.Contact.Id], ct)).GetValueOrDefault(row.Contact.Id));
    }

    private IQueryable<Row> Rows() =>
        from conversation in db.Conversations.AsNoTracking()
        join contact in db.Contacts on conversation.ContactId equals contact.Id
        join channel in db.Channels on conversation.ChannelId equals channel.Id
        select new Row { Conversation = conversation, Contact = contact, Channel = channel };

    private static ConversationItem Item(Row r, DraftRef? draft) => new(
        r.Conversation.Id, new ContactCard(r.Contact.Id, r.Contact.Name, r.Contact.Address, r.Contact.OptedOut, r.Contact.CustomerId),
        new(r.Channel.Id, r.Channel.Kind, r.Channel.Name), r.Conversation.Status, r.Conversation.Unread,
        r.Conversation.AttentionCode is { } code ? new(code, r.Conversation.AttentionText ?? "") : null,
        new(r.Conversation.LastText, r.Conversation.LastMessageAt, r.Conversation.LastDirection), draft, r.Conversation.Version, r.Conversation.Subject);
}
