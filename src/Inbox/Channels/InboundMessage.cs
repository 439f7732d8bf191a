namespace PromoEngine.Inbox.Channels;

/// <summary>What a webhook said, in words that no provider owns. One call may carry any number of messages and callbacks.</summary>
internal sealed record ParsedWebhook(IReadOnlyList<InboundMessage> Messages, IReadOnlyList<DeliveryUpdate> Updates)
{
    /// <summary>A call that we understand to hold nothing for us, or do not understand; its event stays stored either way.</summary>
    public static readonly ParsedWebhook Nothing = new([], []);

    public bool IsNothing => Messages.Count == 0 && Updates.Count == 0;
}

/// <summary>A message from a customer.</summary>
/// <param name="ExternalId">The provider's id of the message, unique on one channel account.</param>
/// <param name="Sender">Whom it is from, normalised (see PhoneNumber for phone numbers).</param>
/// <param name="Recipient">Which address of ours it was sent to.</param>
/// <param name="Text">Well-formed UTF-16 without NUL: offsets into it are what evidence cites. May be empty.</param>
/// <param name="SentAt">When the provider says it was written; null when it does not say.</param>
internal sealed record InboundMessage(
    string ExternalId, ChannelKind Kind, string Sender, string? SenderName, string Recipient, string Text,
    IReadOnlyList<InboundMedia> Media, DateTime? SentAt);

/// <summary>An attachment that is still at the provider; fetching it is a step of its own.</summary>
internal sealed record InboundMedia(string Url, string ContentType, string Name);

/// <summary>News about a message that we sent.</summary>
/// <param name="ExternalId">The provider's id; our own commit of it may still be under way.</param>
/// <param name="Error">Why it did not arrive, when it did not.</param>
internal sealed record DeliveryUpdate(string ExternalId, DeliveryStatus Status, DeliveryError? Error);

/// <param name="Code">The provider's code, for looking it up.</param>
/// <param name="Text">A sentence that someone in sales understands.</param>
/// <param name="Permanent">Whether sending the same text to the same address again is bound to fail again.</param>
internal sealed record DeliveryError(string Code, string Text, bool Permanent);
