using PromoEngine.Web.Audit;
using PromoEngine.Web.Auth;

namespace PromoEngine.Web.Api;

internal static class AuditApi
{
    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        var audit = api.MapGroup("/audit").WithTags("Audit");

        audit.MapGet("", async (DateOnly? from, DateOnly? to, string? actor, string? action, string? entity, Guid? entityId, string? cursor, ReadAudit read, CancellationToken ct) =>
            TypedResults.Ok(await read.Handle(new(from, to, actor, action, entity, entityId), cursor, ct))).Needs(Permission.AuditRead).WithName("Audit");

        audit.MapGet("/export", async (DateOnly? from, DateOnly? to, string? actor, string? action, string? entity, Guid? entityId, ExportAudit export, CancellationToken ct) =>
        {
            var filter = new AuditFilter(from, to, actor, action, entity, entityId);
            await export.Begin(filter, ct);
            return TypedResults.Stream(body => export.Write(filter, body, ct), "text/csv; charset=utf-8", "audit.csv");
        }).Produces<string>(200, "text/csv").ProducesProblem(409).Needs(Permission.AuditRead).WithName("ExportAudit");
    }
}
