using PromoEngine.Web.Auth;
using PromoEngine.Web.Mail;
using PromoEngine.Web.Simulator;

namespace PromoEngine.Web.Api;

internal static class SimulatorApi
{
    public static void MapSimulator(this IEndpointRouteBuilder api)
    {
        var phones = api.MapGroup("/simulator/phones").WithTags("Simulator").AddEndpointFilter(SimulatorGate.Filter);

        phones.MapGet("", async (SimulatorPhones phones, CancellationToken ct) => TypedResults.Ok(await phones.List(ct)))
            .Needs(Permission.SimulatorUse).WithName("Phones");

        phones.MapGet("/{number}", async Task<IResult> (string number, SimulatorPhones phones, CancellationToken ct) =>
            await phones.Read(number, ct) is { } phone ? TypedResults.Ok(phone) : TypedResults.NotFound())
            .Produces<PhoneView>().ProducesProblem(404).Needs(Permission.SimulatorUse).WithName("Phone");

        phones.MapPost("/{number}/messages", async Task<IResult> (string number, PhoneTextRequest request, SendText send, CancellationToken ct) =>
            await send.Handle(number, request, ct) is { } message
                ? TypedResults.Created((string?)null, message)
                : Refusals.Problem(400, "phone.number", "Write the number with its country: +13125550142."))
            .Produces<PhoneMessageView>(201).ProducesProblem(400).Needs(Permission.SimulatorUse).WithName("TextAsCustomer");

        phones.MapPost("/{number}/read", async Task<IResult> (string number, SimulatorPhones phones, CancellationToken ct) =>
            await phones.See(number, ct) ? TypedResults.NoContent() : TypedResults.NotFound())
            .Produces(204).ProducesProblem(404).Needs(Permission.SimulatorUse).WithName("ReadPhone");

        api.MapGet("/simulator/mails", async (ListDemoMails list, CancellationToken ct) => TypedResults.Ok(await list.Handle(ct)))
            .WithTags("Simulator").AddEndpointFilter(SimulatorGate.Filter).Produces<List<DemoMailView>>().Needs(Permission.SimulatorUse).WithName("DemoMails");
    }
}
