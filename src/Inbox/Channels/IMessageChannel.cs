namespace PromoEngine.Inbox.Channels;

/// <summary>
/// A provider that carries messages. Adapters hold no state and touch no database: what they are told comes in as
/// arguments, what they found out goes back as a value, so that a job can act on it in its own unit of work.
/// </summary>
internal interface IMessageChannel
{
    /// <summary>As in <c>POST /api/channels</c>: "twilio".</summary>
    string Provider { get; }

    IReadOnlyList<ChannelKind> Kinds { get; }

    /// <summary>
    /// Whether <see cref="LookUp"/> can answer. Where it cannot, a send that broke off stays <see cref="DeliveryStatus.MaybeSent"/>
    /// until a person decides.
    /// </summary>
    bool CanLookUp { get; }

    /// <summary>The longest text that the provider takes, in UTF-16 units, which is what a browser counts too.</summary>
    int LongestText { get; }

    /// <summary>What is wrong with an account as entered, by field name; empty when it can be saved.</summary>
    IReadOnlyDictionary<string, string> Check(ChannelAccount account);

    /// <summary>Sends once; never repeats by itself, because only the caller knows what is already on record.</summary>
    Task<SendResult> Send(ChannelAccount account, OutboundMessage message, CancellationToken ct);

    /// <summary>Finds what was really sent after a <see cref="SendResult.Unsure"/> or a crash.</summary>
    Task<LookUpResult> LookUp(ChannelAccount account, OutboundMessage message, DateTime since, CancellationToken ct);

    /// <summary>Asks the provider whether the credentials work, without sending anything.</summary>
    Task<TestResult> Test(ChannelAccount account, CancellationToken ct);
}

/// <summary>A provider that calls us. E-mail has none of this; it is fetched.</summary>
internal interface IWebhookChannel
{
    string Provider { get; }

    /// <summary>The largest body that is worth reading; more is refused before anything is stored.</summary>
    int LargestBody { get; }

    /// <summary>The check at the door, on the way to the event's commit: nothing here may wait or throw.</summary>
    WebhookReceipt Receive(ChannelAccount account, WebhookCall call);

    /// <summary>What a stored call means; run by the job that normalises it. Never throws on junk.</summary>
    ParsedWebhook Read(ChannelAccount account, WebhookCall call);
}

/// <summary>An account at a provider, its settings already decrypted. Not for logs.</summary>
/// <param name="Address">Our own address on it: for text messages the E.164 number.</param>
internal sealed record ChannelAccount(Guid Id, ChannelKind Kind, string Address, IReadOnlyDictionary<string, string> Settings)
{
    public string Setting(string name) => Settings.TryGetValue(name, out var value) ? value : "";

    // A record would print its settings.
    public override string ToString() => $"Channel {Id}";
}

/// <param name="Url">The URL as the provider called it: public scheme, host and port, path and query.</param>
internal sealed record WebhookCall(string Url, string ContentType, string Signature, ReadOnlyMemory<byte> Body);

/// <param name="EventKey">Names the event on its channel; the same event told twice has the same key.</param>
/// <param name="Thread">Whose messages these are: events of one thread are normalised in the order of their arrival. Null where order does not matter.</param>
internal readonly record struct WebhookReceipt(WebhookVerdict Verdict, string EventKey, string? Thread = null);

internal enum WebhookVerdict
{
    Verified,
    BadSignature,
    /// <summary>Larger or more broken than anything the provider sends.</summary>
    Unreadable,
}

/// <param name="To">The customer's address as the contact has it.</param>
/// <param name="StatusUrl">Where the provider reports delivery; null when we are not reachable from outside.</param>
internal sealed record OutboundMessage(string To, string Text, string? StatusUrl);

/// <summary>What became of a send; nothing else can come out of one.</summary>
internal abstract record SendResult
{
    private SendResult() { }

    /// <summary>The provider has it. From here on its callbacks tell.</summary>
    internal sealed record Accepted(string ExternalId, DeliveryStatus Status) : SendResult;

    /// <summary>The provider said no, and nothing was sent.</summary>
    internal sealed record Rejected(DeliveryError Error) : SendResult;

    /// <summary>The call broke off after it may have been heard: look it up before sending again.</summary>
    internal sealed record Unsure(string Reason) : SendResult;

    /// <summary>Nothing was sent; the provider is busy or not reachable.</summary>
    internal sealed record TryLater(TimeSpan After, string Reason) : SendResult;
}

/// <summary>What the provider knows of messages like the one asked for.</summary>
internal abstract record LookUpResult
{
    private LookUpResult() { }

    /// <summary>
    /// Messages with the same text to the same address since then, oldest first; possibly none. Whoever asked leaves out
    /// those whose id is already on a message of ours: the same text may rightly have been sent twice.
    /// </summary>
    internal sealed record Answer(IReadOnlyList<SentMessage> Messages) : LookUpResult;

    /// <summary>The provider did not answer. Nothing follows from it; above all not that nothing was sent.</summary>
    internal sealed record TryLater(TimeSpan After, string Reason) : LookUpResult;
}

internal sealed record SentMessage(string ExternalId, DeliveryStatus Status, DeliveryError? Error, DateTime? CreatedAt);

/// <param name="Text">A sentence for the person who pressed the button.</param>
internal sealed record TestResult(bool Ok, string Text);
