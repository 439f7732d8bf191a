namespace PromoEngine.Inbox.Channels;

/// <summary>What a webhook said, in words that no provider owns. One call may carry any number of messages and callbacks.</summary>
internal sealed record ParsedWebhook(IReadOnlyList<InboundMessage> Messages, IReadOnlyList<DeliveryUpdate> Updates)
{
    /// <summary>What happened to messages that are there already.</summary>
    public IReadOnlyList<ThreadEvent> Events { get; init; } = [];

    /// <summary>Why (a part of) the call was passed over, as a sentence for the operators; null when nothing was.</summary>
    public string? PassedOver { get; init; }

    /// <summary>A call that we understand to hold nothing for us, or do not understand; its event stays stored either way.</summary>
    public static readonly ParsedWebhook Nothing = new([], []);

    public bool IsNothing => Messages.Count == 0 && Updates.Count == 0 && Events.Count == 0;
}

/// <summary>A message from a customer.</summary>
/// <param name="ExternalId">The provider's id of the message, unique on one channel account.</param>
/// <param name="Sender">Whom it is from, normalised (see PhoneNumber for phone numbers).</param>
/// <param name="Recipient">Which address of ours it was sent to.</param>
/// <param name="Text">Well-formed UTF-16 without NUL: offsets into it are what evidence cites. May be empty.</param>
/// <param name="SentAt">When the provider says it was written; null when it does not say.</param>
internal sealed record InboundMessage(
    string ExternalId, ChannelKind Kind, string Sender, string? SenderName, string Recipient, string Text,
    IReadOnlyList<InboundMedia> Media, DateTime? SentAt)
{
    /// <summary>Our own side wrote it elsewhere (the page's inbox, the phone): <see cref="Sender"/> is us, <see cref="Recipient"/> the customer.</summary>
    public bool IsEcho { get; init; }

    /// <summary>Of an echo: the <see cref="OutboundMessage.Id"/> that a send of ours was tagged with, where the provider hands it back. Null: somebody wrote it elsewhere.</summary>
    public Guid? OurId { get; init; }

    /// <summary>The message it answers, by the provider's id; null when it answers none.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>What the conversation is called on this channel; null: the customer's address, one thread for each person.</summary>
    public string? Thread { get; init; }

    /// <summary>What an answer needs beyond the customer's address (a conversation's id, a service's address), as the adapter wants it back. At most 2,000 characters.</summary>
    public string? Reference { get; init; }

    /// <summary>What a mail says beside its text; null on every other kind of channel.</summary>
    public MailDetails? Mail { get; init; }

    /// <summary>Catalogue items that were put into a cart; they become lines without any reading.</summary>
    public IReadOnlyList<OrderedItem> Items { get; init; } = [];
}

/// <param name="Code">The item's code in the shop's catalogue at the provider.</param>
internal sealed record OrderedItem(string Code, long Quantity);

internal enum ThreadEventKind { Reaction, ReactionRemoved, Edited, Deleted, ReadUpTo, DeliveredUpTo, NumberChanged }

/// <summary>News about a thread that is no message of its own.</summary>
/// <param name="Person">The customer's address.</param>
/// <param name="Target">The message it is about, by the provider's id; null for all up to <paramref name="At"/>.</param>
/// <param name="Text">The emoji, the new text, the new number; empty otherwise.</param>
internal sealed record ThreadEvent(ThreadEventKind Kind, string Person, string? Target, string Text, DateTime? At)
{
    /// <summary>Our own side did it, in the provider's own app.</summary>
    public bool ByUs { get; init; }
}

/// <summary>An attachment that is still at the provider; fetching it is a step of its own.</summary>
/// <param name="Url">Where it lies, or, from providers that hand out ids, `media:ID`, which the adapter can resolve.</param>
/// <param name="ContentType">As the provider says.</param>
/// <param name="Name">The file's name, or one made up.</param>
internal sealed record InboundMedia(string Url, string ContentType, string Name)
{
    /// <summary>What a mail's HTML calls it (`cid:`), without brackets.</summary>
    public string? ContentId { get; init; }

    /// <summary>Shown inside the text rather than attached to it.</summary>
    public bool IsInline { get; init; }

    /// <summary>The bytes where they came with the event itself (a mail's attachments); null: they lie at the provider.</summary>
    public Func<ReadOnlyMemory<byte>>? Content { get; init; }
}

/// <summary>News about a message that we sent.</summary>
/// <param name="ExternalId">The provider's id; our own commit of it may still be under way.</param>
/// <param name="Error">Why it did not arrive, when it did not.</param>
internal sealed record DeliveryUpdate(string ExternalId, DeliveryStatus Status, DeliveryError? Error)
{
    /// <summary>The <see cref="OutboundMessage.Id"/> that the send was tagged with, where the provider hands it back: it finds a message whose send broke off before its id was known.</summary>
    public Guid? OurId { get; init; }
}

/// <param name="Code">The provider's code, for looking it up.</param>
/// <param name="Text">A sentence that someone in sales understands.</param>
/// <param name="Permanent">Whether sending the same text to the same address again is bound to fail again.</param>
internal sealed record DeliveryError(string Code, string Text, bool Permanent);
