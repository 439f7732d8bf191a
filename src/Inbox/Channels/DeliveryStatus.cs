namespace PromoEngine.Inbox.Channels;

/// <summary>Where a message is. The order of the members is the order in which news wins, see <see cref="Delivery.Advance"/>.</summary>
internal enum DeliveryStatus
{
    /// <summary>A message from the customer; it has arrived and never moves.</summary>
    Received,
    Queued,
    Sending,
    /// <summary>The call broke off and the provider cannot be asked what became of it.</summary>
    MaybeSent,
    /// <summary>The provider has taken it.</summary>
    Sent,
    /// <summary>The provider did not send it.</summary>
    Failed,
    /// <summary>The provider sent it and was told that it did not arrive.</summary>
    Undelivered,
    Delivered,
    Read,
}

/// <summary>Providers repeat and reorder their callbacks, so a status may only move forward.</summary>
internal static class Delivery
{
    /// <summary>
    /// What a message's status becomes when a callback comes in. It is the later of the two in one fixed order, so that
    /// the outcome does not depend on the order in which callbacks arrive. A failure beats every step before it; a receipt
    /// beats a failure, because a person who sees "failed" sends again, and the customer would read the same text twice.
    /// A retry starts a new attempt under a new provider id; it does not pass through here.
    /// </summary>
    public static DeliveryStatus Advance(DeliveryStatus current, DeliveryStatus incoming) =>
        current == DeliveryStatus.Received || incoming == DeliveryStatus.Received || incoming < current ? current : incoming;

    public static bool IsFinal(DeliveryStatus status) =>
        status is DeliveryStatus.Received or >= DeliveryStatus.Failed;
}
