namespace PromoEngine.Inbox.Channels.Email.Replies;

/// <summary>A mail's text taken apart. Nothing is lost: the whole text stays with the message, and screens can show it.</summary>
/// <param name="Reply">What its sender wrote newly: the only part the reader sees.</param>
/// <param name="Signature">Closing, name, telephone's line; null without one.</param>
/// <param name="Quoted">What was quoted and the small print; null without any.</param>
internal sealed record WrittenText(string Reply, string? Signature, string? Quoted)
{
    /// <summary>Further down nobody signs; also the bound on what the line rules look at from the end.</summary>
    private const int LongestSignature = 15;
    private const int LongestSignatureLine = 100;
    private const int MostLines = 20_000;

    /// <param name="text">The mail's text, quotes and all.</param>
    /// <param name="sender">The sender's name as the mail gives it: alone on a line at the end it is a signature.</param>
    public static WrittenText Of(string text, string? sender = null)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace('\u00A0', ' ').Split('\n', MostLines);
        var start = 0;
        while (start < lines.Length && (string.IsNullOrWhiteSpace(lines[start]) || ReplyWords.Banner.IsMatch(lines[start])))
            start++;

        var (written, quoted) = Part(lines[start..]);
        var (reply, signature, small) = TakeSignature(written, sender);
        quoted.AddRange(small);
        return new(Join(reply), Join(signature) is { Length: > 0 } signed ? signed : null, Join(quoted) is { Length: > 0 } rest ? rest : null);
    }

    /// <summary>The sender's own lines, and the others.</summary>
    private static (List<string> Written, List<string> Quoted) Part(string[] lines)
    {
        var (written, quoted) = (new List<string>(), new List<string>());
        if (Array.FindIndex(lines, ReplyWords.Forward.IsMatch) is >= 0 and var forward && !lines[..forward].Any(IsQuoted))
        {
            written.AddRange(lines);
            return (written, quoted);
        }

        for (var i = 0; i < lines.Length;)
        {
            if (IsQuoted(lines[i]))
            {
                quoted.Add(lines[i++]);
                continue;
            }

            if (QuoteStartsAt(lines, i) is { } length)
            {
                // Answers between or under quoted lines are written by the sender too; without ">" nobody can tell, and the rest is history.
                var isMarked = NextWords(lines, i + length) is { } next && IsQuoted(lines[next]);
                var end = isMarked ? i + length : lines.Length;
                quoted.AddRange(lines[i..end]);
                i = end;
                continue;
            }

            written.Add(lines[i++]);
        }

        return (written, quoted);
    }

    private static bool IsQuoted(string line) => line.TrimStart() is ['>', ..];

    private static int? NextWords(string[] lines, int from)
    {
        for (var i = from; i < lines.Length && i < from + 4; i++)
        {
            if (!string.IsNullOrWhiteSpace(lines[i]))
                return i;
        }

        return null;
    }

    /// <summary>How many lines introduce a quote here; null when none does.</summary>
    private static int? QuoteStartsAt(string[] lines, int at)
    {
        var line = lines[at];
        if (string.IsNullOrWhiteSpace(line) || line.Length > 1000)
            return null;
        if (ReplyWords.Divider.IsMatch(line))
            return 1;
        if (IsHeaderBlock(lines, at))
            return 1;
        // Outlook and Yahoo draw a line over the header they quote.
        if (line.Trim() is { Length: >= 5 } drawn && drawn.All(letter => letter is '_' or '-' or '=') && NextWords(lines, at + 1) is { } next
            && (IsHeaderBlock(lines, next) || Introduces(lines, next) is not null))
            return next - at + 1;
        return Introduces(lines, at);
    }

    private static int? Introduces(string[] lines, int at)
    {
        if (!ReplyWords.MayIntroduce.IsMatch(lines[at]))
            return null;
        var joined = "";
        for (var count = 1; count <= 4 && at + count <= lines.Length; count++)
        {
            var line = lines[at + count - 1].Trim();
            if (line.Length == 0 && count > 1)
                return null;
            joined += (joined.Length > 0 ? " " : "") + line;
            if (joined.Length > 600)
                return null;
            if (ReplyWords.Introduction.IsMatch(joined))
                return count;
        }

        return null;
    }

    private static bool IsHeaderBlock(string[] lines, int at)
    {
        if (!ReplyWords.FromLine.IsMatch(lines[at]))
            return false;
        var others = 0;
        for (var i = at + 1; i < lines.Length && i <= at + 7; i++)
        {
            if (ReplyWords.HeaderLine.IsMatch(lines[i]))
                others++;
            else if (!string.IsNullOrWhiteSpace(lines[i]) && others == 0 && i > at + 2)
                return false;
        }

        return others >= 2;
    }

    private static (List<string> Reply, List<string> Signature, List<string> Small) TakeSignature(List<string> written, string? sender)
    {
        TrimEnd(written);
        List<string> small = [];
        var disclaimer = written.FindIndex(line => ReplyWords.Disclaimer.IsMatch(line));
        if (disclaimer > 0 || (disclaimer == 0 && written.Count <= 3))
            (small, written) = (written[disclaimer..], written[..disclaimer]);
        TrimEnd(written);

        var start = SignatureStart(written, sender);
        return (written[..start], written[start..], small);
    }

    private static int SignatureStart(List<string> written, string? sender)
    {
        // RFC 3676 4.3; sent without its space as often as with it.
        var delimiter = written.FindLastIndex(line => line.TrimEnd() is "--" or "—" or "–" or "__" or "---" or "-- ");
        if (delimiter >= 0 && written.Count - delimiter <= LongestSignature + 5)
            return delimiter;

        var start = written.Count;
        for (var i = written.Count - 1; i >= Math.Max(0, written.Count - LongestSignature); i--)
        {
            var line = written[i].Trim();
            if (ReplyWords.Device.IsMatch(line))
                start = i;
            else if (i > 0 && (IsName(line, sender) || (start >= written.Count - 1 && ReplyWords.DashedName.IsMatch(line))) && MaySign(written, i + 1))
                start = i;
            else if (ReplyWords.Closing.IsMatch(line) && (i > 0 || written.Count > 1) && MaySign(written, i + 1))
                start = i;
        }

        return start;
    }

    private static bool IsName(string line, string? sender)
    {
        if (string.IsNullOrWhiteSpace(sender))
            return false;
        var name = line.Trim(' ', '-', '–', '—', '~', '*', ',', '.');
        return name.Length > 1 && (name.Equals(sender, StringComparison.OrdinalIgnoreCase) || name.Equals(sender.Split(' ')[0], StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Names, titles, numbers: short lines that ask and order nothing. A postscript is no signature.</summary>
    private static bool MaySign(List<string> written, int from)
    {
        for (var i = from; i < written.Count; i++)
        {
            var line = written[i].Trim();
            if (line.Length > LongestSignatureLine || line.EndsWith('?') || ReplyWords.Amount.IsMatch(line) || line.StartsWith("PS", StringComparison.OrdinalIgnoreCase) || line.StartsWith("P.S", StringComparison.OrdinalIgnoreCase))
                return false;
        }

        return true;
    }

    private static void TrimEnd(List<string> lines)
    {
        while (lines.Count > 0 && string.IsNullOrWhiteSpace(lines[^1]))
            lines.RemoveAt(lines.Count - 1);
    }

    private static string Join(List<string> lines) => string.Join('\n', lines.Select(line => line.TrimEnd())).Trim('\n', ' ');
}
