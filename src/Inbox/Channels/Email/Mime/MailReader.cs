using System.Security.Cryptography;

namespace PromoEngine.Inbox.Channels.Email.Mime;

/// <summary>
/// A raw mail as words, files and threading. Never throws for what is inside: broken mail is read as far as it goes. The bytes must stay as they are
/// while the result is used, since attachments are slices of them.
/// </summary>
internal static class MailReader
{
    /// <summary>Larger ones are kept raw and shown as too large.</summary>
    public const int LargestMail = 35 * 1024 * 1024;

    private const int MostReferences = 100;
    private const int LongestText = 2_000_000;

    public static Mail Read(ReadOnlyMemory<byte> raw)
    {
        var budget = new PartBudget();
        if (raw.Length > LargestMail)
        {
            budget.Hit($"It is larger than {LargestMail >> 20} MB.");
            raw = raw[..HeadOf(raw.Span)];
        }

        var root = MimePart.Read(raw, budget);
        var content = MailContent.Of(root, budget);
        var headers = root.Headers;
        var own = MessageIds(headers["Message-ID"]).FirstOrDefault();
        var bounce = BounceReader.Read(root, content.Text);
        return new()
        {
            Subject = headers.Words("Subject") ?? "",
            From = Addresses.Parse(headers["From"] ?? headers["Sender"]),
            To = Addresses.Parse(string.Join(", ", headers.All("To"))),
            Cc = Addresses.Parse(string.Join(", ", headers.All("Cc"))),
            ReplyTo = Addresses.Parse(headers["Reply-To"]),
            Date = MailDate.Parse(headers["Date"]),
            MessageId = own ?? Derived(raw.Span),
            MessageIdIsDerived = own is null,
            InReplyTo = MessageIds(headers["In-Reply-To"]).FirstOrDefault(),
            References = [.. MessageIds(headers["References"]).Distinct().TakeLast(MostReferences)],
            Text = Bounded(content.Text, budget),
            Html = content.Html is { } html ? Bounded(html, budget) : null,
            Attachments = content.Attachments,
            Kind = MailKinds.Of(headers, bounce),
            Bounce = bounce,
            IsMarkedSpam = MailKinds.IsMarkedSpam(headers),
            Limit = budget.Limit,
        };
    }

    /// <summary>The ids in a field of ids; old mailers put phrases and ids without brackets there too.</summary>
    private static IEnumerable<string> MessageIds(string? field)
    {
        if (string.IsNullOrWhiteSpace(field))
            yield break;
        var bracketed = false;
        for (var position = 0; position < field.Length;)
        {
            var open = field.IndexOf('<', position);
            var close = open < 0 ? -1 : field.IndexOf('>', open);
            if (close < 0)
                break;
            bracketed = true;
            if (string.Concat(field[(open + 1)..close].Where(letter => !char.IsWhiteSpace(letter))) is { Length: > 0 } id)
                yield return id;
            position = close + 1;
        }

        if (!bracketed)
        {
            foreach (var word in field.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Contains('@')))
                yield return word.Trim('<', '>', ',', ';');
        }
    }

    private static string Derived(ReadOnlySpan<byte> raw) => $"{Convert.ToHexStringLower(SHA256.HashData(raw))[..40]}@derived.invalid";

    private static int HeadOf(ReadOnlySpan<byte> raw)
    {
        var head = raw[..Math.Min(raw.Length, 256 * 1024)];
        var end = head.IndexOf("\r\n\r\n"u8);
        return end >= 0 ? end + 4 : head.IndexOf("\n\n"u8) is >= 0 and var plain ? plain + 2 : head.Length;
    }

    private static string Bounded(string text, PartBudget budget)
    {
        var wellFormed = WellFormed.Text(text);
        if (wellFormed.Length <= LongestText)
            return wellFormed;
        budget.Hit("Its text is too long.");
        return WellFormed.Text(wellFormed[..LongestText]);
    }
}
