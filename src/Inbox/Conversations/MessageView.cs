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

    /// <summary>Of a mail; null on every other kind of channel.</summary>
    public MailView? Mail { get; init; }

    public static MessageView Of(Message message, ChannelKind channel, IEnumerable<Attachment> attachments, string? author) => new(
        message.Id, message.Direction, channel, message.DeletedAt is null ? message.Text : "", message.SentAt, message.Status,
        message.ErrorCode is null ? null : new(message.ErrorCode, message.ErrorText ?? ""),
        [.. attachments.OrderBy(a => a.Ordinal).Select(AttachmentView.Of)],
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

/// <param name="From">Name and address; empty for one of ours.</param>
/// <param name="Others">Bare addresses: who gets a copy when all are answered.</param>
/// <param name="AnswerTo">Where an answer goes; null for one of ours.</param>
/// <param name="HasMore">There is more than the newly written text: quotes, a signature, HTML.</param>
internal sealed record MailView(
    string Subject, string From, IReadOnlyList<string> To, IReadOnlyList<string> Cc, IReadOnlyList<string> Others, string? AnswerTo, IReadOnlyList<MailMark> Marks, string? Limit, string? ForwardedFrom,
    bool HasMore, bool HasHtml)
{
    public static MailView Of(Message message, MailSheet? original) => new(
        message.Subject ?? "", original?.From ?? "", original is null ? message.To is { } to ? [to] : [] : MailOriginal.List(original.To),
        MailOriginal.List(original?.Cc ?? message.Copies ?? ""), MailOriginal.List(original?.Others ?? ""), original?.AnswerTo,
        [.. Enum.GetValues<MailMark>().Where(mark => message.Marks.HasFlag(Enum.Parse<MailMarks>(mark.ToString())))],
        original?.Limit, original?.ForwardedFrom, original is { HasText: true } or { HasHtml: true }, original?.HasHtml == true);
}

/// <summary>What a list of messages shows of a mail; its text and HTML are read when somebody asks.</summary>
internal sealed record MailSheet(Guid MessageId, string From, string To, string Cc, string Others, string AnswerTo, string? Limit, string? ForwardedFrom, bool HasText, bool HasHtml);

internal enum MailMark { AutoReply, Bounce, List, Spam, Cut }

internal sealed record MessageError(string Code, string Text);

/// <param name="Url">Where the file is to be had; null while, or because, we do not have it.</param>
/// <param name="Problem">Why we do not have it, as a sentence.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Width">Of a picture, in pixels.</param>
internal sealed record AttachmentView(Guid Id, string ContentType, string Name, AttachmentState State, string? Url, string? Problem, long? Size, int? Width, int? Height, bool IsInline, string? ContentId)
{
    public static AttachmentView Of(Attachment a) => new(
        a.Id, a.ContentType, a.Name, a.State, a.State == AttachmentState.Stored ? $"/api/attachments/{a.Id}" : null, a.Problem, a.Size, a.Width, a.Height, a.IsInline, a.ContentId);
}

internal enum MessageAction { Retry }
