namespace PromoEngine.Inbox.Channels.Email.Mime;

/// <summary>What kind of mail it is, by its headers and form; nothing is ever dropped for it.</summary>
internal enum MailKind
{
    /// <summary>Somebody wrote it.</summary>
    Personal,
    /// <summary>An out-of-office note or another machine's answer: never answered by us, never read for orders.</summary>
    AutoReply,
    /// <summary>A mail of ours did not arrive; <see cref="Mail.Bounce"/> says which.</summary>
    Bounce,
    /// <summary>Sent to a mailing list or in bulk.</summary>
    List,
}

/// <summary>A mail as it was read. Everything in it comes from outside.</summary>
internal sealed record Mail
{
    public string Subject { get; init; } = "";
    public IReadOnlyList<Mailbox> From { get; init; } = [];
    public IReadOnlyList<Mailbox> To { get; init; } = [];
    public IReadOnlyList<Mailbox> Cc { get; init; } = [];
    public IReadOnlyList<Mailbox> ReplyTo { get; init; } = [];

    /// <summary>When its sender's clock says it was written; null when it does not say or is unreadable.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Without brackets. When the mail has none, one derived from its bytes, so that the same mail always gets the same.</summary>
    public required string MessageId { get; init; }

    /// <summary>The mail had no Message-ID of its own.</summary>
    public bool MessageIdIsDerived { get; init; }

    public string? InReplyTo { get; init; }

    /// <summary>The thread before it, oldest first.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>All that can be read as text, quotes and signature included; from HTML when there is no text part.</summary>
    public string Text { get; init; } = "";

    /// <summary>The HTML as it came: never shown outside a sandboxed frame.</summary>
    public string? Html { get; init; }

    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];
    public MailKind Kind { get; init; }
    public BounceReport? Bounce { get; init; }

    /// <summary>A spam filter on the way marked it; it is shown as marked.</summary>
    public bool IsMarkedSpam { get; init; }

    /// <summary>Why some of it was not read (size, depth, number of parts); null when all was. The raw mail is kept either way.</summary>
    public string? Limit { get; init; }
}

/// <summary>A file in a mail. Its bytes stay encoded inside the raw mail until somebody wants them.</summary>
internal sealed class MailAttachment(string? name, string contentType, string? contentId, bool isInline, ReadOnlyMemory<byte> encoded, string? encoding)
{
    /// <summary>As the mail names it, without any path; null when it names none.</summary>
    public string? Name => name;

    public string ContentType => contentType;

    /// <summary>What the HTML calls it (`cid:`), without brackets.</summary>
    public string? ContentId => contentId;

    /// <summary>Shown inside the text rather than attached to it.</summary>
    public bool IsInline => isInline;

    /// <summary>Bytes once decoded.</summary>
    public long Size { get; } = TransferEncodings.Size(encoded, encoding);

    public ReadOnlyMemory<byte> Content() => TransferEncodings.Decode(encoded, encoding);
}

/// <param name="Recipient">Whom it did not reach.</param>
/// <param name="Status">RFC 3463 code, such as 5.1.1; null when the report gives none.</param>
/// <param name="Reason">What the other server said.</param>
/// <param name="OriginalMessageId">The mail of ours that failed; null when the report does not say.</param>
internal sealed record BounceReport(string? Recipient, string? Status, string? Reason, string? OriginalMessageId);
