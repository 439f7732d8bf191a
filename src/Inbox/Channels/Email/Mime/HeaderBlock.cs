using System.Runtime.InteropServices;

namespace PromoEngine.Inbox.Channels.Email.Mime;

/// <summary>
/// The fields before a body (RFC 5322 2.2), unfolded, in their order. Lenient where mail in the wild is broken: a stray line joins the field before it,
/// an mbox "From " line is passed over, and a first line that is no field means that there are no fields at all.
/// </summary>
internal sealed class HeaderBlock
{
    /// <summary>What is read at most; a block of 10 MB is an attack, and its later fields say nothing we need.</summary>
    private const int MostBytes = 256 * 1024;
    private const int MostFields = 1000;

    private readonly List<(string Name, string Value)> fields = [];

    /// <summary>Whether a limit cut the block off.</summary>
    public bool IsCut { get; private set; }

    public IEnumerable<(string Name, string Value)> Fields => fields;

    /// <summary>The first field of this name, encoded words and all; null without one.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var field in fields)
            {
                if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                    return field.Value;
            }

            return null;
        }
    }

    public IEnumerable<string> All(string name) => fields.Where(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(f => f.Value);

    /// <summary>A field's words as a person reads them.</summary>
    public string? Words(string name) => this[name] is { } value ? EncodedWords.Decode(value).Trim() : null;

    public static HeaderBlock Read(ReadOnlySpan<byte> entity, out int bodyStart)
    {
        var block = new HeaderBlock();
        var open = new List<byte>(256);
        var position = 0;
        bodyStart = entity.Length;
        while (position < entity.Length)
        {
            var line = LineAt(entity, position, out var next);
            if (line.IsEmpty)
            {
                bodyStart = next;
                break;
            }

            if (block.fields.Count + (open.Count > 0 ? 1 : 0) == 0 && !IsField(line) && !IsMboxLine(line))
            {
                bodyStart = position;
                break;
            }

            if (line[0] is (byte)' ' or (byte)'\t')
                block.Add(open, line, position);
            else if (IsField(line))
            {
                block.Close(open);
                block.Add(open, line, position);
            }
            else if (!IsMboxLine(line))
            {
                // A line folded without its space, or the body after a forgotten empty line: what comes next decides.
                if (!IsField(LineAt(entity, next, out _)))
                {
                    bodyStart = position;
                    break;
                }

                block.Add(open, line, position);
            }

            position = next;
        }

        block.Close(open);
        return block;
    }

    private static ReadOnlySpan<byte> LineAt(ReadOnlySpan<byte> entity, int start, out int next)
    {
        if (start >= entity.Length)
        {
            next = entity.Length;
            return [];
        }

        var end = entity[start..].IndexOf((byte)'\n');
        next = end < 0 ? entity.Length : start + end + 1;
        var line = entity[start..(end < 0 ? entity.Length : start + end)];
        return line.TrimEnd((byte)'\r');
    }

    private static bool IsField(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon is < 1 or > 100)
            return false;
        var name = line[..colon].TrimEnd(" \t"u8);
        foreach (var letter in name)
        {
            if (letter is <= 32 or >= 127)
                return false;
        }

        return !name.IsEmpty;
    }

    private static bool IsMboxLine(ReadOnlySpan<byte> line) => line.StartsWith("From "u8) || line.StartsWith(">From "u8);

    private void Add(List<byte> open, ReadOnlySpan<byte> line, int position)
    {
        if (position + line.Length > MostBytes)
            IsCut = true;
        else
            open.AddRange(line);
    }

    private void Close(List<byte> open)
    {
        if (open.Count > 0 && fields.Count < MostFields)
        {
            var text = Charsets.Decode(CollectionsMarshal.AsSpan(open), null);
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            fields.Add((text[..colon].TrimEnd(), text[(colon + 1)..].Trim()));
        }
        else if (open.Count > 0)
        {
            IsCut = true;
        }

        open.Clear();
    }
}
