using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Inbox.Channels;

namespace PromoEngine.Inbox.Conversations;

/// <summary>The mail behind a message that came in: the message's text is what was newly written, here is the rest.</summary>
internal sealed class MailOriginal
{
    public const int LongestList = 4000;
    public const int LongestText = 2_000_000;

    public required Guid MessageId { get; init; }

    /// <summary>All of its text, quotes and signature too; null when that is the message's own.</summary>
    public string? Text { get; init; }

    /// <summary>As it came: never shown outside a sandboxed frame.</summary>
    public string? Html { get; init; }

    /// <summary>Name and address.</summary>
    public required string From { get; init; }

    /// <summary>One on each line.</summary>
    public required string To { get; init; }

    public required string Cc { get; init; }

    /// <summary>Bare addresses, one on each line: who gets a copy when all are answered.</summary>
    public required string Others { get; init; }

    /// <summary>The bare address that an answer goes to.</summary>
    public required string AnswerTo { get; init; }

    public string? ForwardedFrom { get; init; }

    public string? Limit { get; init; }

    public static MailOriginal Of(Guid message, MailDetails mail, string sender, string text) => new()
    {
        MessageId = message,
        Text = mail.Text == text ? null : WellFormed.Cut(mail.Text, LongestText),
        Html = mail.Html is { } html ? WellFormed.Cut(html, LongestText) : null,
        From = WellFormed.Cut(mail.From, 400),
        To = Lines(mail.To),
        Cc = Lines(mail.Cc),
        Others = Lines(mail.Others),
        AnswerTo = WellFormed.Cut(mail.ReplyTo ?? sender, 200),
        ForwardedFrom = mail.ForwardedFrom is { } forwarded ? WellFormed.Cut(forwarded, 400) : null,
        Limit = mail.Limit is { } limit ? WellFormed.Cut(limit, 200) : null,
    };

    public static IReadOnlyList<string> List(string lines) => lines.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>As many as there is room for; never half of one.</summary>
    private static string Lines(IReadOnlyList<string> people)
    {
        var length = 0;
        return string.Join('\n', people.Select(p => p.ReplaceLineEndings(" ")).TakeWhile(p => (length += p.Length + 1) <= LongestList));
    }
}

internal sealed class MailOriginalTable : IEntityTypeConfiguration<MailOriginal>
{
    public void Configure(EntityTypeBuilder<MailOriginal> b)
    {
        b.ToTable("inbox_originals");
        b.HasKey(o => o.MessageId);
        b.Property(o => o.From).HasMaxLength(400);
        b.Property(o => o.To).HasMaxLength(MailOriginal.LongestList);
        b.Property(o => o.Cc).HasMaxLength(MailOriginal.LongestList);
        b.Property(o => o.Others).HasMaxLength(MailOriginal.LongestList);
        b.Property(o => o.AnswerTo).HasMaxLength(200);
        b.Property(o => o.ForwardedFrom).HasMaxLength(400);
        b.Property(o => o.Limit).HasMaxLength(200);
    }
}
