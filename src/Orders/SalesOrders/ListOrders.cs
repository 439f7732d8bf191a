using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Orders.SalesOrders;

/// <summary>Orders, newest first; searched by number or by the customer's name.</summary>
internal sealed class ListOrders(IOrdersDb db)
{
    private const int PageSize = 50;

    public async Task<Page<OrderItem>> Handle(string? q, string? cursor, CancellationToken ct)
    {
        var orders = db.SeenOrders().AsNoTracking();
        if (!string.IsNullOrWhiteSpace(q))
        {
            var pattern = LikePattern.Containing(q.Trim().ToLowerInvariant());
#pragma warning disable CA1304, CA1311, CA1862 // the database lowers the case
            var customers = db.Customers.Where(c => EF.Functions.Like(c.Name.ToLower(), pattern, LikePattern.Escape)).Select(c => c.Id);
            orders = orders.Where(o => EF.Functions.Like(o.Number.ToLower(), pattern, LikePattern.Escape) || customers.Contains(o.CustomerId));
#pragma warning restore CA1304, CA1311, CA1862
        }

        if (PageCursor.Read(cursor, 2) is [var at, var number])
        {
            var created = Parse(at);
#pragma warning disable CA1309 // the database compares, in the order it sorts by
            orders = orders.Where(o => o.CreatedAt < created || (o.CreatedAt == created && string.Compare(o.Number, number) < 0));
#pragma warning restore CA1309
        }

        var page = orders.OrderByDescending(o => o.CreatedAt).ThenByDescending(o => o.Number).Take(PageSize + 1);
        var items = await OrderItems.Read(db, page).ToListAsync(ct);
        return Page<OrderItem>.Of(items, PageSize, last => PageCursor.Write(last.CreatedAt.ToString("O", CultureInfo.InvariantCulture), last.Number));
    }

    private static DateTime Parse(string at) => DateTime.TryParseExact(at, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var created)
        ? DateTime.SpecifyKind(created, DateTimeKind.Utc)
        : throw PageCursor.Unknown();
}
