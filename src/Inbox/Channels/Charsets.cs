using System.Text;

namespace PromoEngine.Inbox.Channels;

/// <summary>Bytes to text by the name that whoever sent them gives their charset; by looking, where it gives none or a wrong one.</summary>
internal static class Charsets
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Names that mailers use and .NET does not know, and such as mean more than they say: ISO-8859-1 is windows-1252 in the wild.</summary>
    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["utf8"] = "utf-8", ["unicode-1-1-utf-8"] = "utf-8", ["cp65001"] = "utf-8", ["utf-8mb4"] = "utf-8",
        ["iso-8859-1"] = "windows-1252", ["latin1"] = "windows-1252", ["latin-1"] = "windows-1252", ["iso8859-1"] = "windows-1252", ["iso_8859-1"] = "windows-1252",
        ["cp1252"] = "windows-1252", ["win-1252"] = "windows-1252", ["ansi"] = "windows-1252", ["iso-8859-9"] = "windows-1254", ["iso-8859-11"] = "windows-874",
        ["cp1250"] = "windows-1250", ["cp1251"] = "windows-1251", ["win-1251"] = "windows-1251", ["iso8859-2"] = "iso-8859-2", ["iso8859-15"] = "iso-8859-15", ["latin9"] = "iso-8859-15",
        ["gb2312"] = "gb18030", ["gbk"] = "gb18030", ["x-gbk"] = "gb18030", ["cp936"] = "gb18030", ["hz-gb-2312"] = "hz-gb-2312",
        ["ks_c_5601-1987"] = "ks_c_5601-1987", ["cp949"] = "ks_c_5601-1987", ["x-sjis"] = "shift_jis", ["sjis"] = "shift_jis", ["cp932"] = "shift_jis", ["big5-hkscs"] = "big5",
        ["iso-8859-8-i"] = "windows-1255", ["iso-8859-8-e"] = "windows-1255", ["macroman"] = "macintosh", ["x-mac-roman"] = "macintosh", ["tis-620"] = "windows-874",
    };

    static Charsets() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static string Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return Encoding.UTF8.GetString(bytes[3..]);
        var name = charset?.Trim().Trim('"', '\'');
        if (string.IsNullOrEmpty(name) || IsVague(name))
            return Guess(bytes);
        if (Known.TryGetValue(name, out var better))
            name = better;
        if (name.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            return Encoding.UTF8.GetString(bytes);
        if (name.Equals("utf-7", StringComparison.OrdinalIgnoreCase) || name.Equals("unicode-1-1-utf-7", StringComparison.OrdinalIgnoreCase))
            return Utf7.Decode(bytes);
        try
        {
            return Encoding.GetEncoding(name).GetString(bytes);
        }
        catch (ArgumentException)
        {
            return Guess(bytes);
        }
    }

    /// <summary>"us-ascii" around letters above 127 says as little as no name.</summary>
    private static bool IsVague(string name) =>
        name.Equals("us-ascii", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ansi_x3", StringComparison.OrdinalIgnoreCase) || name.Equals("ascii", StringComparison.OrdinalIgnoreCase)
        || name.Contains("unknown", StringComparison.OrdinalIgnoreCase) || name.Equals("default", StringComparison.OrdinalIgnoreCase) || name.Equals("8bit", StringComparison.OrdinalIgnoreCase);

    private static string Guess(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.GetEncoding(1252).GetString(bytes);
        }
    }
}
