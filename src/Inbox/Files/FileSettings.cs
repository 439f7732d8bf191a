using System.ComponentModel.DataAnnotations;

namespace PromoEngine.Inbox.Files;

/// <summary>Where the customers' files lie and what is taken (<c>Files:*</c>).</summary>
internal sealed class FileSettings
{
    public const string Section = "Files";

    /// <summary>A folder that every node sees; empty: <c>attachments</c> in the data folder.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Bytes of the largest file that is kept.</summary>
    [Range(1, 1L << 32)]
    public long LargestFile { get; set; } = 50 * 1024 * 1024;

    /// <summary>poppler's program that reads PDFs, by name or path.</summary>
    [Required]
    public string PdfToText { get; set; } = "pdftotext";

    /// <summary>HOST:PORT of a clamd that looks into every file before it is kept; empty: none does.</summary>
    [RegularExpression(@"^([^\s:]+:\d{1,5})?$", ErrorMessage = "Files:ClamAv is written HOST:PORT, such as localhost:3310.")]
    public string ClamAv { get; set; } = "";
}
