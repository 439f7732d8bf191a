using PromoEngine.Orders.Inventory;
using PromoEngine.Orders.Pricing;
using PromoEngine.Orders.Quotes;
using PromoEngine.Orders.SalesOrders;

namespace PromoEngine.Orders.Tests;

/// <summary>The ladder: a line, an offer, a sent revision, an order.</summary>
internal static class Given
{
    public static readonly DateTime Now = new(2026, 11, 20, 15, 0, 0, DateTimeKind.Utc);
    public static readonly TimeZoneInfo Chicago = TimeZoneInfo.FindSystemTimeZoneById("America/Chicago");
    public static readonly ShopSettings Shop = new("Bright Ideas", "USD", Chicago);

    public static AttributeValues Attributes(params (string Name, string Value)[] values)
    {
        var map = new OrderedDictionary<string, IReadOnlyList<string>>();
        foreach (var (name, value) in values)
            map[name] = [value];
        return map;
    }

    public static QuoteLineContent Line(string name = "Ceramic Mug 11 oz", long quantity = 150, long micros = 3_490_000, AttributeValues? attributes = null, Guid? variant = null) => new(
        Guid.Parse("019a0000-0000-7000-8000-000000000001"), variant, "MUG-11", name, "", attributes ?? Attributes(("color", "white")),
        quantity, micros, Money.LineTotal(quantity, micros, "USD")!.Value);

    public static QuoteContent Content(params QuoteLineContent[] lines) => new(
        "Q-1042", Guid.Parse("019a0000-0000-7000-8000-00000000000c"), "USD", new DateOnly(2026, 11, 27), null, lines.Length == 0 ? [Line()] : lines);

    public static Quote Quote() => new()
    {
        Number = "Q-1042", CustomerId = Guid.CreateVersion7(), ConversationId = Guid.CreateVersion7(), Currency = "USD", CreatedAt = Now,
    };

    public static QuoteRevision Sent(params QuoteLineContent[] lines)
    {
        var quote = Quote();
        var revision = quote.Offer(Content(lines));
        quote.Send(revision, Now, Chicago);
        return revision;
    }

    public static SalesOrder Order(params (QuoteLineContent Line, long Backordered)[] lines)
    {
        var revision = Sent([.. lines.Select(l => l.Line)]);
        var order = SalesOrder.From(Quote(), revision, Guid.CreateVersion7(), "SO-1042", null, Now);
        foreach (var (line, index) in revision.Lines.Select((line, index) => (line, index)))
            order.Add(OrderLine.From(line, order.Id, stocked: true, line.Quantity - lines[index].Backordered, lines[index].Backordered));
        return order;
    }

    public static StockOffer Offer(Guid variant, string warehouse, int priority, long available, bool isDefault = false) =>
        new(Guid.CreateVersion7(), variant, warehouse, priority, isDefault, available);
}
