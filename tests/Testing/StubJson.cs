using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace PromoEngine.Testing;

/// <summary>The bodies of https://www.twilio.com/docs/messaging/api/message-resource, shortened.</summary>
internal static class StubJson
{
    public static object Message(StubMessage message) => new
    {
        sid = message.Sid,
        account_sid = StubTwilio.Account,
        from = message.From,
        to = message.To,
        body = message.Body,
        status = message.Status,
        direction = message.Direction,
        date_created = Date(message.CreatedAt),
        date_sent = message.SentAt is { } sent ? Date(sent) : null,
        error_code = message.ErrorCode is { } code ? int.Parse(code, CultureInfo.InvariantCulture) : (int?)null,
        error_message = (string?)null,
        num_segments = "1",
        num_media = "0",
    };

    /// <summary>Newest first, filtered and paged as asked. A message that was not sent yet has no date to be found by.</summary>
    public static object List(IReadOnlyList<StubMessage> messages, HttpRequest request)
    {
        var query = request.Query;
        var found = messages
            .Where(message => Matches(query["To"], message.To) && Matches(query["From"], message.From))
            .Where(message => query["DateSent>"].ToString() is not { Length: > 0 } since
                || message.SentAt >= DateTimeOffset.Parse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal))
            .Reverse().ToList();

        var size = int.TryParse(query["PageSize"], CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, 1000) : 50;
        var page = int.TryParse(query["Page"], CultureInfo.InvariantCulture, out var at) ? at : 0;
        var next = found.Count > (page + 1) * size
            ? QueryString.Create(query.Where(field => field.Key is not "Page").Append(new("Page", $"{page + 1}")))
            : (QueryString?)null;
        return new
        {
            messages = found.Skip(page * size).Take(size).Select(Message),
            page,
            page_size = size,
            next_page_uri = next is { } uri ? request.Path + uri.ToUriComponent() : null,
        };
    }

    private static bool Matches(string? asked, string value) => string.IsNullOrEmpty(asked) || asked == value;

    private static string Date(DateTimeOffset date) =>
        date.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
}
