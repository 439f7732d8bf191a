namespace PromoEngine.Web;

/// <summary>The built webapp: files whose names change with their content, and index.html for every address that is not a file.</summary>
internal static class Webapp
{
    private const string Page = "index.html";

    private const string NotBuilt = """
        The server runs, but its webapp has not been built.

        Install Node.js 20.19 or newer (https://nodejs.org) and start again with
            dotnet run --project src/Web
        or build it by hand:
            cd webapp && npm ci && npm run build
        and restart the server.

        """;

    public static void UseWebapp(this WebApplication app)
    {
        // Without the folder, the file server would only warn about it.
        if (app.Environment.WebRootFileProvider.GetFileInfo(Page).Exists)
            app.UseStaticFiles(Files);
    }

    public static void MapWebapp(this WebApplication app)
    {
        var built = app.Environment.WebRootFileProvider.GetFileInfo(Page).Exists;
        foreach (var screens in Screens)
        {
            var fallback = built
                ? app.MapFallbackToFile(screens, Page, Files)
                : app.MapFallback(screens, () => TypedResults.Text(NotBuilt, statusCode: StatusCodes.Status404NotFound));
            fallback.AllowAnonymous();
        }
    }

    /// <summary>The bare address stands by itself: a constraint is not met by a path that is not there.</summary>
    private static readonly string[] Screens = ["/", "/{**path:nonfile:regex(^(?!api/|webhooks/|live|openapi/).*$)}"];

    private static StaticFileOptions Files => new()
    {
        OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
            file.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache",
    };
}
