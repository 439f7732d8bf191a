using Microsoft.AspNetCore.Http.HttpResults;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Auth.Sessions;
using PromoEngine.Web.People;

namespace PromoEngine.Web.Api;

/// <summary>The people of a workspace.</summary>
internal static class PeopleApi
{
    private const int PageSize = 50;

    public static void MapPeople(this IEndpointRouteBuilder api)
    {
        var people = api.MapGroup("/people").WithTags("People");

        people.MapGet("", async (string? q, string? cursor, ListPeople list, CancellationToken ct) => TypedResults.Ok(await list.Handle(q, cursor, ct))).Needs(Permission.PeopleManage).WithName("People");

        people.MapPost("", async Task<Created<PersonView>> (InvitePersonRequest request, InvitePerson invite, ListPeople list, CancellationToken ct) =>
            TypedResults.Created((string?)null, await list.One(await invite.Handle(request, ct), ct))).ProducesProblem(409).Needs(Permission.PeopleManage).WithName("InvitePerson");

        people.MapPost("/{id:guid}/invite", async Task<IResult> (Guid id, InvitePerson invite, ListPeople list, CancellationToken ct) =>
            await invite.Again(id, ct) ? TypedResults.Ok(await list.One(id, ct)) : TypedResults.NotFound())
            .Produces<PersonView>().ProducesProblem(404).ProducesProblem(409).Needs(Permission.PeopleManage).WithName("InviteAgain");

        people.MapDelete("/{id:guid}/invite", async Task<Results<NoContent, NotFound>> (Guid id, WithdrawInvite withdraw, CancellationToken ct) =>
            await withdraw.Handle(id, ct) ? TypedResults.NoContent() : TypedResults.NotFound()).Needs(Permission.PeopleManage).WithName("WithdrawInvite");

        people.MapPost("/{id:guid}/deactivate", async Task<IResult> (Guid id, DeactivatePerson deactivate, ListPeople list, CancellationToken ct) =>
            await deactivate.Handle(id, ct) ? TypedResults.Ok(await list.One(id, ct)) : TypedResults.NotFound())
            .Produces<PersonView>().ProducesProblem(404).ProducesProblem(409).Needs(Permission.PeopleManage).WithName("DeactivatePerson");

        people.MapPost("/{id:guid}/reactivate", async Task<IResult> (Guid id, DeactivatePerson deactivate, ListPeople list, CancellationToken ct) =>
            await deactivate.Undo(id, ct) ? TypedResults.Ok(await list.One(id, ct)) : TypedResults.NotFound())
            .Produces<PersonView>().ProducesProblem(404).Needs(Permission.PeopleManage).WithName("ReactivatePerson");

        people.MapGet("/sign-ins", async (string? cursor, ReadProfile read, CancellationToken ct) =>
            TypedResults.Ok(ProfileApi.Paged(await read.LoginsOfWorkspace(ProfileApi.Before(cursor), PageSize + 1, ct)))).Needs(Permission.PeopleManage).WithName("SignIns");

        people.MapGet("/{id:guid}/sessions", async Task<IResult> (Guid id, ReadProfile read, CancellationToken ct) =>
            await read.SessionsOf(id, ct) is { } sessions ? TypedResults.Ok(sessions) : TypedResults.NotFound())
            .Produces<IReadOnlyList<UserSessionView>>().ProducesProblem(404).Needs(Permission.PeopleManage).WithName("SessionsOfPerson");

        people.MapDelete("/{id:guid}/sessions", async Task<Results<NoContent, NotFound>> (Guid id, EndSession end, CancellationToken ct) =>
            await end.AllOf(id, ct) ? TypedResults.NoContent() : TypedResults.NotFound()).Needs(Permission.PeopleManage).WithName("EndSessionsOfPerson");

        MapImpersonation(people);
        MapAddresses(api.MapGroup("/admin-addresses").WithTags("People"));
    }

    private static void MapImpersonation(RouteGroupBuilder people)
    {
        people.MapPost("/{id:guid}/impersonate", async Task<Results<NoContent, NotFound>> (Guid id, ImpersonateRequest request, Impersonate impersonate, CancellationToken ct) =>
            await impersonate.Begin(id, request, ct) ? TypedResults.NoContent() : TypedResults.NotFound())
            .RefusedOnBehalf().ProducesProblem(409).Needs(Permission.Impersonate).WithName("Impersonate");

        people.MapDelete("/impersonation", async Task<NoContent> (Impersonate impersonate, CancellationToken ct) =>
        {
            await impersonate.End(ct);
            return TypedResults.NoContent();
        }).Needs(Permission.Member).WithName("StopImpersonating");
    }

    private static void MapAddresses(RouteGroupBuilder addresses)
    {
        addresses.MapGet("", async (ChangeAdminAddresses change, HttpContext http, CancellationToken ct) => TypedResults.Ok(await change.Read(Caller.Of(http), ct)))
            .Needs(Permission.SettingsManage).WithName("AdminAddresses");

        addresses.MapPut("", async (AdminAddressesRequest request, ChangeAdminAddresses change, HttpContext http, CancellationToken ct) =>
            TypedResults.Ok(await change.Handle(request, Caller.Of(http), ct))).ProducesProblem(409).Needs(Permission.SettingsManage).WithName("ChangeAdminAddresses");
    }
}
