using Microsoft.AspNetCore.Http.HttpResults;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Conversations;
using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;
using PromoEngine.Web.Pages;

namespace PromoEngine.Web.Api;

internal static class ConversationsApi
{
    public static void MapConversations(this IEndpointRouteBuilder api)
    {
        var conversations = api.MapGroup("/conversations").WithTags("Inbox");

        conversations.MapGet("", async (string? status, bool? unread, Guid? channel, string? q, string? cursor, ListConversations list, CancellationToken ct) =>
            TypedResults.Ok(await list.Handle(Words.Read<ConversationStatus>("status", status), unread, channel, q, cursor, ct))).Needs(Permission.InboxRead).WithName("Conversations");

        conversations.MapGet("/{id:guid}", async Task<Results<Ok<ConversationView>, NotFound>> (Guid id, string? before, ReadConversation read, CancellationToken ct) =>
            await read.Handle(id, before, ct) is { } conversation ? TypedResults.Ok(conversation) : TypedResults.NotFound()).Needs(Permission.InboxRead).WithName("Conversation");

        conversations.MapPost("/{id:guid}/messages", async Task<Results<Created<MessageView>, NotFound>> (Guid id, ReplyRequest request, Reply reply, ActorNames names, CancellationToken ct) =>
            await reply.Handle(id, request, ct) is { } message ? TypedResults.Created((string?)null, await Named(message, names, ct)) : TypedResults.NotFound())
            .Needs(Permission.InboxReply).WithName("Reply").ProducesProblem(409);

        // Both may have to ask the provider, so they are no part of a unit.
        conversations.MapGet("/{id:guid}/templates", async Task<Results<Ok<IReadOnlyList<MessageTemplate>>, NotFound>> (Guid id, ListTemplates list, CancellationToken ct) =>
            await list.Handle(id, ct) is { } templates ? TypedResults.Ok(templates) : TypedResults.NotFound()).Needs(Permission.InboxReply).WithName("Templates").ProducesProblem(409);

        conversations.MapPost("/{id:guid}/templates", async (Guid id, SendTemplateRequest request, SendTemplate send, ActorNames names, CancellationToken ct) =>
            await send.Prepare(id, request, ct) is { } chosen
                ? (object)new Prepared(async () => TypedResults.Created((string?)null, await Named(await send.Write(chosen, ct), names, ct)))
                : TypedResults.NotFound()).PreparesFirst().Produces<MessageView>(201).ProducesProblem(404).ProducesProblem(409).Needs(Permission.InboxReply).WithName("SendTemplate");

        conversations.MapPost("/{id:guid}/elsewhere", async Task<Results<Ok<ConversationItem>, NotFound>> (Guid id, ElsewhereRequest request, Elsewhere elsewhere, ListConversations list, CancellationToken ct) =>
            await elsewhere.Open(id, request, ct) is { } there ? TypedResults.Ok(await list.One(there, ct)) : TypedResults.NotFound()).Needs(Permission.InboxReply).WithName("GoOnElsewhere").ProducesProblem(409);

        conversations.MapPost("/{id:guid}/read", async Task<Results<NoContent, NotFound>> (Guid id, ChangeConversation change, CancellationToken ct) =>
            await change.MarkRead(id, ct) ? TypedResults.NoContent() : TypedResults.NotFound()).Needs(Permission.InboxRead).WithName("MarkRead");

        conversations.MapPost("/{id:guid}/close", async Task<Results<Ok<ConversationItem>, NotFound>> (Guid id, ChangeConversationRequest request, ChangeConversation change, ListConversations list, CancellationToken ct) =>
            await change.Close(id, request, ct) ? TypedResults.Ok(await list.One(id, ct)) : TypedResults.NotFound()).Needs(Permission.InboxReply).WithName("CloseConversation").ProducesProblem(409);

        conversations.MapPost("/{id:guid}/reopen", async Task<Results<Ok<ConversationItem>, NotFound>> (Guid id, ChangeConversationRequest request, ChangeConversation change, ListConversations list, CancellationToken ct) =>
            await change.Reopen(id, request, ct) ? TypedResults.Ok(await list.One(id, ct)) : TypedResults.NotFound()).Needs(Permission.InboxReply).WithName("ReopenConversation").ProducesProblem(409);

        api.MapPost("/messages/{id:guid}/retry", async Task<Results<Ok<MessageView>, NotFound>> (Guid id, RetryMessage retry, ActorNames names, CancellationToken ct) =>
            await retry.Handle(id, ct) is { } message ? TypedResults.Ok(await Named(message, names, ct)) : TypedResults.NotFound())
            .WithTags("Inbox").Needs(Permission.InboxReply).WithName("RetryMessage").ProducesProblem(409);

        api.MapGet("/messages/{id:guid}/original", async Task<Results<Ok<OriginalView>, NotFound>> (Guid id, ReadOriginal read, CancellationToken ct) =>
            await read.Text(id, ct) is { } original ? TypedResults.Ok(original) : TypedResults.NotFound()).WithTags("Inbox").Needs(Permission.InboxRead).WithName("OriginalMail");

        api.MapGet("/messages/{id:guid}/html", async Task<Results<ContentHttpResult, NotFound>> (Guid id, bool? images, ReadOriginal read, HttpContext http, CancellationToken ct) =>
        {
            if (await read.Page(id, ct) is not { } page)
                return TypedResults.NotFound();
            http.Response.Headers.ContentSecurityPolicy = ReadOriginal.Policy(images == true);
            http.Response.Headers.XFrameOptions = "SAMEORIGIN";
            http.Response.Headers["X-DNS-Prefetch-Control"] = "off";
            http.Response.Headers["Referrer-Policy"] = "no-referrer";
            return TypedResults.Text(page, "text/html", System.Text.Encoding.UTF8);
        }).WithTags("Inbox").Needs(Permission.InboxRead).WithName("OriginalHtml").Produces<string>(200, "text/html");
    }

    private static async Task<MessageView> Named(MessageView message, ActorNames names, CancellationToken ct) =>
        message with { Author = message.Author is { } author ? (await names.Of([author], ct)).GetValueOrDefault(author) : null };
}
