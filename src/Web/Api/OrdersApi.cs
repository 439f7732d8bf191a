using Microsoft.AspNetCore.Http.HttpResults;

using PromoEngine.Orders;
using PromoEngine.Orders.SalesOrders;
using PromoEngine.Web.Auth;
using PromoEngine.Web.Pages;

namespace PromoEngine.Web.Api;

internal static class OrdersApi
{
    public static void MapOrders(this IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("/orders").WithTags("Orders");

        orders.MapGet("", async Task<Ok<Orders.Page<OrderItem>>> (string? q, string? cursor, ListOrders list, CancellationToken ct) =>
            TypedResults.Ok(await list.Handle(q, cursor, ct)))
            .Needs(Permission.OrdersRead).WithName("Orders");

        orders.MapGet("/{id:guid}", async Task<Results<Ok<OrderView>, NotFound>> (Guid id, ReadOrder read, CancellationToken ct) =>
            await read.Handle(id, ct) is { } order ? TypedResults.Ok(order) : TypedResults.NotFound())
            .Needs(Permission.OrdersRead).WithName("Order");
    }
}
