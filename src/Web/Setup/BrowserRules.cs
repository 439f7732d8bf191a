namespace PromoEngine.Web;

/// <summary>
/// What browsers are told, and what they may not do: a page of another site cannot make a signed-in person's browser change anything here. The cookie is
/// SameSite=Strict already; this holds for browsers and networks that bend that.
/// </summary>
internal sealed class BrowserRules(RequestDelegate next)
{
    private const string Policy = "default-src 'self'; img-src 'self' data: https:; style-src 'self' 'unsafe-inline'; connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

    public async Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = Policy;

        if (http.Request.Path.StartsWithSegments("/api") && !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method) && IsFromAnotherSite(http.Request))
        {
            await Refusals.Problem(StatusCodes.Status403Forbidden, "request.cross_site", "This request comes from another site; nothing was changed.").ExecuteAsync(http);
            return;
        }

        await next(http);
    }

    private static bool IsFromAnotherSite(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
            return site is not ("same-origin" or "none");
        return request.Headers.Origin.ToString() is { Length: > 0 } origin
            && (!Uri.TryCreate(origin, UriKind.Absolute, out var from) || !string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
