using Microsoft.AspNetCore.Authorization;

using PromoEngine.Web.Auth.Sessions;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth;

/// <summary>The permission an endpoint names.</summary>
internal sealed record NeedsPermission(Permission Permission) : IAuthorizationRequirement;

internal static class Needing
{
    /// <summary>The one permission check of an endpoint.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Permission permission)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.AddRequirements(new NeedsPermission(permission))).WithMetadata(new NeedsPermission(permission));

    public static TBuilder IsAWayIn<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.AllowAnonymous().WithMetadata(new WayIn());
}

/// <summary>An endpoint by which somebody comes in: who calls it is nobody yet, whatever cookie the browser still has of somebody else.</summary>
internal sealed record WayIn;

/// <summary>
/// Opens the request's workspace. Membership and roles are read at each request, so that a change acts at once; without a membership the claim counts
/// for nothing.
/// </summary>
internal sealed class EnterWorkspace(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, ReadAccess read, CameIn cameIn, CurrentWorkspace current, CurrentPerson person)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<WayIn>() is null && context.User.UserId() is { } user && context.User.WorkspaceId() is { } workspace && await read.Of(user, workspace, context.RequestAborted) is { } access)
        {
            current.Enter(workspace, $"user:{user}", context.TraceIdentifier, Caller.Of(context).Ip, cameIn.OnBehalfOf);
            person.Enter(user, cameIn.Narrow(access));
        }

        await next(context);
    }
}

internal sealed class PermissionHandler(IHttpContextAccessor requests) : AuthorizationHandler<NeedsPermission>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, NeedsPermission requirement)
    {
        if (requests.HttpContext?.RequestServices.GetRequiredService<CurrentPerson>().May.Contains(requirement.Permission) == true)
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
