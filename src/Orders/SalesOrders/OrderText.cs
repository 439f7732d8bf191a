using System.Globalization;
using PromoEngine.Orders.Pricing;

namespace PromoEngine.Orders.SalesOrders;

/// <summary>An order's confirmation as a text message.</summary>
internal static class OrderText
{
    public static string Of(SalesOrder order, ShopSettings shop)
    {
        var head = $"{ShortText.Clip(shop.Name, 40)}: thank you! Order {order.Number} is confirmed, total {Money.Format(order.Total, order.Currency)}.";
        var open = order.Lines.Where(l => l.VariantId is null).Select(l => $"We still need your choice for {ShortText.Clip(l.Name, 80)}.");
        var missing = order.Lines.Where(l => l.VariantId is not null && l.Backordered > 0).OrderBy(l => l.Position).Select(Missing);
        return ShortText.Fit(head, [.. open, .. missing], "note", null);
    }

    private static string Missing(OrderLine line) =>
        $"On backorder: {line.Backordered.ToString("N0", CultureInfo.InvariantCulture)} x {ShortText.Clip(LineWords.Full(line.Name, line.Attributes), 80)}. We will write when it is in.";
}
