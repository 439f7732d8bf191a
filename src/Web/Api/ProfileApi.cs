using System.Globalization;

using Microsoft.AspNetCore.Http.HttpResults;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Auth.Passkeys;
using PromoEngine.Web.Auth.Passwords;
using PromoEngine.Web.Auth.Sessions;
using PromoEngine.Web.Auth.TwoStep;
using PromoEngine.Web.Data;
using PromoEngine.Web.Pages;

namespace PromoEngine.Web.Api;

/// <summary>A person's own account: name, password, second step, passkeys, sessions, history.</summary>
internal static class ProfileApi
{
    private const int PageSize = 50;

    public static void MapProfile(this IEndpointRouteBuilder api)
    {
        var profile = api.MapGroup("/profile").WithTags("Profile");

        profile.MapGet("", async (ReadProfile read, CancellationToken ct) => TypedResults.Ok(await read.Own(ct))).Needs(Permission.Member).WithName("Profile");

        profile.MapPut("", async Task<NoContent> (ChangeNameRequest request, ChangeName change, CancellationToken ct) =>
        {
            await change.Handle(request, ct);
            return TypedResults.NoContent();
        }).RefusedOnBehalf().Needs(Permission.Member).WithName("ChangeName");

        profile.MapPut("/password", async (ChangePasswordRequest request, ChangePassword change, CancellationToken ct) =>
        {
            var ready = await change.Prepare(request, ct);
            return new Prepared(async () => await change.Write(ready, ct) ? TypedResults.NoContent() : OwnPassword.Wrong("current"));
        }).PreparesFirst().RefusedOnBehalf().Produces(204).ProducesValidationProblem().Needs(Permission.Member).WithName("ChangePassword");

        profile.MapGet("/sign-ins", async (string? cursor, ReadProfile read, CancellationToken ct) =>
            TypedResults.Ok(Paged(await read.OwnLogins(Before(cursor), PageSize + 1, ct)))).Needs(Permission.Member).WithName("OwnSignIns");

        MapTwoStep(profile.MapGroup("/two-step"));
        MapPasskeys(profile.MapGroup("/passkeys"));
        MapSessions(api.MapGroup("/sessions").WithTags("Profile"));
    }

    private static void MapTwoStep(RouteGroupBuilder twoStep)
    {
        twoStep.MapPost("", async (OwnPasswordRequest request, BeginTwoStep begin, CancellationToken ct) =>
        {
            var ready = await begin.Prepare(request, ct);
            return new Prepared(async () => await begin.Write(ready, ct) is { } offer ? TypedResults.Ok(offer) : OwnPassword.Wrong());
        }).PreparesFirst().KeepsNoAnswer().RefusedOnBehalf().Produces<TwoStepOffer>().ProducesValidationProblem().ProducesProblem(409).Needs(Permission.Member).WithName("BeginTwoStep");

        twoStep.MapPost("/confirm", async (ConfirmTwoStepRequest request, ConfirmTwoStep confirm, CancellationToken ct) =>
        {
            var ready = await confirm.Prepare(request, ct);
            return new Prepared(async () => TypedResults.Ok(await confirm.Write(ready, ct)));
        }).PreparesFirst().KeepsNoAnswer().RefusedOnBehalf().Produces<RecoveryCodesView>().ProducesProblem(409).Needs(Permission.Member).WithName("ConfirmTwoStep");

        twoStep.MapPost("/recovery-codes", async (OwnPasswordRequest request, RenewRecoveryCodes renew, CancellationToken ct) =>
        {
            var proof = await renew.Prepare(request, ct);
            return new Prepared(async () => await renew.Write(proof, ct) is { } codes ? TypedResults.Ok(codes) : OwnPassword.Wrong());
        }).PreparesFirst().KeepsNoAnswer().RefusedOnBehalf().Produces<RecoveryCodesView>().ProducesValidationProblem().ProducesProblem(409).Needs(Permission.Member).WithName("RenewRecoveryCodes");

        twoStep.MapPost("/off", async (OwnPasswordRequest request, TurnOffTwoStep off, CancellationToken ct) =>
        {
            var proof = await off.Prepare(request, ct);
            return new Prepared(async () => await off.Write(proof, ct) ? TypedResults.NoContent() : OwnPassword.Wrong());
        }).PreparesFirst().KeepsNoAnswer().RefusedOnBehalf().Produces(204).ProducesValidationProblem().Needs(Permission.Member).WithName("TurnOffTwoStep");
    }

