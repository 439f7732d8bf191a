using PromoEngine.Orders.Inventory;
using PromoEngine.Orders.Quotes;
using PromoEngine.Orders.SalesOrders;

namespace PromoEngine.Orders;

/// <summary>
/// What whoever asks may see. What nobody owns (made by a rule, or before owners were kept) is everybody's: somebody must see to it. Somebody of a
/// warehouse sees the orders that are served from it, and the quotes behind those. Jobs see everything.
/// </summary>
internal static class Sight
{
    private const string User = "user:";

    public static IQueryable<SalesOrder> SeenOrders(this IOrdersDb db)
    {
        var orders = db.Orders.AsQueryable();
        if (db.SeenOwners is { } owners)
            orders = orders.Where(o => o.OwnerId == null || owners.Contains(o.OwnerId.Value));
        if (db.SeenWarehouses is { } warehouses)
            orders = orders.Where(o => (from reservation in db.Reservations
                                        join level in db.StockLevels on reservation.StockLevelId equals level.Id
                                        where reservation.OrderId == o.Id && reservation.State != ReservationState.Released && warehouses.Contains(level.WarehouseId)
                                        select reservation.Id).Any());
        return orders;
    }

    public static IQueryable<Quote> SeenQuotes(this IOrdersDb db)
    {
        var quotes = db.Quotes.AsQueryable();
        if (db.SeenOwners is { } owners)
            quotes = quotes.Where(q => q.OwnerId == null || owners.Contains(q.OwnerId.Value));
        if (db.SeenWarehouses is not null)
        {
            var orders = db.SeenOrders();
            quotes = quotes.Where(q => orders.Any(o => o.QuoteId == q.Id));
        }

        return quotes;
    }

    /// <summary>The person behind an actor, who then owns what was made; null for a rule or a customer.</summary>
    public static Guid? Owner(string? actor) =>
        actor is not null && actor.StartsWith(User, StringComparison.Ordinal) && Guid.TryParse(actor.AsSpan(User.Length), out var id) ? id : null;
}

/// <summary>Personal data for those who need to recognise it, but not to use it.</summary>
internal static class Masked
{
    private const string Hidden = "•••";

    public static string? Phone(string? phone) => phone is null ? null : phone.Length < 6 ? Hidden : $"{Hidden} {phone[^2..]}";

    public static string? Email(string? email) => string.IsNullOrEmpty(email) ? email : $"{email[0]}{Hidden}@{Hidden}";

    public static string? Address(string? address) => string.IsNullOrEmpty(address) ? address : Hidden;
}
