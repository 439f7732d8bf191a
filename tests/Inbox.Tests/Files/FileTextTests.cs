using System.IO.Compression;
using System.Text;

using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

using Microsoft.Extensions.Options;

using PromoEngine.Inbox.Files;

using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace PromoEngine.Inbox.Tests.Files;

/// <summary>The words of purchase orders, and what strangers send instead.</summary>
public sealed class FileTextTests
{
    [Fact]
    public async Task A_documents_paragraphs_are_lines_and_its_table_has_tabs()
    {
        using var file = NewFile();
        using (var document = WordprocessingDocument.Create(file, DocumentFormat.OpenXml.WordprocessingDocumentType.Document))
        {
            document.AddMainDocumentPart().Document = new(new Word.Body(
                Paragraph("Purchase order 4711"),
                new Word.Table(Row("Qty", "Item"), Row("250", "Navy cap"))));
        }

        Assert.Equal(FileType.Docx, FileType.Of(file, null));
        Assert.Equal("Purchase order 4711\nQty\tItem\n250\tNavy cap", await Words(file, FileType.Docx));
    }

    [Fact]
    public async Task A_workbooks_rows_are_lines_in_their_columns()
    {
        using var file = NewFile();
        using (var document = SpreadsheetDocument.Create(file, DocumentFormat.OpenXml.SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.Workbook = new(new Sheets());
            var strings = book.AddNewPart<SharedStringTablePart>();
            strings.SharedStringTable = new(new SharedStringItem(new Text("White mug")));
            var part = book.AddNewPart<WorksheetPart>();
            part.Worksheet = new(new SheetData(
                new Row(Cell("A1", "0", CellValues.SharedString), Cell("C1", "12.000000000000002", null)),
                new Row(Cell("A2", "Pen", CellValues.String), Cell("C2", "500", null))));
            book.Workbook.GetFirstChild<Sheets>()!.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = 1, Name = "Order" });
        }

        Assert.Equal(FileType.Xlsx, FileType.Of(file, null));
        Assert.Equal("White mug\t\t12\nPen\t\t500", await Words(file, FileType.Xlsx));
    }

    [Fact]
    public async Task A_pdfs_columns_are_parted_by_tabs()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/pdftotext"), "pdftotext (poppler-utils) is not installed here.");
        using var file = NewFile(Pdf("BT /F1 12 Tf 72 700 Td (Order 4711) Tj 0 -20 Td (250) Tj 100 0 Td [(Nav) -10 (y cap)] TJ ET"));

        Assert.Equal(FileType.Pdf, FileType.Of(file, "image/png"));
        Assert.Equal("Order 4711\n250\tNavy cap", await Words(file, FileType.Pdf));
    }

    [Theory]
    [InlineData("qty,item\n12,\"11 oz mug, white\"", "qty\titem\n12\t11 oz mug, white")]
    [InlineData("\uFEFF12 mugs", "12 mugs")]
    [InlineData("12\0mugs", null)]
    public async Task Plain_text_is_read_as_it_is(string words, string? read)
    {
        using var file = NewFile(Encoding.UTF8.GetBytes(words));

        Assert.Equal(read, await Words(file, FileType.Of(file, "text/csv")));
    }

    [Fact]
    public async Task A_spreadsheet_that_unpacks_without_end_has_no_words()
    {
        using var file = NewFile();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("xl/workbook.xml");
            using var entry = zip.CreateEntry("xl/sharedStrings.xml", CompressionLevel.SmallestSize).Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 70; i++)
                entry.Write(zeros);
        }

        Assert.Null(await Words(file, FileType.Of(file, null)));
    }

    [Theory]
    [InlineData("%PDF-1.7 and then nothing that a PDF has")]
    [InlineData("PK\u0003\u0004 no archive")]
    public async Task What_only_pretends_has_no_words_and_does_no_harm(string bytes)
    {
        using var file = NewFile(Encoding.Latin1.GetBytes(bytes));

        Assert.Null(await Words(file, FileType.Of(file, null)));
    }

    private static FileStream NewFile(byte[]? bytes = null)
    {
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 4096, FileOptions.DeleteOnClose);
        file.Write(bytes ?? []);
        file.Flush();
        return file;
    }

    private static Task<string?> Words(FileStream file, string type) =>
        new FileText(new(Options.Create(new FileSettings()))).Of(file, type, TestContext.Current.CancellationToken);

    private static Word.Paragraph Paragraph(string text) => new(new Word.Run(new Word.Text(text)));

    private static Word.TableRow Row(params string[] cells) => new(cells.Select(cell => new Word.TableCell(Paragraph(cell))));

    private static Cell Cell(string at, string value, CellValues? type)
    {
        var cell = new Cell { CellReference = at, CellValue = new(value) };
        if (type is not null)
            cell.DataType = type;
        return cell;
    }

    private static byte[] Pdf(string content)
    {
        string[] objects =
        [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
            $"<</Length {content.Length}>>stream\n{content}\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        var at = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            at.Add(pdf.Length);
            pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var xref = pdf.Length;
        pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var offset in at)
            pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"trailer<</Size {objects.Length + 1}/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF");
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }
}
