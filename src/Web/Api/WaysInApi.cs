using PromoEngine.Web.Auth;
using PromoEngine.Web.Auth.Passwords;
using PromoEngine.Web.Data;
using PromoEngine.Web.People;

namespace PromoEngine.Web.Api;

/// <summary>What is open to whoever has no session yet: a forgotten password, an invitation. The mailed link says who it is.</summary>
internal static class WaysInApi
{
    public static void MapWaysIn(this IEndpointRouteBuilder api)
    {
        var passwords = api.MapGroup("/passwords").WithTags("Session");

        passwords.MapPost("/forgotten", async Task<IResult> (ForgotPasswordRequest request, ForgotPassword forgot, HttpContext http, CancellationToken ct) =>
            TypedResults.Ok(await forgot.Handle(request, http.TraceIdentifier, ct))).PreparesFirst().KeepsNoAnswer().IsAWayIn().Produces<ForgotPasswordView>().ProducesValidationProblem().WithName("ForgotPassword");

        passwords.MapPost("/reset", async (ResetPasswordRequest request, ResetPassword reset, HttpContext http, CancellationToken ct) =>
        {
            var ready = await reset.Prepare(request, ct);
            return new Prepared(async () =>
            {
                await reset.Write(ready, http.TraceIdentifier, ct);
                return TypedResults.NoContent();
            });
        }).PreparesFirst().KeepsNoAnswer().IsAWayIn().Produces(204).ProducesValidationProblem().ProducesProblem(409).WithName("ResetPassword");

        var invites = api.MapGroup("/invites").WithTags("Session");

        invites.MapPost("/look", async Task<IResult> (InviteLinkRequest request, AcceptInvite accept, CancellationToken ct) => TypedResults.Ok(await accept.Look(request.Link, ct)))
            .PreparesFirst().KeepsNoAnswer().IsAWayIn().Produces<InviteView>().ProducesProblem(409).WithName("LookAtInvite");

        invites.MapPost("/accept", async (AcceptInviteRequest request, AcceptInvite accept, HttpContext http, CancellationToken ct) =>
        {
            var ready = await accept.Prepare(request, ct);
            return new Prepared(async () =>
            {
                await accept.Write(ready, http.TraceIdentifier, ct);
                return TypedResults.NoContent();
            });
        }).PreparesFirst().KeepsNoAnswer().IsAWayIn().Produces(204).ProducesValidationProblem().ProducesProblem(409).WithName("AcceptInvite");
    }
}
