using PromoEngine.Orders.SalesOrders;

namespace PromoEngine.Orders.Tests;

public sealed class OrderFulfilmentTests
{
    [Fact]
    public void A_fully_reserved_order_is_allocated() =>
        Assert.Equal(FulfilmentStatus.Allocated, Given.Order((Given.Line(), 0), (Given.Line("Cap"), 0)).Fulfilment);

    [Fact]
    public void One_missing_piece_makes_it_backordered() =>
        Assert.Equal(FulfilmentStatus.Backordered, Given.Order((Given.Line(), 0), (Given.Line("Cap"), 1)).Fulfilment);

    [Fact]
    public void What_is_not_kept_in_stock_needs_no_allocation()
    {
        var order = Given.Order((Given.Line(), 0));
        order.Add(OrderLine.From(Given.Sent(Given.Line("Setup", 1)).Lines[0], order.Id, stocked: false, 0, 0));

        Assert.Equal(FulfilmentStatus.Allocated, order.Fulfilment);
    }

    [Fact]
    public void An_order_without_lines_has_nothing_allocated() => Assert.Equal(FulfilmentStatus.Unallocated, OrderFulfilment.Of([]));

    [Fact]
    public void What_is_stored_is_what_the_quantities_say()
    {
        var order = Given.Order((Given.Line(), 30), (Given.Line("Cap"), 0));

        Assert.Equal(OrderFulfilment.Of(order.Lines), order.Fulfilment);
        Assert.All(order.Lines, line => Assert.Equal(line.Ordered - line.Cancelled, line.Reserved + line.Backordered + line.Shipped));
    }
}
