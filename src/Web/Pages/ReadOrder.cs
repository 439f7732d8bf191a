using PromoEngine.Orders.SalesOrders;
using PromoEngine.Web.Auth;

namespace PromoEngine.Web.Pages;

/// <summary>An order as the screen shows it: who did what, by name.</summary>
internal sealed class ReadOrder(GetOrder get, ActorNames names)
{
    public async Task<OrderView?> Handle(Guid id, CancellationToken ct)
    {
        if (await get.Handle(id, ct) is not { } order)
            return null;

        var known = await names.Of(order.Timeline.Select(e => e.Actor), ct);
        return order with { Timeline = [.. order.Timeline.Select(e => e with { Actor = e.Actor is { } actor ? known.GetValueOrDefault(actor) : null })] };
    }
}
