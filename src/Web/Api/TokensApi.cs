using Microsoft.AspNetCore.Http.HttpResults;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Auth.Tokens;

namespace PromoEngine.Web.Api;

/// <summary>API tokens: everybody makes and revokes their own; who manages tokens sees and revokes all of the workspace.</summary>
internal static class TokensApi
{
    public static void MapTokens(this IEndpointRouteBuilder api)
    {
        var tokens = api.MapGroup("/tokens").WithTags("Tokens");

        tokens.MapGet("", async (string? cursor, ListTokens list, CancellationToken ct) => TypedResults.Ok(await list.Handle(everybodys: false, cursor, ct))).Needs(Permission.Member).WithName("OwnTokens");

        tokens.MapGet("/all", async (string? cursor, ListTokens list, CancellationToken ct) => TypedResults.Ok(await list.Handle(everybodys: true, cursor, ct))).Needs(Permission.TokensManage).WithName("AllTokens");

        tokens.MapPost("", async Task<Created<NewTokenView>> (CreateTokenRequest request, CreateToken create, CancellationToken ct) =>
            TypedResults.Created((string?)null, await create.Handle(request, ct))).KeepsNoAnswer().RefusedOnBehalf().ProducesProblem(409).Needs(Permission.Member).WithName("CreateToken");

        tokens.MapDelete("/{id:guid}", async Task<Results<NoContent, NotFound>> (Guid id, RevokeToken revoke, CancellationToken ct) =>
            await revoke.Handle(id, ct) ? TypedResults.NoContent() : TypedResults.NotFound()).RefusedOnBehalf().Needs(Permission.Member).WithName("RevokeToken");
    }
}
