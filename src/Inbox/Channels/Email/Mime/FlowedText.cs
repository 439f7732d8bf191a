using System.Text;

namespace PromoEngine.Inbox.Channels.Email.Mime;

/// <summary>format=flowed (RFC 3676): lines that end in a space go on in the next line of the same quote depth.</summary>
internal static class FlowedText
{
    public static string Join(string text, bool deleteSpace)
    {
        var joined = new StringBuilder(text.Length);
        var open = -1;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range).TrimEnd('\r');
            var depth = 0;
            while (depth < line.Length && line[depth] == '>')
                depth++;
            var content = line[depth..];
            if (content.StartsWith(" "))
                content = content[1..];

            var isSignature = content is "-- ";
            if (open >= 0 && (open != depth || isSignature))
            {
                joined.Append('\n');
                open = -1;
            }

            if (open < 0)
                joined.Append('>', depth).Append(depth > 0 ? " " : "");
            var flows = content.EndsWith(" ") && !isSignature;
            joined.Append(flows && deleteSpace ? content[..^1] : content);
            if (flows)
                open = depth;
            else
            {
                joined.Append('\n');
                open = -1;
            }
        }

        return joined.ToString().TrimEnd('\n') + (text.EndsWith('\n') ? "\n" : "");
    }
}
