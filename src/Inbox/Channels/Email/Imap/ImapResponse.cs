using System.Globalization;

using PromoEngine.Inbox.Channels.Email.Wire;

namespace PromoEngine.Inbox.Channels.Email.Imap;

/// <summary>One response of an IMAP server (RFC 3501 7): its tag, its values, and for OK, NO, BAD, BYE and PREAUTH the code in brackets and the words.</summary>
/// <param name="Tag">"*" for what was not asked for, "+" for "go on".</param>
/// <param name="Words">What a person may read.</param>
internal sealed record ImapResponse(string Tag, IReadOnlyList<ImapValue> Values, IReadOnlyList<ImapValue> Code, string Words)
{
    private const int LongestLine = 4 * 1024 * 1024;
    private const int Deepest = 30;
    private const int MostLiterals = 1000;
    private static readonly string[] Conditions = ["OK", "NO", "BAD", "BYE", "PREAUTH"];

    public string Kind => Values.Count > 0 ? Values[0].Text.ToUpperInvariant() : "";

    /// <summary>Of "* 12 EXISTS" the word.</summary>
    public bool IsNumbered(string word) => Values.Count > 1 && Values[1].Is(word);

    public static async Task<ImapResponse> Read(MailWire wire, int largestLiteral, CancellationToken ct)
    {
        var pieces = new List<object>();
        while (true)
        {
            var line = await wire.ReadLine(LongestLine, ct);
            if (LiteralLength(line) is not { } length)
            {
                pieces.Add(line);
                return Parse(pieces);
            }

            if (length > largestLiteral || pieces.Count > MostLiterals)
                throw new MailLostException("The mail server sent more than was asked for.");
            pieces.Add(line[..line.LastIndexOf('{')]);
            pieces.Add(await wire.ReadBytes((int)length, ct));
        }
    }

    private static long? LiteralLength(string line)
    {
        if (!line.EndsWith('}') || line.LastIndexOf('{') is not (>= 0 and var open))
            return null;
        return long.TryParse(line.AsSpan(open + 1, line.Length - open - 2).TrimEnd('+'), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;
    }

    private static ImapResponse Parse(List<object> pieces)
    {
        var first = (string)pieces[0];
        var space = first.IndexOf(' ', StringComparison.Ordinal);
        var tag = space < 0 ? first : first[..space];
        var rest = space < 0 ? "" : first[(space + 1)..];
        if (tag == "+")
            return new(tag, [], [], rest);
        var word = rest.Split(' ', 2);
        if (Array.Exists(Conditions, condition => condition.Equals(word[0], StringComparison.OrdinalIgnoreCase)))
            return Condition(tag, word[0], word.Length > 1 ? word[1] : "");
        pieces[0] = rest;
        return new(tag, new Reader(pieces).All(), [], "");
    }

    /// <summary>"OK [UIDVALIDITY 7] words": the words are no values and may hold anything.</summary>
    private static ImapResponse Condition(string tag, string condition, string rest)
    {
        IReadOnlyList<ImapValue> code = [];
        if (rest.StartsWith('[') && rest.IndexOf(']', StringComparison.Ordinal) is > 0 and var close)
        {
            code = new Reader([rest[1..close]]).All();
            rest = rest[(close + 1)..].Trim();
        }

        return new(tag, [ImapValue.Of(condition)], code, rest);
    }

    /// <summary>Reads values out of lines and the literals between them.</summary>
    private sealed class Reader(List<object> pieces)
    {
        private int piece;
        private int at;

        public List<ImapValue> All()
        {
            var values = List(0);
            return piece >= pieces.Count ? values : throw Broken();
        }

        private static MailLostException Broken() => new("The mail server's answer cannot be read.");

        private List<ImapValue> List(int depth)
        {
            if (depth > Deepest)
                throw Broken();
            var values = new List<ImapValue>();
            while (piece < pieces.Count)
            {
                if (pieces[piece] is byte[] literal)
                {
                    values.Add(ImapValue.Of(literal));
                    (piece, at) = (piece + 1, 0);
                    continue;
                }

                var text = (string)pieces[piece];
                if (at >= text.Length)
                {
                    (piece, at) = (piece + 1, 0);
                    continue;
                }

                switch (text[at])
                {
                    case ' ':
                        at++;
                        break;
                    case '(':
                        at++;
                        values.Add(ImapValue.Of(List(depth + 1)));
                        break;
                    case ')' when depth > 0:
                        at++;
                        return values;
                    case ')':
                        throw Broken();
                    case '"':
                        values.Add(ImapValue.Of(Quoted(text)));
                        break;
                    default:
                        var atom = Atom(text);
                        values.Add(atom.Equals("NIL", StringComparison.OrdinalIgnoreCase) ? ImapValue.Nil : ImapValue.Of(atom));
                        break;
                }
            }

            return depth == 0 ? values : throw Broken();
        }

        private string Quoted(string text)
        {
            var word = new System.Text.StringBuilder();
            for (at++; at < text.Length && text[at] != '"'; at++)
            {
                if (text[at] == '\\' && at + 1 < text.Length)
                    at++;
                word.Append(text[at]);
            }

            if (at++ >= text.Length)
                throw Broken();
            return word.ToString();
        }

        /// <summary>"BODY[HEADER.FIELDS (SUBJECT)]&lt;0&gt;" is one atom.</summary>
        private string Atom(string text)
        {
            var (from, brackets) = (at, 0);
            for (; at < text.Length; at++)
            {
                if (text[at] == '[')
                    brackets++;
                else if (text[at] == ']' && brackets > 0)
                    brackets--;
                else if (brackets == 0 && text[at] is ' ' or '(' or ')' && brackets == 0)
                    break;
            }

            return text[from..at];
        }
    }
}
