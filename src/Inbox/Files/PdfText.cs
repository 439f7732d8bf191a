using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

using Microsoft.Extensions.Options;

namespace PromoEngine.Inbox.Files;

/// <summary>
/// The words of a PDF, by poppler's <c>pdftotext</c> where it is installed: a program of its own, so that a file that brings it down brings nothing else down.
/// Without it, and for scans, a PDF is kept and shown but has no words.
/// </summary>
internal sealed partial class PdfText(IOptions<FileSettings> settings)
{
    private const int MostPages = 50;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <param name="path">Our own, never one from outside.</param>
    /// <param name="text">Takes the words; columns are parted by tabs.</param>
    /// <param name="ct">Ends the program too.</param>
    public async Task Read(string path, BoundedText text, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Limit);
        using var program = Start(path);
        if (program is null)
            return;
        try
        {
            while (!text.IsFull && await program.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                text.Append(Gap().Replace(line.Trim('\f', ' '), "\t"));
                text.EndLine();
            }
        }
        finally
        {
            if (!program.HasExited)
                program.Kill(entireProcessTree: true);
        }
    }

    private Process? Start(string path)
    {
        var start = new ProcessStartInfo(settings.Value.PdfToText) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = System.Text.Encoding.UTF8 };
        foreach (var argument in new[] { "-q", "-layout", "-enc", "UTF-8", "-l", $"{MostPages}", "--", path, "-" })
            start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null; // it is not installed
        }
    }

    [GeneratedRegex(" {2,}", RegexOptions.None, 1000)]
    private static partial Regex Gap();
}
