using PromoEngine.Inbox.Channels;

namespace PromoEngine.Inbox.Conversations;

internal sealed record MessageView(
    Guid Id, Direction Direction, ChannelKind Channel, string Text, DateTime SentAt, DeliveryStatus Status, MessageError? Error,
    IReadOnlyList<AttachmentView> Attachments, bool Verified, bool Erased, string? Author, IReadOnlyList<MessageAction> Can)
{
    /// <summary>Its sender took it back: no words, no files.</summary>
    public required bool Deleted { get; init; }

    /// <summary>When its sender changed it last; null: never.</summary>
    public required DateTime? EditedAt { get; init; }

    /// <summary>What it said at first, where it was changed.</summary>
    public required string? FirstText { get; init; }

    public required IReadOnlyList<ReactionView> Reactions { get; init; }

    /// <param name="reactions">Those that are still there.</param>
    public static MessageView Of(Message message, ChannelKind channel, IEnumerable<Attachment> attachments, string? author, IEnumerable<Reaction> reactions) => Of(message, channel, message.DeletedAt is null ? attachments : [], author) with
    {
        Reactions = [.. reactions.Where(r => r.Emoji.Length > 0).OrderBy(r => r.At).Select(r => new ReactionView(r.Emoji, r.Person == Reaction.Us))],
    };

    public static MessageView Of(Message message, ChannelKind channel, IEnumerable<Attachment> attachments, string? author) => new(
        message.Id, message.Direction, channel, message.DeletedAt is null ? message.Text : "", message.SentAt, message.Status,
        message.ErrorCode is null ? null : new(message.ErrorCode, message.ErrorText ?? ""),
        [.. attachments.Select(a => new AttachmentView(a.Id, a.ContentType, a.Name, a.Url))],
        message.Verified, message.ErasedAt is not null, author, message.CanRetry ? [MessageAction.Retry] : [])
    {
        Deleted = message.DeletedAt is not null,
        EditedAt = message.DeletedAt is null ? message.EditedAt : null,
        FirstText = message.DeletedAt is null ? message.FirstText : null,
        Reactions = [],
    };
}

/// <param name="Ours">Our own side put it there, in the provider's app.</param>
internal sealed record ReactionView(string Emoji, bool Ours);

internal sealed record MessageError(string Code, string Text);

internal sealed record AttachmentView(Guid Id, string ContentType, string Name, string Url);

internal enum MessageAction { Retry }
