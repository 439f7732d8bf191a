using PromoEngine.Orders.Catalog;
using PromoEngine.Orders.Inventory;
using PromoEngine.Orders.Quotes;
using PromoEngine.Orders.SalesOrders;

namespace PromoEngine.Orders.Tests;

public sealed class LifecycleTests
{
    [Fact]
    public void A_quote_revision_moves_only_along_its_table() => Walk(QuoteRevision.Allows,
    [
        (QuoteState.Draft, QuoteState.Sent), (QuoteState.Draft, QuoteState.Superseded),
        (QuoteState.Sent, QuoteState.Accepted), (QuoteState.Sent, QuoteState.Declined), (QuoteState.Sent, QuoteState.Expired), (QuoteState.Sent, QuoteState.Superseded),
        (QuoteState.Accepted, QuoteState.Converted),
    ]);

    [Fact]
    public void A_quote_is_won_or_lost_once() => Walk(Quote.Allows,
        [(QuoteOutcome.Open, QuoteOutcome.Won), (QuoteOutcome.Open, QuoteOutcome.Lost)]);

    [Fact]
    public void An_order_moves_only_along_its_table() => Walk(SalesOrder.Allows,
    [
        (OrderLifecycle.Confirmed, OrderLifecycle.InFulfilment), (OrderLifecycle.Confirmed, OrderLifecycle.Cancelled),
        (OrderLifecycle.InFulfilment, OrderLifecycle.Completed), (OrderLifecycle.InFulfilment, OrderLifecycle.Cancelled),
        (OrderLifecycle.Completed, OrderLifecycle.InFulfilment),
    ]);

    [Fact]
    public void A_reservation_ends_once() => Walk(Reservation.Allows,
        [(ReservationState.Active, ReservationState.Consumed), (ReservationState.Active, ReservationState.Released)]);

    [Fact]
    public void A_product_can_be_taken_out_and_brought_back() => Walk(Product.Allows,
        [(ProductStatus.Active, ProductStatus.Discontinued), (ProductStatus.Discontinued, ProductStatus.Active)]);

    [Theory]
    [InlineData(QuoteState.Draft, "send")]
    [InlineData(QuoteState.Sent, "accept")]
    [InlineData(QuoteState.Accepted)]
    [InlineData(QuoteState.Converted)]
    [InlineData(QuoteState.Declined)]
    [InlineData(QuoteState.Expired)]
    [InlineData(QuoteState.Superseded)]
    public void What_can_be_done_with_a_quote_follows_from_its_table(QuoteState state, params string[] can) =>
        Assert.Equal(can, QuoteRevision.CanIn(state));

    [Theory]
    [InlineData(QuoteState.Draft, "quote.status", "This quote has not been sent yet; send it first.")]
    [InlineData(QuoteState.Expired, "quote.expired", "This quote is no longer valid; send a new one.")]
    [InlineData(QuoteState.Declined, "quote.status", "This quote is declined already and cannot become accepted.")]
    public void A_refusal_says_why_in_a_sentence(QuoteState state, string code, string sentence)
    {
        var refused = QuoteRevision.Refusal(state, QuoteState.Accepted);

        Assert.Equal((code, sentence), (refused.Code, refused.Message));
    }

    [Fact]
    public void A_refused_move_changes_nothing()
    {
        var product = new Product { Sku = "A", Name = "A" };

        Assert.Equal("product.status", Assert.Throws<RefusedException>(product.Reactivate).Code);
        Assert.Equal(ProductStatus.Active, product.Status);
    }

    private static void Walk<TState>(Func<TState, TState, bool> allows, IReadOnlyCollection<(TState, TState)> moves) where TState : struct, Enum
    {
        foreach (var from in Enum.GetValues<TState>())
            foreach (var to in Enum.GetValues<TState>())
                Assert.True(allows(from, to) == moves.Contains((from, to)), $"{from} → {to}");
    }
}
