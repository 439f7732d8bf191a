using Microsoft.AspNetCore.Http.HttpResults;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Live;

namespace PromoEngine.Web.Api;

internal static class EventsApi
{
    public static void MapEvents(this IEndpointRouteBuilder api) =>
        api.MapGet("/events", async Task<Results<Ok<EventsView>, ProblemHttpResult>> (long? since, ReadEvents read, CancellationToken ct) =>
            await read.Handle(since, ct) is { } events
                ? TypedResults.Ok(events)
                : Refusals.Problem(StatusCodes.Status410Gone, "events.gone", "These changes are older than what is kept; load everything anew."))
            .WithTags("Live").WithName("Events").Needs(Permission.Member).ProducesProblem(410);
}
