
namespace PromoEngine.Web;

/// <summary>The built webapp: files whose names change with their content, and index.html for every address that is not a file.</summary>
internal static class Webapp
{
    public static void UseWebapp(this WebApplication app) => app.UseStaticFiles(new StaticFileOptions
    {
        OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
            file.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache",
    });

    public static void MapWebapp(this WebApplication app) =>
        app.MapFallbackToFile("/{**path:nonfile:regex(^(?!api/|webhooks/|live|openapi/).*$)}", "index.html").AllowAnonymous();
}
