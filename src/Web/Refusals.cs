using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web;

/// <summary>Every error of the API is a ProblemDetails with a stable `code` and a sentence a person at the desk understands.</summary>
internal sealed class Refusals(IProblemDetailsService problems, ILogger<Refusals> log) : IExceptionHandler
{
    public static ProblemHttpResult Problem(int status, string code, string sentence) =>
        TypedResults.Problem(Details(status, code, sentence));

    /// <summary>Gives the framework's own problems (validation, 404, 405 …) a code too.</summary>
    public static void Complete(ProblemDetailsContext context)
    {
        var details = context.ProblemDetails;
        details.Extensions.TryAdd("code", details.Status switch
        {
            400 => "request.invalid",
            401 => "signin.required",
            403 => "permission.denied",
            404 => "not_found",
            405 => "request.method",
            413 => "request.too_large",
            415 => "request.content_type",
            429 => "rate.limited",
            _ => details.Status >= 500 ? "server.error" : "request.refused",
        });
        if (details is { Status: 403, Detail: null } && context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<Auth.NeedsPermission>() is { Permission: var missing })
            Denied(details, missing);
        details.Detail ??= details.Status switch
        {
            401 => "Sign in first.",
            403 => "None of your roles allows this; ask an administrator.",
            404 => "There is nothing here, or it is not yours to see.",
            405 => "This address does not do that.",
            413 => "This is larger than what may be sent here.",
            415 => "Send this as application/json.",
            _ => details.Detail,
        };
    }

    /// <summary>What is missing is named, so that an administrator knows what to give.</summary>
    private static void Denied(ProblemDetails details, Auth.Permission missing)
    {
        details.Extensions["permission"] = Auth.Permissions.Word(missing);
        if (missing != Auth.Permission.Member)
            details.Detail = $"None of your roles allows this: it needs \"{Auth.Permissions.Info(missing).Name}\". Ask an administrator.";
    }

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var details = exception switch
        {
            RefusedException refused => Details(409, refused.Code, refused.Message),
            Inbox.RefusedException refused => Details(409, refused.Code, refused.Message),
            Extraction.RefusedException refused => Details(409, refused.Code, refused.Message),
            Orders.RefusedException refused => Details(409, refused.Code, refused.Message),
            Inbox.Channels.ChannelInvalidException invalid => Invalid("channel.invalid", invalid.Errors),
            _ when DatabaseErrors.IsDuplicate(exception) => Details(409, "duplicate", "This exists already, or stands in the request twice."),
            _ when DatabaseErrors.IsUnstorableText(exception) => Details(400, "request.invalid", "A text holds the character zero, which no text has."),
            DbUpdateConcurrencyException => Details(409, "stale", "Someone changed this in the meantime; reload it."),
            BadHttpRequestException bad => Details(bad.StatusCode, bad.StatusCode == 413 ? "request.too_large" : "request.invalid", bad.InnerException is System.Text.Json.JsonException json
                ? $"The body is not what this call expects{(json.Path is { Length: > 1 } path ? $", at {path}" : "")}."
                : bad.Message),
            _ => Details(500, "server.error", "Something went wrong on our side; nothing was changed. Try again."),
        };

        if (details.Status >= 500)
            log.LogError(exception, "{Method} {Route} failed", httpContext.Request.Method, Route(httpContext));
        BrowserRules.Tell(httpContext);
        httpContext.Response.StatusCode = details.Status!.Value;
        return await problems.TryWriteAsync(new() { HttpContext = httpContext, ProblemDetails = details, Exception = exception });
    }

    /// <summary>Not the path: that of the simulator holds telephone numbers. The exception handler has taken the endpoint away and keeps it here.</summary>
    private static string Route(HttpContext http) =>
        ((http.Features.Get<IExceptionHandlerPathFeature>()?.Endpoint ?? http.GetEndpoint()) as RouteEndpoint)?.RoutePattern.RawText ?? "an unknown address";

    private static ProblemDetails Invalid(string code, IReadOnlyDictionary<string, string> errors) => new HttpValidationProblemDetails(errors.ToDictionary(e => e.Key, e => new[] { e.Value }))
    {
        Status = 400,
        Detail = string.Join(" ", errors.Values),
        Extensions = { ["code"] = code },
    };

    private static ProblemDetails Details(int status, string code, string sentence) =>
        new() { Status = status, Detail = sentence, Extensions = { ["code"] = code } };
}
