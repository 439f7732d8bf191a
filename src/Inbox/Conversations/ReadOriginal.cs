using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Inbox.Conversations;

/// <summary>All of a mail's text.</summary>
internal sealed record OriginalView(string Text, bool HasHtml);

/// <summary>The whole mail behind a message: its text with quotes and signature, and its HTML as a page for a frame that may do nothing.</summary>
internal sealed class ReadOriginal(IInboxDb db)
{
    /// <summary>Nothing runs, nothing is fetched, nothing is sent; pictures from outside only where they were asked for, since each tells its sender that the mail was read.</summary>
    public static string Policy(bool images) =>
        $"sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:{(images ? " https: http:" : "")}; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

    public Task<OriginalView?> Text(Guid messageId, CancellationToken ct) => (
        from original in db.MailOriginals.AsNoTracking()
        join message in db.Messages on original.MessageId equals message.Id
        where original.MessageId == messageId && message.ErasedAt == null
        select new OriginalView(original.Text ?? message.Text, original.Html != null)).FirstOrDefaultAsync(ct);

    /// <summary>Null: the message has none.</summary>
    public async Task<string?> Page(Guid messageId, CancellationToken ct)
    {
        var html = await (
            from original in db.MailOriginals.AsNoTracking()
            join message in db.Messages on original.MessageId equals message.Id
            where original.MessageId == messageId && message.ErasedAt == null
            select original.Html).FirstOrDefaultAsync(ct);
        return html is null ? null
            : $"<!doctype html><html><head><meta charset=\"utf-8\"><style>body{{margin:12px;background:#fff;color:#1a1a1a;font:14px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}}img,table{{max-width:100%}}</style></head><body>{html}</body></html>";
    }
}
