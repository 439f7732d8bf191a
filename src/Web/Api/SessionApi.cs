using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Auth.Passkeys;
using PromoEngine.Web.Auth.Sessions;
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
            return new Prepared(async () => await Answer(await signIn.Write(attempt, Caller.Of(http), http.TraceIdentifier, ct), read, http, ct));
        }).PreparesFirst().KeepsNoAnswer().IsAWayIn().Produces<SessionView>().ProducesProblem(401).ProducesProblem(403).WithName("SignIn");

        session.MapPost("/passkey/begin", async Task<IResult> (SignInWithPasskey signIn, HttpContext http, CancellationToken ct) => TypedResults.Ok(await signIn.Begin(http, ct)))
            .PreparesFirst().KeepsNoAnswer().IsAWayIn().Produces<PasskeyOptionsView>().WithName("BeginPasskeySignIn");

        session.MapPost("/passkey", async (PasskeySignInRequest request, SignInWithPasskey signIn, ReadSession read, HttpContext http, CancellationToken ct) =>
        {
            var attempt = await signIn.Prepare(request, http, ct);
            return new Prepared(async () => await Answer(await signIn.Write(attempt, Caller.Of(http), http.TraceIdentifier, ct), read, http, ct));
        }).PreparesFirst().KeepsNoAnswer().IsAWayIn().Produces<SessionView>().ProducesProblem(401).ProducesProblem(403).WithName("SignInWithPasskey");

        session.MapGet("", async (ReadSession read, CurrentPerson person, CurrentWorkspace workspace, CancellationToken ct) =>
            TypedResults.Ok(await read.Handle(person.Id!.Value, workspace.Id!.Value, ct))).Needs(Permission.Member).WithName("Session");

        session.MapPost("/workspace", async Task<Results<NoContent, NotFound>> (SwitchWorkspaceRequest request, SwitchWorkspace change, CancellationToken ct) =>
            await change.Handle(request, ct) ? TypedResults.NoContent() : TypedResults.NotFound())
            .RefusedOnBehalf().ProducesProblem(409).Needs(Permission.Member).WithName("SwitchWorkspace");

        session.MapDelete("", async Task<NoContent> (SignOut signOut, HttpContext http, CancellationToken ct) =>
        {
            await signOut.Handle(ct);
            await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return TypedResults.NoContent();
        }).AllowAnonymous().WithName("SignOut");
    }
    /// <summary>A refusal is returned, not thrown: the history and the count of failures must be committed.</summary>
    private static async Task<IResult> Answer(SignedIn person, ReadSession read, HttpContext http, CancellationToken ct)
    {
        if (person.Refusal is { } refusal)
            return SignInRefusal.Problem(refusal);
        await http.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, SessionCookie.Naming(person.SessionId), new() { IsPersistent = true });
        return TypedResults.Ok(await read.Handle(person.UserId, person.WorkspaceId, ct));
    }
}
