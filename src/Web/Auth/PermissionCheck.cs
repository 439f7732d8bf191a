using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

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
}

/// <summary>
/// Opens the request's workspace. The membership is read at each request, so that a change acts at once; without one the claim counts for nothing.
/// </summary>
internal sealed class EnterWorkspace(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, AppDb db, CurrentWorkspace current, CurrentPerson person)
    {
        if (context.User.UserId() is { } user && context.User.WorkspaceId() is { } workspace
            && await db.Memberships.AsNoTracking().FirstOrDefaultAsync(m => m.UserId == user && m.WorkspaceId == workspace, context.RequestAborted) is { } membership)
        {
            current.Enter(workspace, $"user:{user}", context.TraceIdentifier);
            person.Enter(user, membership.Role);
        }

        await next(context);
    }
}

/// <summary>Who makes this request, and what the person may do in the workspace.</summary>
internal sealed class CurrentPerson
{
    public Guid? Id { get; private set; }

    public IReadOnlySet<Permission> May { get; private set; } = new HashSet<Permission>();

    public void Enter(Guid user, Role role)
    {
        Id = user;
        May = RolePermissions.Of(role);
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
