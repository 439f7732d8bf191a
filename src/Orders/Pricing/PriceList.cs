using PromoEngine.Orders.Catalog;

namespace PromoEngine.Orders.Pricing;

/// <summary>The breaks of one product as a function of quantity.</summary>
internal static class PriceList
{
    /// <summary>The price of the largest break not above the quantity; null below the first one.</summary>
    public static long? UnitAt(IEnumerable<PriceBreak> breaks, long quantity) =>
        breaks.Where(b => b.MinQuantity <= quantity).MaxBy(b => b.MinQuantity)?.UnitPriceMicros;
}
