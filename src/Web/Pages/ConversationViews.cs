using PromoEngine.Extraction.Drafts;
using PromoEngine.Inbox;
using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Conversations;
using PromoEngine.Orders;

namespace PromoEngine.Web.Pages;

internal sealed record ChannelRef(Guid Id, ChannelKind Kind, string Name);

/// <summary>Something the rep must decide.</summary>
internal sealed record AttentionView(string Code, string Text);

internal sealed record LastMessageView(string Text, DateTime At, Direction Direction);

/// <summary>A conversation in the list.</summary>
internal sealed record ConversationItem(
    Guid Id, ContactCard Contact, ChannelRef Channel, ConversationStatus Status, int Unread, AttentionView? Attention, LastMessageView LastMessage, DraftRef? Draft, int Version, string? Subject);

/// <summary>A conversation with everything that belongs beside it.</summary>
/// <param name="Subject">Of a mail thread.</param>
/// <param name="Earlier">Where older messages begin; null when these are all.</param>
internal sealed record ConversationView(
    Guid Id, ContactCard Contact, ChannelRef Channel, ConversationStatus Status, int Unread, AttentionView? Attention, LastMessageView LastMessage, DraftRef? Draft, int Version, string? Subject,
    IReadOnlyList<MessageView> Messages, string? Earlier, IReadOnlyList<DraftView> Drafts, IReadOnlyList<QuoteItem> Quotes, IReadOnlyList<OrderItem> Orders,
    IReadOnlyList<ConversationAction> Can)
{
    /// <summary>How long it can be answered in words of one's own; null: for ever.</summary>
    public required ReplyWindow? ReplyWindow { get; init; }

    /// <summary>The longest text that can be sent here.</summary>
    public required int LongestText { get; init; }

    /// <summary>How many files a message here takes.</summary>
    public required int MostFiles { get; init; }

    /// <summary>The largest of them, in bytes.</summary>
    public required long LargestFile { get; init; }

    /// <summary>Where else the same customer can be written to; told once the window here is closed.</summary>
    public required IReadOnlyList<OtherChannel> Elsewhere { get; init; }
}

internal enum ConversationAction { Reply, Close, Reopen }
