namespace PromoEngine.Inbox.Channels.Email.Mime;

/// <summary>
/// One entity of a mail (RFC 2045, 2046): its fields, its still encoded body, and its children. Bodies are slices of the raw mail; nothing is copied.
/// A boundary that never closes, or that its parent closes first, ends where the parent ends.
/// </summary>
internal sealed class MimePart
{
    private MimePart(HeaderBlock headers, ReadOnlyMemory<byte> body, FieldParameters type)
    {
        Headers = headers;
        Body = body;
        Type = type;
        Disposition = FieldParameters.Parse(headers["Content-Disposition"]);
        Encoding = FieldParameters.Parse(headers["Content-Transfer-Encoding"]).Value;
    }

    public HeaderBlock Headers { get; }

    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Content-Type; "text/plain" without a usable one.</summary>
    public FieldParameters Type { get; }

    public FieldParameters Disposition { get; }

    public string Encoding { get; }

    public List<MimePart> Children { get; } = [];

    public bool IsMultipart => Type.Value.StartsWith("multipart/", StringComparison.Ordinal);

    /// <summary>The file's name without any path; null without one.</summary>
    public string? FileName
    {
        get
        {
            var name = Disposition["filename"] ?? Type["name"];
            if (name is null)
                return null;
            name = new string([.. name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Where(letter => !char.IsControl(letter))]).Trim();
            return name.Length == 0 ? null : name.Length > 200 ? name[..200] : name;
        }
    }

    /// <summary>The body as text of its charset.</summary>
    public string Text()
    {
        var text = Charsets.Decode(TransferEncodings.Decode(Body, Encoding).Span, Type["charset"]);
        return "flowed".Equals(Type["format"], StringComparison.OrdinalIgnoreCase) && Type.Value == "text/plain"
            ? FlowedText.Join(text, "yes".Equals(Type["delsp"], StringComparison.OrdinalIgnoreCase))
            : text;
    }

    /// <summary>Reads an entity and what it contains, as far as <paramref name="budget"/> allows.</summary>
    public static MimePart Read(ReadOnlyMemory<byte> entity, PartBudget budget, string fallbackType = "text/plain", int depth = 0)
    {
        var headers = HeaderBlock.Read(entity.Span, out var bodyStart);
        if (headers.IsCut)
            budget.Hit("Its header is too long.");
        var type = FieldParameters.Parse(headers["Content-Type"]);
        if (!type.Value.Contains('/', StringComparison.Ordinal))
            type = FieldParameters.Parse(type.Value is "text" or "html" ? $"text/{(type.Value == "html" ? "html" : "plain")}" : fallbackType);
        var part = new MimePart(headers, entity[bodyStart..], type);
        if (part.IsMultipart && type["boundary"] is { Length: > 0 } boundary)
            part.ReadChildren(boundary.TrimEnd(), budget, depth);
        return part;
    }

    private void ReadChildren(string boundary, PartBudget budget, int depth)
    {
        if (depth >= PartBudget.Deepest)
        {
            budget.Hit($"Its parts are nested more than {PartBudget.Deepest} deep.");
            return;
        }

        var delimiter = System.Text.Encoding.Latin1.GetBytes("--" + boundary);
        var fallback = Type.Value == "multipart/digest" ? "message/rfc822" : "text/plain";
        var start = -1;
        foreach (var (lineStart, lineEnd, closes) in Delimiters(delimiter))
        {
            if (start >= 0 && !Add(start, lineStart, fallback, budget, depth))
                return;
            start = closes ? -1 : lineEnd;
            if (closes)
                return;
        }

        if (start >= 0)
            Add(start, Body.Length, fallback, budget, depth);
    }

    private bool Add(int start, int end, string fallback, PartBudget budget, int depth)
    {
        if (!budget.Take())
            return false;
        // The line break before a delimiter belongs to the delimiter.
        var span = Body.Span;
        if (end > start && span[end - 1] == '\n')
            end--;
        if (end > start && span[end - 1] == '\r')
            end--;
        Children.Add(Read(Body[start..Math.Max(start, end)], budget, fallback, depth + 1));
        return true;
    }

    /// <summary>The lines that are the delimiter, and whether each closes the multipart.</summary>
    private IEnumerable<(int LineStart, int LineEnd, bool Closes)> Delimiters(byte[] delimiter)
    {
        for (var from = 0; from < Body.Length;)
        {
            var at = Body.Span[from..].IndexOf(delimiter);
            if (at < 0)
                yield break;
            at += from;
            from = at + delimiter.Length;
            if (at > 0 && Body.Span[at - 1] != '\n')
                continue;
            var newline = Body.Span[from..].IndexOf((byte)'\n');
            var lineEnd = newline < 0 ? Body.Length : from + newline + 1;
            var rest = Body.Span[from..lineEnd].Trim(" \t\r\n"u8);
            if (rest.IsEmpty || rest.SequenceEqual("--"u8))
                yield return (at, lineEnd, !rest.IsEmpty);
        }
    }
}

/// <summary>How much of a mail is read; the first limit that was hit is remembered.</summary>
internal sealed class PartBudget
{
    public const int MostParts = 200;
    public const int Deepest = 20;
    private int parts;

    public string? Limit { get; private set; }

    public bool Take()
    {
        if (++parts <= MostParts)
            return true;
        Hit($"It has more than {MostParts} parts.");
        return false;
    }

    public void Hit(string limit) => Limit ??= limit;
}
