using System.Globalization;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Contacts;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Simulator;

/// <summary>The look-up: what the provider has, newest first, filtered as Twilio filters.</summary>
internal sealed class ListSends(AppDb db)
{
    private const int LargestPage = 1000;
    private const int MostPages = 1000;

    public async Task<IResult> Handle(SimulatorAccount account, HttpRequest request, CancellationToken ct)
    {
        var query = request.Query;
        var size = Number(query["PageSize"], 50, 1, LargestPage);
        var page = Number(query["Page"], 0, 0, MostPages);
        var found = await Filter(account, query)
            .OrderByDescending(m => m.Id)
            .Skip(page * size)
            .Take(size + 1)
            .ToListAsync(ct);
        var shown = found.Take(size).Select(m => TwilioMessage.Of(m, account)).ToList();
        return TwilioAnswers.Ok(new TwilioPage(
            shown, page, size, page * size, page * size + Math.Max(shown.Count - 1, 0),
            Address(request, page, size), Address(request, 0, size),
            found.Count > size ? Address(request, page + 1, size) : null,
            page > 0 ? Address(request, page - 1, size) : null));
    }

    private IQueryable<SimulatorMessage> Filter(SimulatorAccount account, IQueryCollection query)
    {
        var messages = db.Set<SimulatorMessage>().AsNoTracking();
        if (query["To"] is [{ Length: > 0 } to])
        {
            var number = PhoneNumber.Normalise(to).Value;
            var toShop = number == account.Channel.Address;
            messages = messages.Where(m => m.FromCustomer ? toShop : m.Number == number);
        }

        if (query["From"] is [{ Length: > 0 } from])
        {
            var number = PhoneNumber.Normalise(from).Value;
            var fromShop = number == account.Channel.Address;
            messages = messages.Where(m => m.FromCustomer ? m.Number == number : fromShop);
        }

        // "DateSent>=2026-11-20" reads as the field "DateSent>" in a query string; a message that still waits was not sent at any time.
        if (Day(query["DateSent>"]) is { } since)
            messages = messages.Where(m => m.At >= since && m.Status != SimulatorStatus.Queued);
        if (Day(query["DateSent<"]) is { } until)
        {
            var end = until.AddDays(1);
            messages = messages.Where(m => m.At < end && m.Status != SimulatorStatus.Queued);
        }

        return messages;
    }

    private static DateTime? Day(string? written) =>
        DateTime.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day) ? day.Date : null;

    private static int Number(string? written, int otherwise, int least, int most) =>
        int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, least, most) : otherwise;

    private static string Address(HttpRequest request, int page, int size)
    {
        var rest = request.Query.Where(q => q.Key is not ("Page" or "PageSize" or "PageToken"))
            .Select(q => $"&{Uri.EscapeDataString(q.Key)}={Uri.EscapeDataString(q.Value.ToString())}");
        return string.Create(CultureInfo.InvariantCulture, $"{request.Path}?Page={page}&PageSize={size}{string.Concat(rest)}");
    }
}
