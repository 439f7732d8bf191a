namespace PromoEngine.Inbox.Channels.Twilio;

/// <summary>Twilio's names for where a message is (https://www.twilio.com/docs/messaging/api/message-resource, Status).</summary>
internal static class TwilioStatus
{
    /// <summary>Null for a name that did not exist when this was written: news that we cannot read is no news.</summary>
    public static DeliveryStatus? Read(string status) => status.ToLowerInvariant() switch
    {
        // "accepted" and "scheduled" wait in a messaging service, "queued" in the queue of a number.
        "accepted" or "scheduled" or "queued" => DeliveryStatus.Queued,
        "sending" => DeliveryStatus.Sending,
        // Some segments have a receipt and some do not, so the message as a whole has none.
        "sent" or "partially_delivered" => DeliveryStatus.Sent,
        "failed" or "canceled" => DeliveryStatus.Failed,
        "undelivered" => DeliveryStatus.Undelivered,
        "delivered" => DeliveryStatus.Delivered,
        "read" => DeliveryStatus.Read,
        "receiving" or "received" => DeliveryStatus.Received,
        _ => null,
    };
}
