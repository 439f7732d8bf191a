namespace PromoEngine.Inbox.Channels;

/// <summary>Understands what a provider's accounts took in, whichever way it came.</summary>
internal interface IEventReader
{
    string Provider { get; }

    /// <summary>What a stored event means; run by the job that normalises it. Never throws on junk.</summary>
    ParsedWebhook Read(ChannelAccount account, WebhookCall call);
}

/// <summary>A provider that calls us. A mailbox has none of this; it is fetched.</summary>
internal interface IWebhookChannel : IEventReader
{
    /// <summary>The largest body that is worth reading; more is refused before anything is stored.</summary>
    int LargestBody { get; }

    /// <summary>
    /// The check at the door, on the way to the event's commit: it never throws, and waits for nothing that it has at hand
    /// (published keys are fetched once and kept).
    /// </summary>
    ValueTask<WebhookReceipt> Receive(ChannelAccount account, WebhookCall call, CancellationToken ct);

    /// <summary>The answer to a GET by which a provider makes sure that the address is ours; null: refused.</summary>
    string? Challenge(ChannelAccount account, Func<string, string> query) => null;
}

/// <param name="Url">The URL as the provider called it: public scheme, host and port, path and query.</param>
/// <param name="Header">A header by its name; empty when there is none.</param>
internal sealed record WebhookCall(string Url, string ContentType, Func<string, string> Header, ReadOnlyMemory<byte> Body);

/// <param name="EventKey">Names the event on its channel; the same event told twice has the same key.</param>
/// <param name="Thread">Whose messages these are: events of one thread are normalised in the order of their arrival. Null where order does not matter.</param>
internal readonly record struct WebhookReceipt(WebhookVerdict Verdict, string EventKey, string? Thread = null)
{
    /// <summary>What the provider hears once the event is committed; null: 200 and nothing else.</summary>
    public WebhookAnswer? Answer { get; init; }
}

internal sealed record WebhookAnswer(string ContentType, byte[] Body);

internal enum WebhookVerdict
{
    Verified,
    BadSignature,
    /// <summary>Larger or more broken than anything the provider sends.</summary>
    Unreadable,
    /// <summary>It cannot be checked right now (the provider's published keys cannot be had): it is to come again.</summary>
    Unready,
}
