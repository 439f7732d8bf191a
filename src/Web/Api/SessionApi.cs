using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Api;

internal static class SessionApi
{
    public static void MapSession(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("Session");

        session.MapPost("", async (SignInRequest request, SignIn signIn, ReadSession read, HttpContext http, CancellationToken ct) =>
        {
            var attempt = await signIn.Prepare(request, ct);
            return new Prepared(async () =>
            {
                var person = await signIn.Write(attempt, ct);
                if (person.UserId == Guid.Empty)
                    return Refusals.Problem(StatusCodes.Status401Unauthorized, "signin.failed", SignInRefusedException.Sentence("signin.failed"));
                await http.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, SignIn.Principal(person), new() { IsPersistent = true });
                return TypedResults.Ok(await read.Handle(person.UserId, person.WorkspaceId, ct));
            });
        }).PreparesFirst().AllowAnonymous().Produces<SessionView>().ProducesProblem(401).WithName("SignIn");

        session.MapGet("", async (ReadSession read, CurrentPerson person, CurrentWorkspace workspace, CancellationToken ct) =>
            TypedResults.Ok(await read.Handle(person.Id!.Value, workspace.Id!.Value, ct))).Needs(Permission.Member).WithName("Session");

        session.MapDelete("", async Task<NoContent> (HttpContext http) =>
        {
            await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return TypedResults.NoContent();
        }).AllowAnonymous().WithName("SignOut");
    }
}
