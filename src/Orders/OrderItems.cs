using Microsoft.EntityFrameworkCore;
using PromoEngine.Orders.SalesOrders;

namespace PromoEngine.Orders;

/// <summary>Orders in a few words, for lists and for the pages of other modules.</summary>
public sealed class OrderItems
{
    private const int Limit = 100;
    private readonly IOrdersDb db;

    internal OrderItems(IOrdersDb db) => this.db = db;

    /// <summary>The newest orders of a conversation.</summary>
    public async Task<IReadOnlyList<OrderItem>> OfConversation(Guid conversationId, CancellationToken ct) =>
        await Read(db, db.SeenOrders().Where(o => o.ConversationId == conversationId).OrderByDescending(o => o.CreatedAt).Take(Limit)).ToListAsync(ct);

    internal static IQueryable<OrderItem> Read(IOrdersDb db, IQueryable<SalesOrder> orders)
    {
        var masked = db.MasksPersonalData;
        return
        from order in orders
        join customer in db.Customers on order.CustomerId equals customer.Id
        orderby order.CreatedAt descending, order.Number descending
        select new OrderItem(
            order.Id, order.Number, order.Lifecycle, order.Fulfilment, new CustomerRef(customer.Id, masked && customer.Name == customer.Phone ? CustomerRef.Nameless : customer.Name),
            order.Total, order.Currency, order.NeededBy, order.CreatedAt);
    }
}

/// <summary>An order in a list.</summary>
public sealed record OrderItem(
    Guid Id,
    string Number,
    OrderLifecycle Lifecycle,
    FulfilmentStatus Fulfilment,
    CustomerRef Customer,
    long Total,
    string Currency,
    DateOnly? NeededBy,
    DateTime CreatedAt);

/// <summary>A customer by name.</summary>
public sealed record CustomerRef(Guid Id, string Name)
{
    /// <summary>For a customer who is known by the phone number alone, where that is hidden.</summary>
    internal const string Nameless = "Customer without a name";
}
