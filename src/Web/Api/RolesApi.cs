using Microsoft.AspNetCore.Http.HttpResults;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Roles;

namespace PromoEngine.Web.Api;

internal static class RolesApi
{
    public static void MapRoles(this IEndpointRouteBuilder api)
    {
        var roles = api.MapGroup("/roles").WithTags("Roles");

        roles.MapGet("", async (ReadRoles read, CancellationToken ct) => TypedResults.Ok(await read.List(ct))).Needs(Permission.PeopleManage).WithName("Roles");

        roles.MapGet("/report", async (ReadRoles read, CancellationToken ct) => TypedResults.Ok(await read.Report(ct))).Needs(Permission.PeopleManage).WithName("RoleReport");

        roles.MapGet("/choices", async (ReadRoles read, CancellationToken ct) => TypedResults.Ok(await read.Choices(ct))).Needs(Permission.PeopleManage).WithName("RoleChoices");

        roles.MapPost("", async (RoleRequest request, SaveRole save, CancellationToken ct) => TypedResults.Created((string?)null, await save.Add(request, ct)))
            .Needs(Permission.RolesManage).ProducesValidationProblem().ProducesProblem(409).WithName("AddRole");

        roles.MapPut("/{id:guid}", async Task<Results<Ok<SavedRole>, NotFound>> (Guid id, RoleRequest request, SaveRole save, CancellationToken ct) =>
            await save.Change(id, request, ct) is { } saved ? TypedResults.Ok(saved) : TypedResults.NotFound())
            .Needs(Permission.RolesManage).ProducesValidationProblem().ProducesProblem(409).WithName("ChangeRole");

        roles.MapPost("/{id:guid}/reset", async Task<Results<Ok<SavedRole>, NotFound>> (Guid id, SaveRole save, CancellationToken ct) =>
            await save.Reset(id, ct) is { } saved ? TypedResults.Ok(saved) : TypedResults.NotFound())
            .Needs(Permission.RolesManage).ProducesProblem(409).WithName("ResetRole");

        roles.MapDelete("/{id:guid}", async Task<Results<NoContent, NotFound>> (Guid id, SaveRole save, CancellationToken ct) =>
            await save.Delete(id, ct) ? TypedResults.NoContent() : TypedResults.NotFound())
            .Needs(Permission.RolesManage).ProducesProblem(409).WithName("DeleteRole");

        api.MapPut("/people/{id:guid}/roles", async Task<Results<Ok<PersonAccessView>, NotFound>> (Guid id, PersonRolesRequest request, AssignRoles assign, CancellationToken ct) =>
            await assign.Handle(id, request, ct) is { } person ? TypedResults.Ok(person) : TypedResults.NotFound())
            .WithTags("People").Needs(Permission.RolesManage).ProducesValidationProblem().ProducesProblem(409).WithName("AssignRoles");
    }

    public static void MapTeams(this IEndpointRouteBuilder api)
    {
        var teams = api.MapGroup("/teams").WithTags("Teams");

        teams.MapGet("", async (Teams read, CancellationToken ct) => TypedResults.Ok(await read.List(ct))).Needs(Permission.SettingsManage).WithName("Teams");

        teams.MapPost("", async (TeamRequest request, Teams save, CancellationToken ct) => TypedResults.Created((string?)null, await save.Add(request, ct)))
            .Needs(Permission.SettingsManage).ProducesValidationProblem().ProducesProblem(409).WithName("AddTeam");

        teams.MapPut("/{id:guid}", async Task<Results<Ok<TeamView>, NotFound>> (Guid id, TeamRequest request, Teams save, CancellationToken ct) =>
            await save.Rename(id, request, ct) is { } team ? TypedResults.Ok(team) : TypedResults.NotFound())
            .Needs(Permission.SettingsManage).ProducesValidationProblem().ProducesProblem(409).WithName("RenameTeam");

        teams.MapDelete("/{id:guid}", async Task<Results<NoContent, NotFound>> (Guid id, Teams save, CancellationToken ct) =>
            await save.Delete(id, ct) ? TypedResults.NoContent() : TypedResults.NotFound())
            .Needs(Permission.SettingsManage).WithName("DeleteTeam");
    }
}
