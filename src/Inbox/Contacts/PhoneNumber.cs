using System.Globalization;
using System.Text;

namespace PromoEngine.Inbox.Contacts;

internal enum AddressKind
{
    /// <summary>A full number with its country, "+15550100123".</summary>
    Phone,
    /// <summary>Three to eight digits, used by companies; they write but cannot be written to.</summary>
    ShortCode,
    /// <summary>A company's name in the place of a number.</summary>
    Alphanumeric,
    /// <summary>Neither; kept as it came.</summary>
    Unknown,
}

/// <param name="Value">What a contact is found by. Never longer than <see cref="PhoneNumber.LongestAddress"/>.</param>
internal readonly record struct TextAddress(string Value, AddressKind Kind)
{
    /// <summary>Whether a text can be sent there.</summary>
    public bool IsTextable => Kind == AddressKind.Phone;
}

/// <summary>
/// Phone numbers as E.164: one way to write each, so that a customer is one contact. Strict on purpose: a number without
/// its country could be anybody's, so nothing is guessed.
/// </summary>
internal static class PhoneNumber
{
    public const int LongestAddress = 64;

    public static TextAddress Normalise(string written)
    {
        var text = Trimmed(written);
        if (text.StartsWith('+') && Digits(text.AsSpan(1)) is { Length: >= 7 and <= 15 } digits && digits[0] != '0')
            return new("+" + digits, AddressKind.Phone);

        if (text.Length is >= 3 and <= 8 && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0)
            return new(text, AddressKind.ShortCode);

        // GSM 03.38 leaves room for eleven characters in the place of a number, at least one of them a letter.
        return text.Length is > 0 and <= 11 && text.All(IsOfName) && text.Any(char.IsAsciiLetter)
            ? new(text, AddressKind.Alphanumeric)
            : new(Cut(text), AddressKind.Unknown);
    }

    /// <summary>The digits of a number as people write it, or null when anything else is among them.</summary>
    private static string? Digits(ReadOnlySpan<char> written)
    {
        Span<char> digits = stackalloc char[15];
        var count = 0;
        foreach (var c in written)
        {
            if (char.IsAsciiDigit(c) && count < digits.Length)
                digits[count++] = c;
            else if (!IsSeparator(c))
                return null; // also a sixteenth digit
        }
        return new(digits[..count]);
    }

    private static bool IsSeparator(char c) => c is ' ' or '-' or '.' or '(' or ')' or '/' or '\u00A0' or '\u2011' or '\u2013';

    private static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_' or '+' or '&';

    /// <summary>Without the invisible marks that come along when a number is copied from a phone book.</summary>
    private static string Trimmed(string written)
    {
        var text = new StringBuilder(Math.Min(written.Length, LongestAddress));
        foreach (var c in written.AsSpan().Trim())
        {
            if (text.Length < LongestAddress && char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.Control))
                text.Append(c);
        }
        return text.ToString().Trim();
    }

    private static string Cut(string text) => Channels.WellFormed.Text(text);
}
