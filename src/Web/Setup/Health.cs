using PromoEngine.Web.Data;

namespace PromoEngine.Web;

internal static class Health
{
    /// <summary>/healthz: the process is up. /readyz: database and workers are, and the first, slow use of each query is behind us.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => TypedResults.Ok(new { status = "up" })).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/readyz", async (Startup startup, AppDb db, CancellationToken ct) =>
            startup.Finished.IsCompleted && await db.Database.CanConnectAsync(ct)
                ? Results.Ok(new { status = "ready" })
                : Results.Json(new { status = "starting" }, statusCode: StatusCodes.Status503ServiceUnavailable)).AllowAnonymous().ExcludeFromDescription();
    }
}
