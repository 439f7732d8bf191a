using System.Globalization;
using System.IO.Compression;

using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

using Body = DocumentFormat.OpenXml.Wordprocessing;

namespace PromoEngine.Inbox.Files;

/// <summary>Words of Office documents.</summary>
internal static class OfficeText
{
    /// <summary>What is packed into the file in all, once unpacked.</summary>
    private const long MostUnpacked = 64 * 1024 * 1024;

    private const int MostSheets = 20;
    private const int MostColumns = 60;

    public static void Document(Stream file, BoundedText text)
    {
        if (!IsReasonable(file))
            return;
        using var document = WordprocessingDocument.Open(file, isEditable: false);
        if (document.MainDocumentPart?.Document?.Body is not { } body)
            return;
        foreach (var block in body.ChildElements)
        {
            if (text.IsFull)
                return;
            if (block is Body.Table table)
                Table(table, text);
            else if (block is Body.Paragraph or Body.SdtBlock)
                Line(block.InnerText, text);
        }
    }

    public static void Workbook(Stream file, BoundedText text)
    {
        if (!IsReasonable(file))
            return;
        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        if (document.WorkbookPart is not { } book)
            return;
        var shared = book.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>().Select(item => item.InnerText).ToList() ?? [];
        foreach (var sheet in book.Workbook?.Descendants<Sheet>().Where(s => s.State?.Value != SheetStateValues.Hidden).Take(MostSheets) ?? [])
        {
            if (sheet.Id?.Value is { } id && book.GetPartById(id) is WorksheetPart part)
                Rows(part, shared, text);
            text.EndLine();
        }
    }

    private static void Rows(WorksheetPart part, List<string> shared, BoundedText text)
    {
        foreach (var row in part.Worksheet?.Descendants<Row>() ?? [])
        {
            if (text.IsFull)
                return;
            var column = 0;
            foreach (var cell in row.Elements<Cell>().Take(MostColumns))
            {
                for (var at = Column(cell.CellReference?.Value); column < at && column < MostColumns; column++)
                    text.Append("\t");
                text.Append(Value(cell, shared));
            }

            text.EndLine();
        }
    }

    /// <summary>"C7" is the third column, counted from 0.</summary>
    private static int Column(string? reference)
    {
        var column = 0;
        foreach (var letter in reference ?? "")
        {
            if (!char.IsAsciiLetterUpper(letter))
                break;
            column = (column * 26) + (letter - 'A' + 1);
        }

        return Math.Max(0, column - 1);
    }

    private static string Value(Cell cell, List<string> shared)
    {
        var value = cell.CellValue?.Text ?? cell.InnerText;
        if (cell.DataType?.Value == CellValues.SharedString)
            return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < shared.Count ? shared[index].ReplaceLineEndings(" ") : "";
        // 12 is often stored as 12.000000000000002.
        return cell.DataType is null && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? Math.Round(number, 6).ToString(CultureInfo.InvariantCulture)
            : value.ReplaceLineEndings(" ");
    }

    private static void Table(Body.Table table, BoundedText text)
    {
        foreach (var row in table.Elements<Body.TableRow>())
            Line(string.Join('\t', row.Elements<Body.TableCell>().Select(cell => cell.InnerText.ReplaceLineEndings(" "))), text);
    }

    private static void Line(string line, BoundedText text)
    {
        text.Append(line);
        text.EndLine();
    }

    private static bool IsReasonable(Stream file)
    {
        using (var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true))
        {
            if (zip.Entries.Count > 5000 || zip.Entries.Sum(entry => entry.Length) > MostUnpacked)
                return false;
        }

        file.Position = 0;
        return true;
    }
}
