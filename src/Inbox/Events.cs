namespace PromoEngine.Inbox;

/// <summary>A customer's message has been put into its conversation.</summary>
public sealed record MessageReceived(Guid MessageId, Guid ConversationId, Guid ContactId);

/// <summary>A customer changed or deleted what they wrote: what was read out of it is out of date.</summary>
public sealed record MessageChanged(Guid MessageId, Guid ConversationId, Guid ContactId);

/// <summary>
/// A customer's message may answer a quote: YES, Y, OK, a quote's number, or a yes with more beside it. Unverified messages never raise this.
/// </summary>
public sealed record CustomerAnswered(Guid MessageId, Guid ConversationId);

/// <summary>A message of ours is ready to go out.</summary>
public sealed record MessageQueued(Guid MessageId, Guid ConversationId);

/// <summary>A file of a message lies at the provider and is to be fetched.</summary>
public sealed record AttachmentWaiting(Guid AttachmentId);

/// <summary>A customer's file has words in it that were not read yet.</summary>
public sealed record AttachmentRead(Guid ContactId);
