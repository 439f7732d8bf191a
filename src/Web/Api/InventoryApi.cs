using Microsoft.AspNetCore.Http.HttpResults;

using PromoEngine.Orders;
using PromoEngine.Web.Auth;

namespace PromoEngine.Web.Api;

internal static class InventoryApi
{
    public static void MapInventory(this IEndpointRouteBuilder api) =>
        api.MapGet("/inventory", async Task<Ok<IReadOnlyList<StockView>>> (string sku, StockLookup stock, CancellationToken ct) =>
            TypedResults.Ok(await stock.Of(sku, ct)))
            .WithTags("Inventory").Needs(Permission.InventoryRead).ProducesProblem(400).WithName("Inventory");
}
