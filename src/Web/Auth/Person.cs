using System.Security.Claims;

namespace PromoEngine.Web.Auth;

/// <summary>The claims of a signed-in person or token: who, and which workspace was chosen at sign-in.</summary>
internal static class Person
{
    private const string WorkspaceClaim = "workspace";

    public static ClaimsPrincipal Create(Guid user, Guid workspace, string scheme) => new(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, user.ToString()), new(WorkspaceClaim, workspace.ToString())], scheme));

    public static Guid? UserId(this ClaimsPrincipal person) => Read(person, ClaimTypes.NameIdentifier);

    public static Guid? WorkspaceId(this ClaimsPrincipal person) => Read(person, WorkspaceClaim);

    private static Guid? Read(ClaimsPrincipal person, string claim) => Guid.TryParse(person.FindFirstValue(claim), out var id) ? id : null;
}
