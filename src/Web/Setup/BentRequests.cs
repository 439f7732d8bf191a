using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace PromoEngine.Web;

/// <summary>Requests that no endpoint should have to think about.</summary>
internal static class BentRequests
{
    /// <summary>Null: there is nothing wrong with it.</summary>
    public static ProblemHttpResult? Refusal(HttpRequest request)
    {
        // In a body it is refused where it would be stored (AppDb).
        if (request.QueryString.Value is { Length: > 0 } query && query.Contains("%00", StringComparison.Ordinal))
            return Refusals.Problem(StatusCodes.Status400BadRequest, "request.invalid", "The address holds the character zero, which no text has.");
        // The framework would fail on a charset that it does not know; JSON is UTF-8.
        if (request.ContentType is { } type && type.Contains("charset", StringComparison.OrdinalIgnoreCase) && request.Path.StartsWithSegments("/api")
            && !(MediaTypeHeaderValue.TryParse(type, out var parsed) && HeaderUtilities.RemoveQuotes(parsed.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
            return Refusals.Problem(StatusCodes.Status415UnsupportedMediaType, "request.content_type", "Send this as UTF-8.");
        return null;
    }
}
