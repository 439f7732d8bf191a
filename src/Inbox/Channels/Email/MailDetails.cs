namespace PromoEngine.Inbox.Channels;

/// <summary>What kind of mail it is, for those who decide what to do with it; several may be true. Nothing is ever dropped for one of them.</summary>
[Flags]
internal enum MailMarks
{
    None = 0,
    /// <summary>A program answered: it is not answered, and not read for orders.</summary>
    AutoReply = 1,
    /// <summary>It says that a mail of ours did not arrive.</summary>
    Bounce = 2,
    List = 4,
    /// <summary>A filter on the way thinks that it is spam.</summary>
    Spam = 8,
    /// <summary>It broke a limit, so not all of it was read.</summary>
    Cut = 16,
}

/// <summary>A mail beside its newly written text.</summary>
/// <param name="From">Who wrote it, name and address.</param>
/// <param name="To">Name and address of each.</param>
internal sealed record MailDetails(string Subject, string From, IReadOnlyList<string> To, IReadOnlyList<string> Cc)
{
    /// <summary>Bare addresses of everybody who got it and is not us: who gets a copy when all are answered.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Where answers go when it is not where the mail came from: a bare address.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Its own Message-ID, in full.</summary>
    public required string MessageId { get; init; }

    /// <summary>The Message-IDs of the thread before it, nearest first; also the name of our thread when an address carried it.</summary>
    public IReadOnlyList<string> Parents { get; init; } = [];

    /// <summary>The message of ours that this is, by our own Message-ID.</summary>
    public Guid? OwnId { get; init; }

    public MailMarks Marks { get; init; }

    /// <summary>Why not all of it was read.</summary>
    public string? Limit { get; init; }

    /// <summary>Who wrote what was forwarded inside it.</summary>
    public string? ForwardedFrom { get; init; }

    /// <summary>All of its text, quotes and signature too.</summary>
    public string Text { get; init; } = "";

    public string? Html { get; init; }

    /// <summary>A program wrote it.</summary>
    public bool IsAutomatic => (Marks & (MailMarks.AutoReply | MailMarks.Bounce)) != 0;
}
