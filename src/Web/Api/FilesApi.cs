using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Conversations;
using PromoEngine.Inbox.Files;
using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Api;

/// <summary>The customers' files and ours: each is read by whoever may read the conversation, and opened by nothing but the person's own programs.</summary>
internal static class FilesApi
{
    private const long LargestUpload = 50 * 1024 * 1024;

    public static void MapFiles(this IEndpointRouteBuilder api)
    {
        api.MapGet("/attachments/{id:guid}", async Task<IResult> (Guid id, bool? download, AppDb db, FileStore files, HttpContext http, CancellationToken ct) =>
            await db.Attachments.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id && a.Sha256 != null, ct) is { } attachment
                ? Answer(http, db.Workspace, attachment, files, download == true)
                : TypedResults.NotFound())
            .Produces<byte[]>(200, "application/octet-stream").ProducesProblem(404).WithTags("Inbox").Needs(Permission.InboxRead).WithName("Attachment");

        api.MapPost("/attachments/{id:guid}/retry", async (Guid id, FetchAttachment fetch, CancellationToken ct) =>
            await fetch.Retry(id, ct) ? Results.NoContent() : Results.NotFound())
            .Produces(204).ProducesProblem(404).ProducesProblem(409).WithTags("Inbox").Needs(Permission.InboxReply).WithName("RetryAttachment");

        api.MapPost("/conversations/{id:guid}/files", async (Guid id, string? name, HttpRequest request, UploadFile upload, CancellationToken ct) =>
        {
            var file = await upload.Prepare(id, request.Body, request.ContentType, ct);
            return new Prepared(async () => file is null ? TypedResults.NotFound() : TypedResults.Json(await upload.Write(id, name ?? "", file, ct), statusCode: StatusCodes.Status201Created));
        })
            .PreparesFirst().WithMetadata(new RequestSizeLimitAttribute(LargestUpload)).Accepts<byte[]>("*/*")
            .Produces<UploadView>(201).ProducesProblem(404).ProducesProblem(409).WithTags("Inbox").Needs(Permission.InboxReply).WithName("UploadFile");

        api.MapDelete("/uploads/{id:guid}", async (Guid id, UploadFile upload, CancellationToken ct) => await upload.Remove(id, ct) ? Results.NoContent() : Results.NotFound())
            .Produces(204).ProducesProblem(404).WithTags("Inbox").Needs(Permission.InboxReply).WithName("RemoveUpload");
    }

    /// <summary>Where providers fetch what they send on for us: the address itself is the key, for a day.</summary>
    public static void MapFileLinks(this IEndpointRouteBuilder app) =>
        app.MapGet("/files/{token}", (RequestDelegate)Linked).WithTags("Webhooks").WithSummary("A file that goes out, for the provider that carries it.").AllowAnonymous().ShortCircuit();

    private static async Task Linked(HttpContext http)
    {
        var services = http.RequestServices;
        var found = services.GetRequiredService<FileLinks>().Read((string)http.Request.RouteValues["token"]!);
        Attachment? attachment = null;
        if (found is { } link)
        {
            services.GetRequiredService<CurrentWorkspace>().Enter(link.Workspace, null);
            attachment = await services.GetRequiredService<AppDb>().Attachments.AsNoTracking().FirstOrDefaultAsync(a => a.Id == link.Attachment && a.Sha256 != null, http.RequestAborted);
        }

        var answer = attachment is null
            ? Refusals.Problem(404, "file.unknown", "There is no such file, or the time of its address is over.")
            : Answer(http, found!.Value.Workspace, attachment, services.GetRequiredService<FileStore>(), download: false);
        await answer.ExecuteAsync(http);
    }

    private static IResult Answer(HttpContext http, Guid workspace, Attachment attachment, FileStore files, bool download)
    {
        if (files.Open(workspace, attachment.Sha256!) is not { } bytes)
            return Refusals.Problem(404, "file.missing", "This file is not in the store any more.");
        var headers = http.Response.Headers;
        headers.CacheControl = "private, max-age=86400, immutable";
        headers.XContentTypeOptions = "nosniff";
        // Opened as a page of its own, it runs nothing and reaches nothing.
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; media-src 'self'; object-src 'self'; sandbox";
        var shown = FileType.IsShown(attachment.ContentType) && !download;
        var disposition = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue(shown ? "inline" : "attachment");
        disposition.SetHttpFileName(attachment.Name);
        headers.ContentDisposition = disposition.ToString();
        return TypedResults.Stream(bytes, attachment.ContentType, enableRangeProcessing: true);
    }
}
