using PromoEngine.Inbox.Channels;

namespace PromoEngine.Inbox.Conversations;

internal sealed record MessageView(
    Guid Id, Direction Direction, ChannelKind Channel, string Text, DateTime SentAt, DeliveryStatus Status, MessageError? Error,
    IReadOnlyList<AttachmentView> Attachments, bool Verified, bool Erased, string? Author, IReadOnlyList<MessageAction> Can)
{
    public static MessageView Of(Message message, ChannelKind channel, IEnumerable<Attachment> attachments, string? author) => new(
        message.Id, message.Direction, channel, message.Text, message.SentAt, message.Status,
        message.ErrorCode is null ? null : new(message.ErrorCode, message.ErrorText ?? ""),
        [.. attachments.Select(a => new AttachmentView(a.Id, a.ContentType, a.Name, a.Url))],
        message.Verified, message.ErasedAt is not null, author, message.CanRetry ? [MessageAction.Retry] : []);
}

internal sealed record MessageError(string Code, string Text);

internal sealed record AttachmentView(Guid Id, string ContentType, string Name, string Url);

internal enum MessageAction { Retry }
