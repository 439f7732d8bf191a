using System.Text;

using Microsoft.VisualBasic.FileIO;

using PromoEngine.Inbox.Channels;

namespace PromoEngine.Inbox.Files;

/// <summary>
/// The words in a file, for the reader: purchase orders come as PDF, spreadsheet, document or table. One row of a table is one line, its cells parted by
/// tabs. Everything is bounded, because files come from strangers; what cannot be read has no words, and that is no error.
/// </summary>
internal sealed class FileText(PdfText pdf)
{
    /// <summary>In UTF-16 units; an order that is longer is read as far as this.</summary>
    public const int Longest = 100_000;

    private const long LargestText = 4 * 1024 * 1024;

    /// <summary>Well-formed text without NUL; null where the file has none that we can read.</summary>
    public async Task<string?> Of(FileStream file, string type, CancellationToken ct)
    {
        try
        {
            file.Position = 0;
            var text = new BoundedText(Longest);
            switch (type)
            {
                case FileType.Plain or FileType.Csv or "text/tab-separated-values" or "text/markdown" when file.Length <= LargestText:
                    var words = Plain(file);
                    if (type == FileType.Csv)
                        Table(words, text);
                    else
                        text.Append(words);
                    break;
                case FileType.Docx:
                    OfficeText.Document(file, text);
                    break;
                case FileType.Xlsx:
                    OfficeText.Workbook(file, text);
                    break;
                case FileType.Pdf:
                    await pdf.Read(file.Name, text, ct);
                    break;
            }

            return text.ToString() is { Length: > 0 } read ? read : null;
        }
        catch (Exception e) when (e is not OutOfMemoryException && !ct.IsCancellationRequested)
        {
            // The libraries throw whatever a broken file makes them stumble over.
            return null;
        }
    }

    /// <summary>"24,11 oz mug" would be a number with a comma.</summary>
    private static void Table(string words, BoundedText text)
    {
        var head = words.AsSpan()[..Math.Max(0, words.AsSpan().IndexOfAny('\r', '\n'))];
        using var parser = new TextFieldParser(new StringReader(words)) { HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = true };
        parser.SetDelimiters(head.Contains('\t') ? "\t" : head.Count(';') > head.Count(',') ? ";" : ",");
        while (!text.IsFull && !parser.EndOfData)
        {
            try
            {
                text.Append(string.Join('\t', parser.ReadFields()!.Select(cell => cell.ReplaceLineEndings(" "))));
            }
            catch (MalformedLineException)
            {
                text.Append(parser.ErrorLine);
            }

            text.EndLine();
        }
    }

    private static string Plain(Stream file)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes is [0xFF, 0xFE, ..] ? Encoding.Unicode.GetString(bytes.AsSpan(2))
            : bytes is [0xFE, 0xFF, ..] ? Encoding.BigEndianUnicode.GetString(bytes.AsSpan(2))
            : System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF')
            : Encoding.Latin1.GetString(bytes);
    }
}

/// <summary>Text that stops growing.</summary>
internal sealed class BoundedText(int most)
{
    private readonly StringBuilder text = new();

    public bool IsFull => text.Length >= most;

    public void Append(ReadOnlySpan<char> more) => text.Append(more[..Math.Min(more.Length, most - text.Length)]);

    /// <summary>Ends the line; never makes more than one empty one.</summary>
    public void EndLine()
    {
        while (text.Length > 0 && (text[^1] is ' ' or '\t'))
            text.Length--;
        if (!IsFull && text.Length > 0 && !(text.Length > 1 && text[^1] == '\n' && text[^2] == '\n'))
            text.Append('\n');
    }

    public override string ToString() => WellFormed.Text(text.ToString().ReplaceLineEndings("\n").Trim());
}
