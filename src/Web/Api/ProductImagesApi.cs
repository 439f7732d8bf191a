using PromoEngine.Web.Auth;
using PromoEngine.Web.Demo;

namespace PromoEngine.Web.Api;

internal static class ProductImagesApi
{
    public static void MapProductImages(this IEndpointRouteBuilder api)
    {
        api.MapGet("/products/{id:guid}/image.svg", async Task<IResult> (Guid id, string? color, Guid? variant, ProductImages images, HttpContext http, CancellationToken ct) =>
        {
            if (await images.Draw(id, variant, color, ct) is not { } drawing)
                return TypedResults.NotFound();
            http.Response.Headers.CacheControl = "private, max-age=3600";
            // Opened as a page of its own, a drawing still runs nothing.
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
            return TypedResults.Text(drawing, "image/svg+xml");
        }).Produces<string>(200, "image/svg+xml").ProducesProblem(404).WithTags("Products").Needs(Permission.CatalogRead).WithName("ProductImage");
    }
}
