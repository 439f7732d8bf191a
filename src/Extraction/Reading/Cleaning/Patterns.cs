using System.Text.RegularExpressions;

namespace PromoEngine.Extraction.Reading;

/// <summary>What is found by its letters rather than its words. Every pattern runs without backtracking: linear in the text, whatever the text is.</summary>
internal static class Patterns
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture;

    /// <summary>Links and mail addresses.</summary>
    public static readonly Regex Address = new(@"(https?://|www\.)[^\s<>]+|[a-z0-9._%+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+|[a-z0-9-]+\.(com|net|org|io|co|biz|info|shop)(/[^\s<>]*)?\b", Linear);

    /// <summary>Phones: an international sign, brackets, or groups of three and four as they are written.</summary>
    public static readonly Regex Phone = new(@"\+\d[\d \-().]{6,18}\d|\(\d{2,5}\)[ \-]?\d{3,4}[ \-]?\d{3,4}|\b\d{3}[\-. ]\d{3}[\-. ]\d{4}\b|\b\d{3}-\d{4}\b|\b0\d{2,4}[ \-]\d{3,4}[ \-]\d{3,4}\b|\b0\d{9,10}\b|\b[2-9]\d{9}\b", Linear);

    /// <summary>Text to be printed or quoted: never read as an order.</summary>
    public static readonly Regex Quoted = new("\"[^\"\n]{1,160}\"|“[^”\n]{1,160}”|«[^»\n]{1,160}»", Linear);

    /// <summary>A clock time.</summary>
    public static readonly Regex Time = new(@"\b\d{1,2}([:.h]\d{2})? ?([ap]\.?m\b\.?|o'?clock)|\b\d{1,2}:\d{2}\b|\b24/7\b", Linear);
}
