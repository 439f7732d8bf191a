namespace PromoEngine.Inbox.Channels.Email.Mime;

/// <summary>
/// A report that a mail of ours did not arrive: by the standard (RFC 3464), by Gmail's and Exim's X-Failed-Recipients, or by who sent it and how it begins.
/// A report of mere delay is none.
/// </summary>
internal static class BounceReader
{
    private static readonly string[] Senders = ["mailer-daemon", "mail-daemon", "maildaemon", "postmaster"];

    private static readonly string[] Subjects =
    [
        "undelivered mail", "undeliverable", "undeliverable:", "delivery status notification (failure)", "delivery failure", "delivery has failed", "mail delivery failed", "mail delivery failure",
        "failure notice", "returned mail", "message not delivered", "delivery notification", "could not send message", "mail could not be delivered", "unzustellbar", "non remis", "echec de la remise",
        "échec de la remise", "no se puede entregar", "non recapitabile", "niet bezorgd", "onbestelbaar",
    ];

    public static BounceReport? Read(MimePart root, string text)
    {
        var status = Find(root, "message/delivery-status") ?? Find(root, "message/global-delivery-status");
        var failed = root.Headers["X-Failed-Recipients"];
        if (status is not null)
            return Standard(root, status, failed);
        if (failed is null && !LooksLikeOne(root.Headers))
            return null;
        return new(failed?.Split(',')[0].Trim(), null, FirstLines(text), Original(root));
    }

    private static BounceReport? Standard(MimePart root, MimePart status, string? failed)
    {
        // Groups of fields parted by empty lines: one about the mail, then one for each recipient.
        string? recipient = null, code = null, reason = null;
        var (anyFailed, anyAction) = (false, false);
        foreach (var line in Unfolded(status))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1)
                continue;
            var (name, value) = (line[..colon].Trim(), line[(colon + 1)..].Trim());
            if (name.Equals("Action", StringComparison.OrdinalIgnoreCase))
                (anyAction, anyFailed) = (true, anyFailed || value.StartsWith("failed", StringComparison.OrdinalIgnoreCase));
            else if (name.EndsWith("-Recipient", StringComparison.OrdinalIgnoreCase))
                recipient ??= AfterType(value);
            else if (name.Equals("Status", StringComparison.OrdinalIgnoreCase))
                code ??= value.Split(' ', 2)[0];
            else if (name.Equals("Diagnostic-Code", StringComparison.OrdinalIgnoreCase))
                reason ??= AfterType(value);
        }

        return anyAction && !anyFailed ? null : new(recipient ?? failed, code, reason, Original(root));
    }

    /// <summary>"rfc822; somebody@example.test"</summary>
    private static string AfterType(string value) => value.Split(';', 2) is [_, var rest] ? rest.Trim() : value;

    private static IEnumerable<string> Unfolded(MimePart status)
    {
        var open = "";
        foreach (var line in status.Text().Split('\n'))
        {
            var trimmed = line.TrimEnd('\r');
            if (trimmed.StartsWith(' ') || trimmed.StartsWith('\t'))
            {
                open += trimmed;
                continue;
            }

            if (open.Length > 0)
                yield return open;
            open = trimmed;
        }

        if (open.Length > 0)
            yield return open;
    }

    private static string? Original(MimePart root)
    {
        var returned = Find(root, "message/rfc822") ?? Find(root, "text/rfc822-headers") ?? Find(root, "message/rfc822-headers");
        if (returned is null)
            return null;
        var id = HeaderBlock.Read(TransferEncodings.Decode(returned.Body, returned.Encoding).Span, out _)["Message-ID"];
        return id?.Trim().Trim('<', '>');
    }

    private static bool LooksLikeOne(HeaderBlock headers)
    {
        var sender = Addresses.Parse(headers["From"]) is [var from, ..] ? from.Address : "";
        var isDaemon = Senders.Any(name => sender.StartsWith(name + "@", StringComparison.OrdinalIgnoreCase) || sender.Equals(name, StringComparison.OrdinalIgnoreCase));
        var subject = headers.Words("Subject") ?? "";
        var isSaid = Subjects.Any(words => subject.StartsWith(words, StringComparison.OrdinalIgnoreCase));
        return isSaid && (isDaemon || headers["Return-Path"]?.Trim() == "<>" || FieldParameters.Parse(headers["Content-Type"])["report-type"] == "delivery-status");
    }

    private static MimePart? Find(MimePart part, string type) =>
        part.Type.Value == type ? part : part.Children.Select(child => Find(child, type)).FirstOrDefault(found => found is not null);

    private static string FirstLines(string text) => text.Length > 500 ? text[..500] : text;
}
