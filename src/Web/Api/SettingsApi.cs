using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;
using PromoEngine.Web.Settings;

namespace PromoEngine.Web.Api;

internal static class SettingsApi
{
    public static void MapSettings(this IEndpointRouteBuilder api)
    {
        var workspace = api.MapGroup("/workspace").WithTags("Settings");

        workspace.MapGet("", async (WorkspaceSettings settings, CancellationToken ct) => TypedResults.Ok(await settings.Read(ct))).Needs(Permission.SettingsManage).WithName("WorkspaceSettings");

        workspace.MapPut("", async (WorkspaceRequest request, WorkspaceSettings settings, CancellationToken ct) => TypedResults.Ok(await settings.Save(request, ct)))
            .Needs(Permission.SettingsManage).ProducesValidationProblem().ProducesProblem(409).WithName("SaveWorkspaceSettings");

        workspace.MapGet("/logo", async (SaveLogo logos, HttpContext http, CancellationToken ct) =>
        {
            if (await logos.Read(ct) is not { } logo)
                return Results.NotFound();
            http.Response.Headers.CacheControl = "private, max-age=86400";
            // Opened as a page of its own, a drawing that somebody uploaded runs nothing and reaches nothing.
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
            return Results.Bytes(logo.Bytes, logo.ContentType);
        }).Produces<byte[]>(200, "image/png", "image/webp", "image/svg+xml").ProducesProblem(404).Needs(Permission.Member).WithName("WorkspaceLogo");

        workspace.MapPut("/logo", async (HttpRequest request, SaveLogo logos, CancellationToken ct) =>
        {
            var logo = await SaveLogo.Prepare(request.Body, ct);
            return new Prepared(async () => TypedResults.Ok(await logos.Write(logo, ct)));
        }).PreparesFirst().Accepts<byte[]>("image/png", "image/webp", "image/svg+xml").Produces<LogoView>().ProducesProblem(409).Needs(Permission.SettingsManage).WithName("SaveLogo");

        workspace.MapDelete("/logo", async (SaveLogo logos, CancellationToken ct) => TypedResults.Ok(await logos.Remove(ct))).Needs(Permission.SettingsManage).WithName("RemoveLogo");
    }
}
