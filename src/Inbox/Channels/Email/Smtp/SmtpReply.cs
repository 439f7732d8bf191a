using System.Globalization;

using PromoEngine.Inbox.Channels.Email.Wire;

namespace PromoEngine.Inbox.Channels.Email.Smtp;

/// <summary>A server's reply, of one line or several (RFC 5321 4.2).</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    private const int LongestLine = 16 * 1024;
    private const int MostLines = 200;

    public string Text => string.Join(' ', Lines);

    public bool IsGood => Code is >= 200 and < 400;

    /// <summary>Whether the same may go well later (RFC 5321 4.2.1).</summary>
    public bool IsForNow => Code is >= 400 and < 500;

    /// <summary>The enhanced code (RFC 3463) where there is one, else the plain one.</summary>
    public string Status
    {
        get
        {
            var word = Lines[0].Split(' ', 2)[0];
            return word.Split('.') is [['2' or '4' or '5'], var subject, var detail] && subject.All(char.IsAsciiDigit) && detail.All(char.IsAsciiDigit) && subject.Length < 4 && detail.Length < 4
                ? word : Code.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>What it says, without the enhanced code before each line.</summary>
    public string Said
    {
        get
        {
            var status = Status;
            var said = string.Join(' ', Lines.Select(line => line.StartsWith(status + " ", StringComparison.Ordinal) ? line[(status.Length + 1)..] : line)).Trim();
            return said.Length > 300 ? said[..300] : said;
        }
    }

    public static async Task<SmtpReply> Read(MailWire wire, CancellationToken ct)
    {
        var lines = new List<string>();
        while (lines.Count < MostLines)
        {
            var line = await wire.ReadLine(LongestLine, ct);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || (line.Length > 3 && line[3] is not (' ' or '-')))
                break;
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
                return new(code, lines);
        }

        throw new MailLostException("The SMTP server's answer cannot be read.");
    }
}
