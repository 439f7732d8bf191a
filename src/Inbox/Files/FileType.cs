using System.IO.Compression;
using System.Text;

namespace PromoEngine.Inbox.Files;

/// <summary>What a file is, by its bytes. The sender's word decides only where all of it is plain text.</summary>
internal static class FileType
{
    public const string Unknown = "application/octet-stream";
    public const string Pdf = "application/pdf";
    public const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Csv = "text/csv";
    public const string Plain = "text/plain";

    private const int Head = 4096;

    /// <summary>Types of text that change nothing but how they are shown.</summary>
    private static readonly string[] Texts = [Plain, Csv, "text/vcard", "text/calendar", "text/tab-separated-values", "text/markdown"];

    /// <summary>Shown by the browser itself; anything else is only ever downloaded.</summary>
    private static readonly HashSet<string> Shown =
        ["image/png", "image/jpeg", "image/gif", "image/webp", Pdf, Plain, "audio/mpeg", "audio/ogg", "audio/amr", "audio/wav", "audio/mp4", "video/mp4", "video/webm"];

    private static readonly (byte[] Start, string Type)[] Starts =
    [
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ("GIF87a"u8.ToArray(), "image/gif"),
        ("GIF89a"u8.ToArray(), "image/gif"),
        ([0x49, 0x49, 0x2A, 0x00], "image/tiff"),
        ([0x4D, 0x4D, 0x00, 0x2A], "image/tiff"),
        ("8BPS"u8.ToArray(), "image/vnd.adobe.photoshop"),
        ("%PDF-"u8.ToArray(), Pdf), // Illustrator's files too
        ("%!PS"u8.ToArray(), "application/postscript"),
        ([0xC5, 0xD0, 0xD3, 0xC6], "application/postscript"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "application/x-ole-storage"), // the older Office
        ([0x78, 0x9F, 0x3E, 0x22], "application/vnd.ms-tnef"),
        ("{\\rtf"u8.ToArray(), "application/rtf"),
        ("ID3"u8.ToArray(), "audio/mpeg"),
        ([0xFF, 0xFB], "audio/mpeg"),
        ([0xFF, 0xF3], "audio/mpeg"),
        ("OggS"u8.ToArray(), "audio/ogg"),
        ("#!AMR"u8.ToArray(), "audio/amr"),
        ([0x1A, 0x45, 0xDF, 0xA3], "video/webm"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "application/x-7z-compressed"),
        ([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07], "application/vnd.rar"),
    ];

    /// <summary>Whether a browser may show it in place, with nosniff and a sandbox around it.</summary>
    public static bool IsShown(string type) => Shown.Contains(type);

    public static string Of(Stream file, string? said)
    {
        var head = new byte[(int)Math.Min(Head, file.Length)];
        file.Position = 0;
        file.ReadExactly(head);
        foreach (var (start, type) in Starts)
        {
            if (head.AsSpan().StartsWith(start))
                return type;
        }

        return Container(file, head) ?? (IsText(head) ? OfText(head, said) : Unknown);
    }

    private static string? Container(Stream file, byte[] head) => head switch
    {
        [0x52, 0x49, 0x46, 0x46, _, _, _, _, 0x57, 0x45, 0x42, 0x50, ..] => "image/webp",
        [0x52, 0x49, 0x46, 0x46, _, _, _, _, 0x57, 0x41, 0x56, 0x45, ..] => "audio/wav",
        [_, _, _, _, 0x66, 0x74, 0x79, 0x70, ..] and { Length: >= 12 } => Encoding.ASCII.GetString(head, 8, 4) switch
        {
            "heic" or "heix" or "mif1" or "msf1" => "image/heic",
            "avif" => "image/avif",
            "M4A " or "M4B " => "audio/mp4",
            "3gp4" or "3gp5" or "3gp6" => "video/3gpp",
            _ => "video/mp4",
        },
        [0x50, 0x4B, 0x03, 0x04, ..] => OfZip(file),
        _ => null,
    };

    private static string OfZip(Stream file)
    {
        try
        {
            file.Position = 0;
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return zip.GetEntry("word/document.xml") is not null ? Docx : zip.GetEntry("xl/workbook.xml") is not null ? Xlsx
                : zip.GetEntry("ppt/presentation.xml") is not null ? "application/vnd.openxmlformats-officedocument.presentationml.presentation" : "application/zip";
        }
        catch (InvalidDataException)
        {
            return "application/zip";
        }
    }

    private static bool IsText(byte[] head)
    {
        if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            return true;
        // The head may end in the middle of a letter.
        var text = Encoding.UTF8.GetString(head.AsSpan(0, Math.Max(0, head.Length - (head.Length == Head ? 4 : 0))));
        return !text.Any(letter => letter is '\0' || (char.IsControl(letter) && letter is not ('\r' or '\n' or '\t' or '\f' or '\u001b')))
            && text.Count(letter => letter == '\uFFFD') <= text.Length / 20; // Latin-1 has a few
    }

    private static string OfText(byte[] head, string? said)
    {
        var start = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        if (start.StartsWith("BEGIN:VCARD", StringComparison.OrdinalIgnoreCase))
            return "text/vcard";
        if (start.StartsWith("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase))
            return "text/calendar";
        if (start.StartsWith('<'))
            return start.Contains("<svg", StringComparison.OrdinalIgnoreCase) ? "image/svg+xml" : start.Contains("<html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase) ? "text/html" : "text/xml";
        var type = said?.Split(';')[0].Trim().ToLowerInvariant();
        return Array.Find(Texts, text => text == type) ?? Plain;
    }
}
