using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace PromoEngine.Inbox.Channels.Calls;

/// <summary>WebVTT (https://www.w3.org/TR/webvtt1) and SRT. A cue that cannot be read is named and passed over; the others stay.</summary>
internal static partial class Subtitles
{
    [GeneratedRegex(@"^\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})(?:\s.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Timing();

    [GeneratedRegex(@"<v(?:\.[^\s>]*)?\s+([^>]+)>", RegexOptions.CultureInvariant)]
    private static partial Regex Voice();

    [GeneratedRegex(@"</?[a-zA-Z][^>]{0,200}>|</?\d[^>]{0,200}>|<\d{2}:[\d:.]+>|\{\\[^}]{0,100}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Markup();

    /// <summary>"Ann B.: we need fifty" as many recognisers write into SRT.</summary>
    [GeneratedRegex(@"^[-–]?\s*(\p{L}[\p{L}\p{M}\d .'’_-]{0,39}):\s+(?=\S)", RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    public static Transcript Read(string text)
    {
        var (turns, skipped) = (new List<SpeakerTurn>(), new List<string>());
        foreach (var block in Blocks(text.TrimStart('\uFEFF')))
        {
            var at = Array.FindIndex(block, line => line.Contains("-->", StringComparison.Ordinal));
            if (at < 0)
            {
                if (!IsNoCue(block[0]))
                    skipped.Add($"\"{Short(block[0])}\" stands without a time.");
                continue;
            }

            var timing = Timing().Match(block[at]);
            if (!timing.Success)
                skipped.Add($"\"{Short(block[at])}\" is no time.");
            else
                turns.AddRange(Turns(Milliseconds(timing.Groups[1].Value), Milliseconds(timing.Groups[2].Value), string.Join('\n', block[(at + 1)..])));
            if (turns.Count > TranscriptReader.MostTurns)
                break;
        }

        return Transcript.Of(turns, skipped);
    }

    private static IEnumerable<string[]> Blocks(string text)
    {
        var block = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Append(""))
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                block.Add(line);
                continue;
            }

            if (block.Count > 0)
                yield return [.. block];
            block.Clear();
        }
    }

    private static bool IsNoCue(string first) =>
        first.StartsWith("WEBVTT", StringComparison.Ordinal) || first.StartsWith("NOTE", StringComparison.Ordinal) || first.StartsWith("STYLE", StringComparison.Ordinal)
        || first.StartsWith("REGION", StringComparison.Ordinal) || first.StartsWith("X-TIMESTAMP-MAP", StringComparison.Ordinal);

    /// <summary>One cue may hold several voices.</summary>
    private static IEnumerable<SpeakerTurn> Turns(long start, long end, string content)
    {
        var voices = Voice().Matches(content);
        if (voices.Count == 0)
        {
            var words = Words(content);
            var named = Named().Match(words);
            if (words.Length > 0)
                yield return new(named.Success ? named.Groups[1].Value.Trim() : null, start, end, named.Success ? words[named.Length..] : words);
            yield break;
        }

        for (var i = 0; i < voices.Count; i++)
        {
            var from = voices[i].Index + voices[i].Length;
            var words = Words(content[from..(i + 1 < voices.Count ? voices[i + 1].Index : content.Length)]);
            if (words.Length > 0)
                yield return new(WebUtility.HtmlDecode(voices[i].Groups[1].Value).Trim(), start, end, words);
        }
    }

    private static string Words(string content) => string.Join(' ', WebUtility.HtmlDecode(Markup().Replace(content, "")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static long Milliseconds(string time)
    {
        var parts = time.Replace(',', '.').Split(':');
        var total = 0m;
        foreach (var part in parts)
            total = (total * 60) + decimal.Parse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return (long)(total * 1000);
    }

    private static string Short(string line) => line.Length > 60 ? line[..60] + "…" : line;
}
