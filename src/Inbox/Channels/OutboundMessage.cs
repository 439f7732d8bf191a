namespace PromoEngine.Inbox.Channels;

/// <param name="Id">Our message's id: the name that a provider with idempotency keys knows the attempt by.</param>
/// <param name="To">The customer's address as the contact has it.</param>
/// <param name="StatusUrl">Where the provider reports delivery; null when we are not reachable from outside.</param>
internal sealed record OutboundMessage(Guid Id, string To, string Text, string? StatusUrl)
{
    public IReadOnlyList<OutboundFile> Files { get; init; } = [];

    /// <summary>What the conversation is known by at the provider, beyond the customer's address; as <see cref="InboundMessage.Reference"/> told it.</summary>
    public string? Reference { get; init; }

    /// <summary>The provider's id of the message that this one answers, which the customer then sees above it; null: none in particular.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>An approved text that goes out instead of <see cref="Text"/>, which says the same in words; null: free text.</summary>
    public TemplateChoice? Template { get; init; }

    /// <summary>A person answers after the reply window, within <see cref="ChannelCapabilities.AgentWindow"/>: the provider is told so.</summary>
    public bool ByAgent { get; init; }

    /// <summary>What a mail needs beside its text; null on every other kind of channel.</summary>
    public OutboundMail? Mail { get; init; }
}

/// <summary>A text that the provider approved beforehand.</summary>
/// <param name="Id">What the adapter knows it by.</param>
/// <param name="Text">With <c>{{name}}</c> where a value goes.</param>
/// <param name="Placeholders">The names of its values, in the order in which they stand in the text.</param>
/// <param name="Unusable">Why it cannot be sent from here, as a sentence; null when it can.</param>
internal sealed record MessageTemplate(string Id, string Name, string Language, string Category, string Text, IReadOnlyList<string> Placeholders, string? Unusable = null);

/// <summary>A template and what stands in its places.</summary>
internal sealed record TemplateChoice(string Id, IReadOnlyDictionary<string, string> Values);

/// <summary>What came of asking for the templates.</summary>
internal abstract record TemplatesResult
{
    private TemplatesResult() { }

    internal sealed record Found(IReadOnlyList<MessageTemplate> Templates) : TemplatesResult;

    /// <param name="Reason">A sentence for the person who wanted to choose one.</param>
    internal sealed record Failed(string Reason) : TemplatesResult;
}

/// <param name="Cc">Who gets a copy, as bare addresses.</param>
/// <param name="InReplyTo">The Message-ID that it answers, without brackets; null: it begins a thread.</param>
/// <param name="References">The thread before it, oldest first, and the name by which we know the thread again.</param>
/// <param name="IsAutomatic">No person wrote it.</param>
internal sealed record OutboundMail(string Subject, IReadOnlyList<string> Cc, string? InReplyTo, IReadOnlyList<string> References, Guid ConversationId, bool IsAutomatic);

/// <summary>A file that goes out.</summary>
/// <param name="Name">Without any path.</param>
/// <param name="Open">Its bytes, once for each call.</param>
/// <param name="Link">Where a provider can fetch it for a day; null when we are not reachable from outside.</param>
internal sealed record OutboundFile(string Name, string ContentType, long Size, Func<Stream> Open, string? Link = null);

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

    /// <summary>It may have been heard, and nobody can be asked: only a person can decide.</summary>
    internal sealed record NobodyKnows : SendResult;

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

    /// <summary>It was asked and does not know: not having it says nothing.</summary>
    internal sealed record CannotTell : LookUpResult;
}

internal sealed record SentMessage(string ExternalId, DeliveryStatus Status, DeliveryError? Error, DateTime? CreatedAt);

/// <param name="Text">A sentence for the person who pressed the button.</param>
internal sealed record TestResult(bool Ok, string Text)
{
    /// <summary>When what we sign in with stops working; null when it does not, or when the provider does not say.</summary>
    public DateTime? TokenExpiresAt { get; init; }

    /// <summary>What was tried one after the other, where that is more than one thing.</summary>
    public IReadOnlyList<TestStep> Steps { get; init; } = [];
}

/// <param name="Name">What was tried: "SMTP sign-in".</param>
internal sealed record TestStep(string Name, bool Ok, string Text);

/// <summary>What came of opening a file at the provider.</summary>
internal abstract record MediaResult
{
    private MediaResult() { }

    /// <param name="Content">To be read and disposed by the caller; its length is not to be believed.</param>
    /// <param name="ContentType">As the provider says now; null when it does not.</param>
    internal sealed record Found(Stream Content, string? ContentType) : MediaResult;

    /// <summary>It is not there any more, or we may not have it.</summary>
    internal sealed record Gone(string Reason) : MediaResult;

    internal sealed record TryLater(TimeSpan After, string Reason) : MediaResult;
}
