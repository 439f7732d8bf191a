using Microsoft.AspNetCore.Http.HttpResults;

using PromoEngine.Extraction.Drafts;
using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;
using PromoEngine.Web.Pages;

namespace PromoEngine.Web.Api;

internal static class DraftsApi
{
    public static void MapDrafts(this IEndpointRouteBuilder api)
    {
        var drafts = api.MapGroup("/drafts").WithTags("Drafts");

        drafts.MapGet("", async (string? status, string? cursor, ListDrafts list, CancellationToken ct) =>
            TypedResults.Ok(await list.Handle(Words.Read<DraftStatus>("status", status), cursor, ct))).Needs(Permission.InboxRead).WithName("Drafts");

        drafts.MapGet("/{id:guid}", async Task<Results<Ok<DraftView>, NotFound>> (Guid id, ReadDrafts read, CancellationToken ct) =>
            await read.One(id, ct) is { } draft ? TypedResults.Ok(draft) : TypedResults.NotFound()).Needs(Permission.InboxRead).WithName("Draft");

        drafts.MapPut("/{id:guid}", async Task<Results<Ok<DraftView>, NotFound>> (Guid id, EditDraftRequest request, EditDraft edit, ReadDrafts read, CancellationToken ct) =>
            await edit.Handle(id, request, ct) is { } edited ? TypedResults.Ok(await read.One(edited, ct)) : TypedResults.NotFound())
            .Needs(Permission.DraftsEdit).WithName("EditDraft").ProducesProblem(409);

        drafts.MapPost("/{id:guid}/dismiss", async Task<Results<Ok<DraftView>, NotFound>> (Guid id, DismissDraftRequest request, DismissDraft dismiss, ReadDrafts read, CancellationToken ct) =>
            await dismiss.Handle(id, request, ct) is { } dismissed ? TypedResults.Ok(await read.One(dismissed, ct)) : TypedResults.NotFound())
            .Needs(Permission.DraftsEdit).WithName("DismissDraft").ProducesProblem(409);

        drafts.MapPost("/{id:guid}/confirm", async (Guid id, ConfirmDraftRequest request, ConfirmDraft confirm, CancellationToken ct) =>
        {
            if (request.Version is null && request.SeenMessageId is null)
                return Refusals.Problem(StatusCodes.Status400BadRequest, "draft.unseen", "Say what you saw: the draft's version, or the latest message.");
            if (await confirm.Prepare(id, request, ct) is not { } prepared)
                return TypedResults.NotFound();
            return prepared.Done is { } first
                ? TypedResults.Ok(first)
                : (object)new Prepared(async () => TypedResults.Ok(await confirm.Write(prepared.Next!, ct)));
        }).PreparesFirst().Produces<ConfirmedDraft>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).Needs(Permission.DraftsConfirm).WithName("ConfirmDraft");
    }
}
