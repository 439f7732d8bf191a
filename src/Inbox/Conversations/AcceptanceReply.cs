namespace PromoEngine.Inbox.Conversations;

/// <summary>What a customer's message says to a quote, read without knowing which quotes there are.</summary>
internal abstract record AcceptanceReply
{
    private AcceptanceReply() { }

    /// <summary>YES, Y, OK, a number, or both, and nothing beside them.</summary>
    /// <param name="Number">As written; null when none was named.</param>
    /// <param name="SaidYes">False when the number stands alone: that is a yes only if it is the number of an open quote.</param>
    internal sealed record Accept(string? Number, bool SaidYes) : AcceptanceReply;

    /// <summary>A yes with something beside it ("yes but 200"): never an acceptance, and a person should look at it.</summary>
    internal sealed record AcceptWithMore : AcceptanceReply;

    internal sealed record NotAReply : AcceptanceReply;

    private const int LongestReply = 160;
    private const int LongestNumber = 24;

    private static readonly char[] Around = [.. " \t\r\n.!,;:\"'`*\u2018\u2019\u201C\u201D\u00AB\u00BB\u00A0\u200B\uFEFF"];
    private static readonly char[] Between = [.. " \t\r\n,.:;!\u00A0-\u2013\u2014"];

    public static AcceptanceReply Read(string text)
    {
        var said = text.Trim(Around);
        if (said.Length == 0)
            return new NotAReply();

        var rest = AfterYes(said);
        if (rest is null)
            return NumberIn(said) is { } alone ? new Accept(alone, SaidYes: false) : new NotAReply();
        if (rest.Length == 0)
            return new Accept(null, SaidYes: true);
        return NumberIn(rest) is { } number ? new Accept(number, SaidYes: true) : new AcceptWithMore();
    }

    /// <summary>What follows the yes, null when the message does not begin with one.</summary>
    private static string? AfterYes(string said)
    {
        var end = 0;
        while (end < said.Length && (char.IsLetterOrDigit(said[end]) || said[end] is '\'' or '\u2019')) // "y'all" is one word
            end++;
        return said[..end].ToUpperInvariant() is "YES" or "Y" or "OK" ? said[end..].TrimStart(Between).TrimEnd(Around) : null;
    }

    /// <summary>
    /// The number of a quote, as far as its shape tells: digits with letters or a hyphen ("Q-1042", "q 1042", "#Q1042").
    /// Digits alone are none. They are what "yes 200" means, and that is a quantity.
    /// </summary>
    private static string? NumberIn(string written)
    {
        var number = written.TrimStart('#').Trim();
        if (written.Length > LongestReply || number.Length is 0 or > LongestNumber)
            return null;

        var (digits, others) = (0, 0);
        foreach (var c in number)
        {
            if (char.IsAsciiDigit(c))
                digits++;
            else if (char.IsAsciiLetter(c) || c is '-' or '\u2011' or '\u2013')
                others++;
            else if (c is not ' ' || digits > 0 || others != 1) // "q 1042", but not "but 200"
                return null;
        }
        return digits > 0 && others > 0 && char.IsAsciiDigit(number[^1]) ? number : null;
    }

    /// <summary>Whether what was written names this quote: case, hyphens and spaces do not count.</summary>
    public static bool Names(string written, string quoteNumber) => Bare(written) == Bare(quoteNumber);

    private static string Bare(string number) =>
        string.Concat(number.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}

/// <summary>What follows from a reply once the open quotes of the conversation are known.</summary>
internal abstract record AcceptanceChoice
{
    private AcceptanceChoice() { }

    /// <summary>This quote is accepted.</summary>
    internal sealed record Quote(string Number) : AcceptanceChoice;

    /// <summary>It may be a yes, but not to one certain quote: nothing is accepted, and the rep is asked.</summary>
    internal sealed record AskRep(string Why) : AcceptanceChoice;

    /// <summary>An ordinary message.</summary>
    internal sealed record Nothing : AcceptanceChoice;

    /// <param name="openNumbers">The numbers of the sent, unexpired quotes of this contact in this conversation.</param>
    public static AcceptanceChoice Of(AcceptanceReply reply, IReadOnlyList<string> openNumbers)
    {
        if (openNumbers.Count == 0)
            return new Nothing();

        switch (reply)
        {
            case AcceptanceReply.Accept { Number: { } number } accept:
                var named = openNumbers.Where(open => AcceptanceReply.Names(number, open)).ToList();
                if (named.Count == 1)
                    return openNumbers.Count == 1
                        ? new Quote(named[0])
                        : new AskRep($"The customer accepted {named[0]}, but {openNumbers.Count} quotes are open.");
                return accept.SaidYes ? new AskRep($"The customer said yes to {number}, which is not an open quote.") : new Nothing();

            case AcceptanceReply.Accept when openNumbers.Count == 1:
                return new Quote(openNumbers[0]);

            case AcceptanceReply.Accept:
                return new AskRep($"The customer said yes, and {openNumbers.Count} quotes are open.");

            case AcceptanceReply.AcceptWithMore:
                return new AskRep("The customer said yes with something more.");

            default:
                return new Nothing();
        }
    }
}
