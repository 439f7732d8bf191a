namespace PromoEngine.Inbox.Channels.Email.Mime;

/// <summary>The words and files of a mail, chosen from its parts: the best of alternatives, the root of what is related, all of what is mixed.</summary>
internal sealed class MailContent
{
    private const int MostAttachments = 200;
    private readonly List<MailAttachment> attachments = [];
    private readonly List<string> plain = [];
    private readonly List<string> html = [];

    public IReadOnlyList<MailAttachment> Attachments => attachments;

    public string Text { get; private set; } = "";

    public string? Html { get; private set; }

    public static MailContent Of(MimePart root, PartBudget budget)
    {
        var content = new MailContent();
        content.Walk(root, budget);
        content.Text = Lines(string.Join("\n", content.plain));
        content.Html = content.html.Count == 0 ? null : string.Join("\n", content.html);
        return content;
    }

    private void Walk(MimePart part, PartBudget budget)
    {
        switch (part.Type.Value)
        {
            case "multipart/alternative" when part.Children.Count > 0:
                Alternative(part, budget);
                break;
            case "multipart/related" when part.Children.Count > 0:
                var start = part.Type["start"]?.Trim('<', '>');
                var root = part.Children.FirstOrDefault(c => start is not null && c.Headers["Content-ID"]?.Trim('<', '>') == start) ?? part.Children[0];
                Walk(root, budget);
                foreach (var other in part.Children.Where(c => c != root))
                    Attach(other, budget);
                break;
            case "text/plain" or "text/html" when !IsFile(part):
                Words(part);
                break;
            default:
                if (part.IsMultipart && part.Children.Count > 0)
                    part.Children.ForEach(child => Walk(child, budget));
                else if (part.IsMultipart)
                    // A boundary that never comes: what stands there is read as it is.
                    Say(part.Text());
                else
                    Attach(part, budget);
                break;
        }
    }

    private void Alternative(MimePart part, PartBudget budget)
    {
        var (saidBefore, htmlBefore) = (plain.Count, html.Count);
        var hasPlain = part.Children.Any(c => c.Type.Value == "text/plain" && !IsFile(c));
        foreach (var child in part.Children)
        {
            if (child.Type.Value == "text/html" && !IsFile(child) && hasPlain)
                html.Add(child.Text());
            else
                Walk(child, budget);
        }

        // The plain part of some mailers is empty, or says only that this mail is HTML.
        if (hasPlain && html.Count > htmlBefore && plain.Skip(saidBefore).All(string.IsNullOrWhiteSpace))
            Say(HtmlText.Of(string.Join("\n", html.Skip(htmlBefore))));
    }

    private void Words(MimePart part)
    {
        var text = part.Text();
        if (part.Type.Value == "text/plain")
        {
            Say(text);
            return;
        }

        html.Add(text);
        Say(HtmlText.Of(text));
    }

    private void Say(string text) => plain.Add(text);

    private static bool IsFile(MimePart part) => part.Disposition.Value == "attachment" || part.FileName is not null;

    private void Attach(MimePart part, PartBudget budget)
    {
        if (part.IsMultipart && part.Children.Count > 0)
        {
            part.Children.ForEach(child => Attach(child, budget));
            return;
        }

        if (attachments.Count >= MostAttachments)
        {
            budget.Hit($"It has more than {MostAttachments} files.");
            return;
        }

        var contentId = part.Headers["Content-ID"]?.Trim().Trim('<', '>');
        attachments.Add(new(part.FileName, part.Type.Value, contentId, part.Disposition.Value != "attachment" && contentId is not null, part.Body, part.Encoding));
    }

    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim('\n');
}
