
using PromoEngine.Inbox.Channels;
using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;
using PromoEngine.Web.Webhooks;

namespace PromoEngine.Web.Api;

internal static class ChannelsApi
{
    public static void MapChannels(this IEndpointRouteBuilder api)
    {
        var channels = api.MapGroup("/channels").WithTags("Channels");

        channels.MapGet("", async (ReadChannels read, CancellationToken ct) => TypedResults.Ok(await read.Handle(ct))).Needs(Permission.ChannelsManage).WithName("Channels");

        channels.MapGet("/kinds", (ReadChannels read) => TypedResults.Ok(read.Offers())).Needs(Permission.ChannelsManage).WithName("ChannelKinds");

        channels.MapPost("", (AddChannelRequest request, SaveChannel save, CancellationToken ct) =>
        {
            var good = save.PrepareAdd(request);
            return new Prepared(async () => TypedResults.Json(await save.WriteAdd(good, request.Provider, ct), statusCode: StatusCodes.Status201Created));
        }).PreparesFirst().Produces<ChannelView>(201).ProducesValidationProblem().Needs(Permission.ChannelsManage).WithName("AddChannel");

        channels.MapPut("/{id:guid}", async (Guid id, ChangeChannelRequest request, SaveChannel save, WebhookAccounts accounts, CancellationToken ct) =>
            await save.PrepareChange(id, request, ct) is { } good
                ? (object)new Prepared(async () =>
                {
                    var view = await save.WriteChange(good, ct);
                    accounts.Forget(id);
                    return TypedResults.Ok(view);
                })
                : TypedResults.NotFound()).PreparesFirst().Produces<ChannelView>().ProducesProblem(404).ProducesValidationProblem().Needs(Permission.ChannelsManage).WithName("ChangeChannel");

        // It calls out and writes nothing, so there is no unit.
        channels.MapPost("/{id:guid}/test", async (Guid id, ReadChannels read, CancellationToken ct) =>
            await read.Test(id, ct) is { } result ? Results.Ok(result) : Results.NotFound())
            .PreparesFirst().Produces<TestResult>().ProducesProblem(404).Needs(Permission.ChannelsManage).WithName("TestChannel");
    }
}