    private static void MapPasskeys(RouteGroupBuilder passkeys)
    {
        passkeys.MapPost("/begin", async (OwnPasswordRequest request, AddPasskey add, HttpContext http, CancellationToken ct) =>
        {
            var asked = await add.PrepareBegin(request, http, ct);
            return new Prepared(async () => await add.Begin(asked, http, ct) is { } options ? TypedResults.Ok(options) : OwnPassword.Wrong());
        }).PreparesFirst().KeepsNoAnswer().RefusedOnBehalf().Produces<PasskeyOptionsView>().ProducesValidationProblem().ProducesProblem(409).Needs(Permission.Member).WithName("BeginPasskey");

        passkeys.MapPost("", async (AddPasskeyRequest request, AddPasskey add, HttpContext http, CancellationToken ct) =>
        {
            var ready = await add.Prepare(request, http, ct);
            return new Prepared(async () => TypedResults.Ok(await add.Write(ready, ct)));
        }).PreparesFirst().KeepsNoAnswer().RefusedOnBehalf().Produces<PasskeyView>().ProducesProblem(409).Needs(Permission.Member).WithName("AddPasskey");

        passkeys.MapPut("/{id}", async Task<Results<Ok<PasskeyView>, NotFound>> (string id, RenamePasskeyRequest request, ChangePasskey change, CancellationToken ct) =>
            await change.Rename(id, request, ct) is { } passkey ? TypedResults.Ok(passkey) : TypedResults.NotFound())
            .RefusedOnBehalf().ProducesValidationProblem().Needs(Permission.Member).WithName("RenamePasskey");

        passkeys.MapPost("/{id}/remove", async (string id, OwnPasswordRequest request, ChangePasskey change, CancellationToken ct) =>
        {
            var proof = await change.PrepareRemove(request, ct);
            return new Prepared(async () => await change.Remove(id, proof, ct) switch
            {
                null => TypedResults.NotFound(),
                true => TypedResults.NoContent(),
                false => OwnPassword.Wrong(),
            });
        }).PreparesFirst().KeepsNoAnswer().RefusedOnBehalf().Produces(204).ProducesProblem(404).ProducesValidationProblem().Needs(Permission.Member).WithName("RemovePasskey");
    }

    private static void MapSessions(RouteGroupBuilder sessions)
    {
        sessions.MapGet("", async (ReadProfile read, CancellationToken ct) => TypedResults.Ok(await read.OwnSessions(ct))).Needs(Permission.Member).WithName("OwnSessions");

        sessions.MapDelete("/{id:guid}", async Task<Results<NoContent, NotFound>> (Guid id, EndSession end, CancellationToken ct) =>
            await end.Handle(id, ct) ? TypedResults.NoContent() : TypedResults.NotFound()).RefusedOnBehalf().Needs(Permission.Member).WithName("EndSession");

        sessions.MapDelete("", async Task<NoContent> (EndSession end, CancellationToken ct) =>
        {
            await end.Others(ct);
            return TypedResults.NoContent();
        }).RefusedOnBehalf().Needs(Permission.Member).WithName("EndOtherSessions");
    }

    public static long? Before(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
            return null;
        return long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var before)
            ? before
            : throw new BadHttpRequestException("This cursor is not one that a list gave out.");
    }

    public static Page<LoginAttemptView> Paged(List<LoginAttemptView> found) =>
        new([.. found.Take(PageSize)], found.Count > PageSize ? found[PageSize - 1].Id.ToString(CultureInfo.InvariantCulture) : null);
}
