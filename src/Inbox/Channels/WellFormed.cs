using System.Text;

namespace PromoEngine.Inbox.Channels;

/// <summary>
/// Text from outside, made storable: PostgreSQL refuses NUL, and half a surrogate pair cannot be written as UTF-8. Each
/// becomes U+FFFD, one for one, so that offsets stay where they were.
/// </summary>
internal static class WellFormed
{
    public static string Text(string text)
    {
        var at = FirstBroken(text, 0);
        if (at < 0)
            return text;

        var mended = new StringBuilder(text);
        for (; at >= 0; at = FirstBroken(text, at + 1))
            mended[at] = '\uFFFD';
        return mended.ToString();
    }

    /// <summary>At most so long; a cut through an emoji leaves half of it, which cannot be stored.</summary>
    public static string Cut(string text, int most) => text.Length <= most ? text : Text(text[..most]);

    private static int FirstBroken(string text, int from)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '\0')
                return i;
            if (!char.IsSurrogate(text[i]))
                continue;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else
                return i;
        }
        return -1;
    }
}
