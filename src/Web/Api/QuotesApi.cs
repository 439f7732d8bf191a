using Microsoft.AspNetCore.Http.HttpResults;

using PromoEngine.Orders.Quotes;
using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Api;

internal static class QuotesApi
{
    public static void MapQuotes(this IEndpointRouteBuilder api)
    {
        var quotes = api.MapGroup("/quotes").WithTags("Quotes");

        quotes.MapGet("/{id:guid}", async Task<Results<Ok<QuoteView>, NotFound>> (Guid id, GetQuote get, CancellationToken ct) =>
            await get.Handle(id, ct) is { } quote ? TypedResults.Ok(quote) : TypedResults.NotFound())
            .Needs(Permission.OrdersRead).WithName("Quote");

        quotes.MapPost("/{id:guid}/send", async Task<Results<Ok<QuoteNumberView>, NotFound>> (Guid id, SendQuote send, CancellationToken ct) =>
            await send.Handle(id, ct) is { } sent ? TypedResults.Ok(sent) : TypedResults.NotFound())
            .Needs(Permission.QuotesSend).ProducesProblem(409).WithName("SendQuote");

        quotes.MapPost("/{id:guid}/accept", async (Guid id, AcceptQuoteByStaff accept, CancellationToken ct) =>
            await accept.Prepare(id, ct) is { } prepared
                ? (object)new Prepared(async () => TypedResults.Ok(await accept.Write(prepared, ct)))
                : TypedResults.NotFound())
            .PreparesFirst().Needs(Permission.QuotesAccept)
            .Produces<AcceptedQuoteView>().ProducesProblem(404).ProducesProblem(409).WithName("AcceptQuote");
    }
}
