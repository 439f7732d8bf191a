namespace PromoEngine.Inbox.Contacts;

internal enum OptWord
{
    None,
    OptOut,
    OptIn,
    Help,
}

/// <summary>
/// The words by which a phone's owner says whether we may write, as carriers and Twilio know them
/// (https://help.twilio.com/articles/223134027). Only the whole message counts: "please cancel the blue ones" is about an
/// order. A full stop or quotation marks around the word are not a second word.
/// </summary>
internal static class OptWords
{
    private static readonly char[] Around = [.. " \t\r\n.!,;:\"'`*\u00A0\u2018\u2019\u201C\u201D\u00AB\u00BB\u200B\uFEFF"];

    private static readonly HashSet<string> Out = new(StringComparer.OrdinalIgnoreCase)
    {
        "STOP", "STOPALL", "STOP ALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "OPT OUT", "OPT-OUT",
    };

    private static readonly HashSet<string> In = new(StringComparer.OrdinalIgnoreCase) { "START", "UNSTOP", "YES" };

    private static readonly HashSet<string> Help = new(StringComparer.OrdinalIgnoreCase) { "HELP", "INFO" };

    /// <param name="isOptedOut">To everybody else START and YES are ordinary words, YES above all: it accepts quotes.</param>
    public static OptWord Read(string text, bool isOptedOut)
    {
        var word = text.Trim(Around);
        if (Out.Contains(word))
            return OptWord.OptOut;
        if (Help.Contains(word))
            return OptWord.Help;
        return isOptedOut && In.Contains(word) ? OptWord.OptIn : OptWord.None;
    }
}
