namespace PromoEngine.Inbox.Channels;

/// <summary>
/// A provider that carries messages. Adapters hold no state of ours and touch no database: what they are told comes in as
/// arguments, what they found out goes back as a value, so that a job can act on it in its own unit of work.
/// </summary>
internal interface IMessageChannel
{
    /// <summary>As in <c>POST /api/channels</c>: "twilio".</summary>
    string Provider { get; }

    /// <summary>What it carries, and what can be done there; one entry for each kind.</summary>
    IReadOnlyDictionary<ChannelKind, ChannelCapabilities> Kinds { get; }

    /// <summary>What a person fills in to connect an account of this kind; the form on the screen is made of it.</summary>
    ChannelForm Form(ChannelKind kind);

    /// <summary>
    /// The account as it is to be saved (address in its one spelling), and what is wrong with it as entered, by field name;
    /// nothing wrong: it can be saved.
    /// </summary>
    CheckedAccount Check(ChannelAccount account);

    /// <summary>Sends once; never repeats by itself, because only the caller knows what is already on record.</summary>
    Task<SendResult> Send(ChannelAccount account, OutboundMessage message, CancellationToken ct);

    /// <summary>Finds what was really sent after a <see cref="SendResult.Unsure"/> or a crash. Only asked where <see cref="ChannelCapabilities.LookUp"/> says so.</summary>
    Task<LookUpResult> LookUp(ChannelAccount account, OutboundMessage message, DateTime since, CancellationToken ct) =>
        throw new NotSupportedException($"{Provider} has no look-up.");

    /// <summary>Opens a file that came with a message and lies at the provider; the caller reads it up to its own limit and disposes it.</summary>
    /// <param name="account">Whose it is.</param>
    /// <param name="url">As in <see cref="InboundMedia.Url"/>: an address, or `media:ID`.</param>
    /// <param name="ct">Ends with the job.</param>
    Task<MediaResult> Fetch(ChannelAccount account, string url, CancellationToken ct) =>
        throw new NotSupportedException($"{Provider} keeps no files.");

    /// <summary>The approved texts of an account, all pages of them. Only asked where <see cref="ChannelCapabilities.Templates"/> says so.</summary>
    Task<TemplatesResult> Templates(ChannelAccount account, CancellationToken ct) =>
        throw new NotSupportedException($"{Provider} has no templates.");

    /// <summary>Asks the provider whether the credentials work, without sending anything.</summary>
    Task<TestResult> Test(ChannelAccount account, CancellationToken ct);
}

/// <summary>What can be done on a channel. The screens offer nothing else.</summary>
/// <param name="LongestText">The longest text that the provider takes, in UTF-16 units, which is what a browser counts too.</param>
internal sealed record ChannelCapabilities(int LongestText)
{
    /// <summary>Whether the provider can be asked what became of a send that broke off. Where it cannot, it stays <see cref="DeliveryStatus.MaybeSent"/> until a person decides.</summary>
    public bool LookUp { get; init; }

    /// <summary>The largest file that goes out, in bytes; 0: none do.</summary>
    public long LargestFile { get; init; }

    /// <summary>How many files one message takes.</summary>
    public int MostFiles { get; init; }

    /// <summary>How many characters may stand beside a file; more go as a message of their own. Null: as many as without one.</summary>
    public int? LongestCaption { get; init; }

    /// <summary>Until how long after the customer's last message free text may be sent; null: always.</summary>
    public TimeSpan? ReplyWindow { get; init; }

    /// <summary>Until how long after it a person may still answer, told as such (<see cref="OutboundMessage.ByAgent"/>); null: not at all.</summary>
    public TimeSpan? AgentWindow { get; init; }

    /// <summary>Texts that the provider approved beforehand, which go out at any time.</summary>
    public bool Templates { get; init; }

    /// <summary>Messages have a subject and copies.</summary>
    public bool Subject { get; init; }

    public bool Reactions { get; init; }

    public bool Edits { get; init; }

    public bool ReadReceipts { get; init; }

    /// <summary>What an account takes at most in a second; the queue keeps to it.</summary>
    public double MostPerSecond { get; init; } = 10;
}
