using System.Text;

using PromoEngine.Inbox.Channels.Email.Mime;

namespace PromoEngine.Inbox.Channels.Email.Webhooks;

/// <summary>A form as mail services post it: fields and files, as multipart/form-data or, without files, urlencoded.</summary>
internal sealed class PostedForm
{
    private const int MostFields = 1000;
    private readonly Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);

    public List<MailAttachment> Files { get; } = [];

    /// <summary>Empty without the field.</summary>
    public string this[string name] => fields.GetValueOrDefault(name, "");

    public static PostedForm Read(string contentType, ReadOnlyMemory<byte> body)
    {
        var form = new PostedForm();
        if (FieldParameters.Parse(contentType) is { Value: "multipart/form-data" } type && type["boundary"] is not null)
            form.ReadParts(contentType, body);
        else
            form.ReadPairs(Encoding.UTF8.GetString(body.Span));
        return form;
    }

    private void ReadParts(string contentType, ReadOnlyMemory<byte> body)
    {
        byte[] entity = [.. Encoding.Latin1.GetBytes($"Content-Type: {contentType.ReplaceLineEndings(" ")}\r\n\r\n"), .. body.Span];
        foreach (var part in MimePart.Read(entity, new PartBudget()).Children)
        {
            if (part.Disposition["filename"] is not null)
                Files.Add(new(part.FileName, part.Type.Value, part.Headers["Content-ID"]?.Trim().Trim('<', '>'), false, part.Body, part.Encoding));
            else if (part.Disposition["name"] is { } name && fields.Count < MostFields)
                fields.TryAdd(name, WellFormed.Text(Charsets.Decode(TransferEncodings.Decode(part.Body, part.Encoding).Span, part.Type["charset"])));
        }
    }

    private void ReadPairs(string body)
    {
        foreach (var range in body.AsSpan().Split('&'))
        {
            if (fields.Count >= MostFields)
                return;
            var pair = body.AsSpan(range);
            var equals = pair.IndexOf('=');
            if (equals > 0)
                fields.TryAdd(Unescape(pair[..equals]), WellFormed.Text(Unescape(pair[(equals + 1)..])));
        }
    }

    private static string Unescape(ReadOnlySpan<char> text) => Uri.UnescapeDataString(text.ToString().Replace('+', ' '));
}
