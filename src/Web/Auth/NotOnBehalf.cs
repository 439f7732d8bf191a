namespace PromoEngine.Web.Auth;

/// <summary>What belongs to the person alone (password, second step, tokens, sessions) is not for an administrator who acts as them.</summary>
internal static class NotOnBehalf
{
    public static TBuilder RefusedOnBehalf<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.AddEndpointFilter(async (context, next) =>
            context.HttpContext.RequestServices.GetRequiredService<CameIn>().OnBehalfOf is null
                ? await next(context)
                : Refusals.Problem(StatusCodes.Status403Forbidden, "impersonation.refused", "You act as somebody else. Their password, sign-in and tokens are theirs; stop first."));
}
