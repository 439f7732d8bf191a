namespace PromoEngine.Inbox.Channels.Email.Imap;

/// <param name="Name">As people read it.</param>
/// <param name="Marks">Such as <c>\Sent</c> (RFC 6154).</param>
internal sealed record ImapFolder(string Name, IReadOnlyList<string> Marks);

/// <param name="UidValidity">UIDs mean something only together with it.</param>
/// <param name="UidNext">The next mail will have at least this UID; null where the server does not say.</param>
internal sealed record OpenedMailbox(uint UidValidity, uint? UidNext, uint Mails);

/// <summary>A mail of a mailbox. <paramref name="Size"/>: as the server counts it; <paramref name="Raw"/> is shorter when only its beginning was asked for.</summary>
internal sealed record FetchedMail(uint Uid, uint Size, byte[] Raw);

/// <summary>NO or BAD.</summary>
internal sealed class ImapNoException(string kind, string code, string words) : Exception($"{kind} {words}")
{
    public string Code => code;

    public string Words => words;
}
