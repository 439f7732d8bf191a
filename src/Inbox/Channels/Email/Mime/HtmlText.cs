using System.Net;
using System.Text;

namespace PromoEngine.Inbox.Channels.Email.Mime;

/// <summary>
/// What a person would read in a mail that came as HTML only. One pass over the tags, no tree: it runs for every such mail before the reader sees it, and
/// a tree of hostile depth is a risk that plain text does not need. Quotes come out with "> " as in text mails, so that they are recognised alike.
/// </summary>
internal static class HtmlText
{
    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
        "main", "nav", "ol", "pre", "section", "table", "tr", "ul",
    };

    private static readonly HashSet<string> Silent = new(StringComparer.OrdinalIgnoreCase) { "head", "script", "style", "title", "noscript", "template", "svg", "xml" };

    public static string Of(string html)
    {
        var page = new Page();
        for (var position = 0; position < html.Length;)
        {
            var open = html.IndexOf('<', position);
            if (open < 0 || open + 1 >= html.Length)
            {
                page.Words(html.AsSpan(position));
                break;
            }

            page.Words(html.AsSpan(position, open - position));
            if (html.AsSpan(open).StartsWith("<!--"))
            {
                var end = html.IndexOf("-->", open + 4, StringComparison.Ordinal);
                position = end < 0 ? html.Length : end + 3;
                continue;
            }

            if (!char.IsAsciiLetter(html[open + 1]) && html[open + 1] is not ('/' or '!' or '?'))
            {
                page.Words("<");
                position = open + 1;
                continue;
            }

            position = EndOfTag(html, open);
            var (name, closing) = Name(html.AsSpan(open, position - open));
            if (!closing && Silent.Contains(name))
                position = After(html, position, name);
            else
                page.Tag(name, closing);
        }

        return page.ToString();
    }

    private static int EndOfTag(string html, int open)
    {
        var quote = '\0';
        for (var i = open + 1; i < html.Length; i++)
        {
            if (quote != '\0')
                quote = html[i] == quote ? '\0' : quote;
            else if (html[i] is '"' or '\'' && html[i - 1] is '=' or ' ')
                quote = html[i];
            else if (html[i] == '>')
                return i + 1;
        }

        // An open quote swallowed the rest: take the first bracket instead.
        var plain = html.IndexOf('>', open);
        return plain < 0 ? html.Length : plain + 1;
    }

    private static int After(string html, int position, string name)
    {
        var end = html.IndexOf($"</{name}", position, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? position : EndOfTag(html, end);
    }

    private static (string Name, bool Closing) Name(ReadOnlySpan<char> tag)
    {
        var closing = tag.Length > 1 && tag[1] == '/';
        var rest = tag[(closing ? 2 : 1)..];
        var length = 0;
        while (length < rest.Length && (char.IsAsciiLetterOrDigit(rest[length]) || rest[length] is ':' or '-'))
            length++;
        return (rest[..length].ToString().ToLowerInvariant(), closing);
    }

    /// <summary>The text so far, line by line.</summary>
    private sealed class Page
    {
        private const int DeepestQuote = 20;
        private readonly StringBuilder text = new();
        private readonly StringBuilder line = new();
        private int quotes;
        private int preformatted;
        private int emptyLines = 1;

        public void Words(ReadOnlySpan<char> raw)
        {
            if (raw.IsEmpty)
                return;
            var words = raw.Contains('&') ? WebUtility.HtmlDecode(raw.ToString()) : raw;
            if (preformatted > 0)
            {
                foreach (var range in words.Split('\n'))
                {
                    if (range.Start.Value > 0)
                        Break();
                    line.Append(words[range].TrimEnd('\r'));
                }

                return;
            }

            foreach (var letter in words)
            {
                if (letter is ' ' or '\t' or '\r' or '\n' or '\u00A0')
                    line.Append(line.Length > 0 && line[^1] != ' ' ? " " : "");
                else if (letter is not ('\u200B' or '\u200C' or '\u00AD' or '\uFEFF'))
                    line.Append(letter);
            }
        }

        public void Tag(string name, bool closing)
        {
            switch (name)
            {
                case "br":
                    Break();
                    return;
                case "p":
                    EndLine();
                    EmptyLine();
                    return;
                case "td" or "th" when closing:
                    line.Append(line.Length > 0 ? "\t" : "");
                    return;
            }

            if (!Blocks.Contains(name))
                return;
            EndLine();
            if (name == "blockquote")
                quotes = Math.Clamp(quotes + (closing ? -1 : 1), 0, DeepestQuote);
            else if (name == "pre")
                preformatted = Math.Max(0, preformatted + (closing ? -1 : 1));
            else if (name == "li" && !closing)
                line.Append("- ");
            else if (name is ['h', >= '1' and <= '6'] && !closing)
                EmptyLine();
            else if (name == "hr")
            {
                line.Append("________________________________");
                EndLine();
            }
        }

        /// <summary>A line that ends here, even when nothing stands in it.</summary>
        private void Break()
        {
            if (line.Length > 0)
                EndLine();
            else
                EmptyLine();
        }

        private bool EndLine()
        {
            var written = line.ToString().TrimEnd();
            line.Clear();
            if (written.Length == 0)
                return false;
            Begin();
            text.Append(written).Append('\n');
            emptyLines = 0;
            return true;
        }

        private void EmptyLine()
        {
            if (emptyLines > 0)
                return;
            Begin();
            text.Append('\n');
            emptyLines++;
        }

        private void Begin() => text.Append('>', quotes).Append(quotes > 0 ? " " : "");

        public override string ToString()
        {
            EndLine();
            return text.ToString().Trim('\n');
        }
    }
}
