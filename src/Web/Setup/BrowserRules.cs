namespace PromoEngine.Web;

/// <summary>
/// What browsers are told, and what they may not do: a page of another site cannot make a signed-in person's browser change anything here, nor listen in.
/// The cookie is SameSite=Strict already; this holds for browsers and networks that bend that. There is no CORS at all: nobody else's page may read.
/// </summary>
internal sealed class BrowserRules(RequestDelegate next)
{
    // Our own files and this server, nothing written into the page: no script, and no style either (webapp/vite.config.ts says how the libraries that would
    // write theirs are kept from it). Pictures come from here, or were made in the page.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; media-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    public async Task InvokeAsync(HttpContext http)
    {
        Tell(http);
        var isApi = http.Request.Path.StartsWithSegments("/api");
        if (isApi)
            http.Response.Headers.CacheControl = "no-store";

        if (((isApi && !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method)) || http.Request.Path.StartsWithSegments("/live")) && IsFromAnotherSite(http.Request))
        {
            await Refusals.Problem(StatusCodes.Status403Forbidden, "request.cross_site", "This request comes from another site; nothing was changed.").ExecuteAsync(http);
            return;
        }

        if (BentRequests.Refusal(http.Request) is { } refusal)
        {
            await refusal.ExecuteAsync(http);
            return;
        }

        await next(http);
    }

    /// <summary>Also called for a failure, whose answer begins with no headers.</summary>
    public static void Tell(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()";
        headers.ContentSecurityPolicy = Policy;
        if (http.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
    }

    private static bool IsFromAnotherSite(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
            return site is not ("same-origin" or "none");
        return request.Headers.Origin.ToString() is { Length: > 0 } origin
            && (!Uri.TryCreate(origin, UriKind.Absolute, out var from) || !string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
