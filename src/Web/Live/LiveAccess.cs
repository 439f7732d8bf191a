using System.Security.Claims;

using PromoEngine.Web.Auth;

namespace PromoEngine.Web.Live;

/// <summary>What the person behind a connection may hear now. A request asks for the rights of its person each time; a socket stays open, so it is asked again.</summary>
internal sealed class LiveAccess(IServiceScopeFactory scopes)
{
    /// <summary>Null: the person is no member (any more), and the connection ends.</summary>
    public async Task<LiveSight?> Of(ClaimsPrincipal? person, CancellationToken ct)
    {
        if (person?.UserId() is not { } user || person.WorkspaceId() is not { } workspace)
            return null;
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ReadAccess>().Of(user, workspace, ct) is { } access ? Topics.SeenBy(access.May) : null;
    }
}
