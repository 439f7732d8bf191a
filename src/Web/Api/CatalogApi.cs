using Microsoft.AspNetCore.Http.HttpResults;

using PromoEngine.Orders;
using PromoEngine.Web.Auth;

namespace PromoEngine.Web.Api;

internal static class CatalogApi
{
    public static void MapCatalog(this IEndpointRouteBuilder api)
    {
        var products = api.MapGroup("/products").WithTags("Catalog");

        products.MapGet("", async Task<Ok<Page<ProductItem>>> (string? q, string? cursor, ProductSearch search, CancellationToken ct) =>
            TypedResults.Ok(await search.Page(q, cursor, ct)))
            .Needs(Permission.CatalogRead).WithName("Products");
    }
}
