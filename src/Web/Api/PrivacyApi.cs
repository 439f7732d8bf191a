using Microsoft.AspNetCore.Http.HttpResults;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;
using PromoEngine.Web.Privacy;

namespace PromoEngine.Web.Api;

internal static class PrivacyApi
{
    public static void MapPrivacy(this IEndpointRouteBuilder api)
    {
        var contacts = api.MapGroup("/contacts").WithTags("Privacy");

        contacts.MapGet("", async (string? q, FindContacts find, CancellationToken ct) => TypedResults.Ok(await find.Handle(q, ct)))
            .Needs(Permission.PrivacyManage).WithName("FindContacts");

        contacts.MapGet("/{id:guid}", async Task<Results<Ok<ContactHoldings>, NotFound>> (Guid id, FindContacts find, CancellationToken ct) =>
            await find.Holdings(id, ct) is { } holdings ? TypedResults.Ok(holdings) : TypedResults.NotFound()).Needs(Permission.PrivacyManage).WithName("ContactHoldings");

        contacts.MapGet("/{id:guid}/consents", async Task<Results<Ok<IReadOnlyList<ConsentView>>, NotFound>> (Guid id, FindContacts find, CancellationToken ct) =>
            await find.Consents(id, ct) is { } consents ? TypedResults.Ok(consents) : TypedResults.NotFound()).Needs(Permission.InboxRead).WithName("Consents");

        contacts.MapGet("/{id:guid}/export", async Task<Results<Ok<ContactFile>, NotFound>> (Guid id, ExportContact export, HttpContext http, CancellationToken ct) =>
        {
            if (await export.Handle(id, ct) is not { } file)
                return TypedResults.NotFound();
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"contact-{id}.json\"";
            return TypedResults.Ok(file);
        }).Needs(Permission.PrivacyManage).WithName("ExportContact");

        contacts.MapPost("/{id:guid}/erase", async (Guid id, EraseContactRequest request, EraseContact erase, ReadPrivacy read, SqliteTraces traces, CancellationToken ct) =>
        {
            if (await erase.Prepare(id, request.Reason, ct) is not { } target)
                return TypedResults.NotFound();
            return (object)new Prepared(async () =>
            {
                var erasure = await erase.Write(target, request.Reason, ct);
                return new After(TypedResults.Ok((await read.Views([erasure], ct))[0]), async () =>
                {
                    await erase.Remember(erasure, target, ct);
                    traces.Sweep();
                });
            });
        }).PreparesFirst().Produces<ErasureView>().ProducesProblem(404).ProducesProblem(409).Needs(Permission.PrivacyManage).WithName("EraseContact");

        var privacy = api.MapGroup("/privacy").WithTags("Privacy");
        privacy.MapGet("", async (ReadPrivacy read, CancellationToken ct) => TypedResults.Ok(await read.Handle(ct))).Needs(Permission.PrivacyManage).WithName("Privacy");

        privacy.MapPut("/retention", async (SetRetentionRequest request, SetRetention set, ReadPrivacy read, CancellationToken ct) =>
        {
            await set.Handle(request, ct);
            return TypedResults.Ok(await read.Handle(ct));
        }).Needs(Permission.PrivacyManage).WithName("SetRetention").ProducesProblem(409);
    }

    /// <summary>An answer behind which something follows the commit.</summary>
    private sealed class After(IResult answer, Func<Task> follow) : IResult, INestedHttpResult
    {
        public IResult Result => answer;

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            await follow();
            await answer.ExecuteAsync(httpContext);
        }
    }
}
