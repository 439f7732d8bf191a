using Microsoft.AspNetCore.Http.HttpResults;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Operations;

namespace PromoEngine.Web.Api;

/// <summary>For operators: what waits, what failed, and what can be done about it.</summary>
internal static class OperationsApi
{
    public static void MapOperations(this IEndpointRouteBuilder api)
    {
        var operations = api.MapGroup("/operations").WithTags("Operations");

        operations.MapGet("", async (OperationsSummary summary, CancellationToken ct) => TypedResults.Ok(await summary.Counts(ct))).Needs(Permission.OperationsManage).WithName("Operations");

        operations.MapGet("/schedules", async (OperationsSummary summary, CancellationToken ct) => TypedResults.Ok(await summary.Schedules(ct))).Needs(Permission.OperationsManage).WithName("Schedules");

        operations.MapGet("/jobs", async (string? state, string? cursor, ListJobs list, CancellationToken ct) =>
            TypedResults.Ok(await list.Handle(Words.Read<JobItemState>("state", state) ?? JobItemState.Dead, cursor, ct))).Needs(Permission.OperationsManage).WithName("Jobs");

        operations.MapPost("/jobs/{id:long}/retry", async Task<Results<NoContent, NotFound>> (long id, ActOnJob act, CancellationToken ct) =>
            Done(await act.Retry(id, ct))).ProducesProblem(409).Needs(Permission.OperationsManage).WithName("RetryJob");

        operations.MapPost("/jobs/{id:long}/discard", async Task<Results<NoContent, NotFound>> (long id, ReasonRequest request, ActOnJob act, CancellationToken ct) =>
            Done(await act.Discard(id, request.Reason, ct))).ProducesProblem(409).ProducesValidationProblem().Needs(Permission.OperationsManage).WithName("DiscardJob");

        operations.MapGet("/events", async (RawEvents events, CancellationToken ct) => TypedResults.Ok(await events.Failing(ct))).Needs(Permission.OperationsManage).WithName("FailingEvents");

        operations.MapGet("/events/{id:long}", async Task<Results<Ok<RawEventView>, NotFound>> (long id, RawEvents events, CancellationToken ct) =>
            await events.One(id, ct) is { } view ? TypedResults.Ok(view) : TypedResults.NotFound()).Needs(Permission.OperationsManage).WithName("RawEvent");

        operations.MapGet("/events/by-message/{externalId}", async Task<Results<Ok<RawEventView>, NotFound>> (string externalId, RawEvents events, CancellationToken ct) =>
            await events.Find(externalId, ct) is { } id && await events.One(id, ct) is { } view ? TypedResults.Ok(view) : TypedResults.NotFound()).Needs(Permission.OperationsManage).WithName("RawEventOfMessage");

        operations.MapPost("/events/{id:long}/replay", async Task<Results<NoContent, NotFound>> (long id, ReasonRequest request, RawEvents events, CancellationToken ct) =>
            Done(await events.Replay(id, request.Reason, ct))).ProducesProblem(409).ProducesValidationProblem().Needs(Permission.OperationsManage).WithName("ReplayEvent");

        operations.MapGet("/sends", async (string? cursor, FailedSends sends, CancellationToken ct) => TypedResults.Ok(await sends.List(cursor, ct))).Needs(Permission.OperationsManage).WithName("FailedSends");

        operations.MapPost("/sends/{id:guid}/retry", async Task<Results<NoContent, NotFound>> (Guid id, FailedSends sends, CancellationToken ct) =>
            Done(await sends.Retry(id, ct))).ProducesProblem(409).Needs(Permission.OperationsManage).WithName("RetrySend");

        operations.MapPost("/sends/{id:guid}/discard", async Task<Results<NoContent, NotFound>> (Guid id, ReasonRequest request, FailedSends sends, CancellationToken ct) =>
            Done(await sends.Discard(id, request.Reason, ct))).ProducesProblem(409).ProducesValidationProblem().Needs(Permission.OperationsManage).WithName("DiscardSend");
    }

    private static Results<NoContent, NotFound> Done(bool found) => found ? TypedResults.NoContent() : TypedResults.NotFound();
}
