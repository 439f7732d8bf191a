using System.Globalization;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Extraction.Drafts;
using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Conversations;
using PromoEngine.Orders;
using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Pages;

/// <summary>One conversation: its latest messages and the drafts, quotes and orders that came of it.</summary>
internal sealed class ReadConversation(AppDb db, ListConversations conversations, ReadDrafts drafts, QuoteItems quotes, OrderItems orders, ActorNames names, CurrentPerson person, ChannelAdapters adapters, Elsewhere elsewhere, TimeProvider clock)
{
    private const int PageSize = 100;

    public async Task<ConversationView?> Handle(Guid id, string? before, CancellationToken ct)
    {
        if (await conversations.One(id, ct) is not { } item)
            return null;
        var seesOrders = person.May.Contains(Permission.OrdersRead);
        var (messages, earlier) = await Messages(item, Position(before), ct);
        var (can, window) = await Window(item, ct);
        return new(
            item.Id, item.Contact, item.Channel, item.Status, item.Unread, item.Attention, item.LastMessage, item.Draft, item.Version, item.Subject, messages, earlier,
            await drafts.OfConversation(id, item.Contact.Id, ct), seesOrders ? await quotes.OfConversation(id, ct) : [], seesOrders ? await orders.OfConversation(id, ct) : [], Can(item))
        {
            LongestText = can.LongestText,
            MostFiles = can.MostFiles,
            LargestFile = can.LargestFile,
            ReplyWindow = window,
            Elsewhere = window?.Until <= clock.GetUtcNow().UtcDateTime ? await elsewhere.Find(id, ct) : [],
        };
    }

    private async Task<(ChannelCapabilities Can, ReplyWindow? Window)> Window(ConversationItem item, CancellationToken ct)
    {
        var conversation = await db.Conversations.AsNoTracking().SingleAsync(c => c.Id == item.Id, ct);
        var provider = await db.Channels.Where(c => c.Id == item.Channel.Id).Select(c => c.Provider).SingleAsync(ct);
        var can = adapters.Channel(provider)!.Kinds[item.Channel.Kind];
        return (can, ReplyWindow.Of(can, conversation));
    }

    private async Task<(IReadOnlyList<MessageView>, string? Earlier)> Messages(ConversationItem item, long before, CancellationToken ct)
    {
        var found = await db.Messages.AsNoTracking().Where(m => m.ConversationId == item.Id && m.Position < before)
            .OrderByDescending(m => m.Position).Take(PageSize + 1).ToListAsync(ct);
        var page = found.Take(PageSize).Reverse().ToList();
        var ids = page.Select(m => m.Id).ToList();
        var attachments = (await db.Attachments.AsNoTracking().Where(a => ids.Contains(a.MessageId)).ToListAsync(ct)).ToLookup(a => a.MessageId);
        var reactions = (await db.Reactions.AsNoTracking().Where(r => ids.Contains(r.MessageId)).ToListAsync(ct)).ToLookup(r => r.MessageId);
        var sheets = item.Channel.Kind == ChannelKind.Email ? await Sheets(ids, ct) : [];
        var authors = await names.Of(page.Select(m => m.Author), ct);
        return (
            [.. page.Select(m => MessageView.Of(m, item.Channel.Kind, attachments[m.Id], m.Author is { } author ? authors.GetValueOrDefault(author) : null, reactions[m.Id]) with
            {
                Mail = item.Channel.Kind == ChannelKind.Email ? MailView.Of(m, sheets.GetValueOrDefault(m.Id)) : null,
            })],
            found.Count > PageSize ? page[0].Position.ToString(CultureInfo.InvariantCulture) : null);
    }

    private Task<Dictionary<Guid, MailSheet>> Sheets(List<Guid> messages, CancellationToken ct) => db.MailOriginals.AsNoTracking().Where(o => messages.Contains(o.MessageId))
        .Select(o => new MailSheet(o.MessageId, o.From, o.To, o.Cc, o.Others, o.AnswerTo, o.Limit, o.ForwardedFrom, o.Text != null, o.Html != null)).ToDictionaryAsync(o => o.MessageId, ct);

    private static IReadOnlyList<ConversationAction> Can(ConversationItem item) => item.Status == ConversationStatus.Closed
        ? [ConversationAction.Reopen]
        : item.Contact.OptedOut ? [ConversationAction.Close] : [ConversationAction.Reply, ConversationAction.Close];

    private static long Position(string? before) => string.IsNullOrEmpty(before) ? long.MaxValue
        : long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position
        : throw new BadHttpRequestException("This cursor is not one that a conversation gave out.");
}
