using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace PromoEngine.Inbox.Channels.Email.Mime;

/// <summary>
/// `text/plain; charset=utf-8; name="a b.txt"`: a value and its parameters (RFC 2045 5.1), continued and percent-encoded ones put together (RFC 2231),
/// encoded words in them decoded, as most mailers write what the RFC forbids.
/// </summary>
internal sealed class FieldParameters
{
    private const int Most = 100;
    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The value before the first semicolon, in lower case.</summary>
    public string Value { get; private init; } = "";

    public string? this[string name] => values.GetValueOrDefault(name);

    public static FieldParameters Parse(string? field)
    {
        if (field is null)
            return new();
        var semicolon = field.IndexOf(';', StringComparison.Ordinal);
        var parsed = new FieldParameters { Value = (semicolon < 0 ? field : field[..semicolon]).Trim().Trim('"').ToLowerInvariant() };
        var pieces = new List<(string Name, int Index, bool Encoded, string Value)>();
        for (var position = semicolon < 0 ? field.Length : semicolon + 1; position < field.Length && pieces.Count < Most;)
        {
            if (Next(field, ref position) is { } piece)
                pieces.Add(piece);
        }

        foreach (var group in pieces.GroupBy(p => p.Name, StringComparer.OrdinalIgnoreCase))
            parsed.values[group.Key] = Join([.. group.OrderBy(p => p.Index)]);
        return parsed;
    }

    private static (string Name, int Index, bool Encoded, string Value)? Next(string field, ref int position)
    {
        var end = field.AsSpan(position).IndexOfAny('=', ';');
        if (end < 0 || field[position + end] == ';')
        {
            position = end < 0 ? field.Length : position + end + 1;
            return null;
        }

        var name = field.Substring(position, end).Trim();
        position += end + 1;
        var value = ReadValue(field, ref position);
        var encoded = name.EndsWith('*');
        name = name.TrimEnd('*');
        var index = 0;
        if (name.LastIndexOf('*') is > 0 and var star && int.TryParse(name.AsSpan(star + 1), NumberStyles.None, CultureInfo.InvariantCulture, out index))
            name = name[..star];
        return name.Length == 0 ? null : (name, index, encoded, value);
    }

    private static string ReadValue(string field, ref int position)
    {
        while (position < field.Length && char.IsWhiteSpace(field[position]))
            position++;
        var value = new StringBuilder();
        if (position < field.Length && field[position] == '"')
        {
            position++;
            while (position < field.Length && field[position] != '"')
            {
                // A backslash escapes; before a letter it is more likely a path of an old Windows mailer.
                if (field[position] == '\\' && position + 1 < field.Length && field[position + 1] is '"' or '\\')
                    position++;
                value.Append(field[position++]);
            }

            var rest = field.AsSpan(Math.Min(position, field.Length)).IndexOf(';');
            position = rest < 0 ? field.Length : position + rest + 1;
            return value.ToString();
        }

        var end = field.AsSpan(position).IndexOf(';');
        var text = end < 0 ? field[position..] : field.Substring(position, end);
        position = end < 0 ? field.Length : position + end + 1;
        return text.Trim();
    }

    private static string Join(IReadOnlyList<(string Name, int Index, bool Encoded, string Value)> pieces)
    {
        if (!pieces.Any(p => p.Encoded))
            return EncodedWords.Decode(string.Concat(pieces.Count > 1 && pieces.All(p => p.Index == 0) ? [pieces[0].Value] : pieces.Select(p => p.Value)));

        // A plain name beside an encoded one is for mailers that do not know better.
        var relevant = pieces.Any(p => p.Index > 0) ? pieces : [.. pieces.Where(p => p.Encoded)];
        string? charset = null;
        var bytes = new List<byte>();
        foreach (var (_, index, encoded, value) in relevant)
        {
            var text = value;
            if (encoded && index == 0 && text.Split('\'', 3) is [var named, _, var rest])
                (charset, text) = (named, rest);
            bytes.AddRange(encoded ? Percent(text) : Encoding.UTF8.GetBytes(text));
        }

        return Charsets.Decode(CollectionsMarshal.AsSpan(bytes), charset);
    }

    private static List<byte> Percent(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes([text[i]]));
            }
        }

        return bytes;
    }
}
