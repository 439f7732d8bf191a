using System.Text.RegularExpressions;

namespace PromoEngine.Inbox.Conversations;

/// <summary>What somebody who writes a mail wants beside its text.</summary>
/// <param name="Subject">Null: the thread's.</param>
/// <param name="Cc">Who gets a copy, as bare addresses.</param>
internal sealed record MailWishes(string? Subject, IReadOnlyList<string>? Cc);

/// <summary>Subjects of answers.</summary>
internal static partial class MailSubject
{
    /// <summary>"Re: " once, whatever stands there and in whichever language.</summary>
    public static string Answer(string? subject) => string.IsNullOrWhiteSpace(subject) ? "Re: your message" : $"Re: {Answers().Replace(subject.Trim(), "")}".TrimEnd();

    [GeneratedRegex(@"^((re|aw|antw|sv|vs|rif|ref|res|odp|ynt)(\[\d+\])?\s*:\s*)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Answers();
}
