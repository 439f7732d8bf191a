using Microsoft.EntityFrameworkCore;
using PromoEngine.Orders.Inventory;
using PromoEngine.Orders.Pricing;

namespace PromoEngine.Orders;

/// <summary>Prices lines and holds them against the stock, exactly as a quote and its order would.</summary>
public sealed class LinePricing
{
    private readonly IOrdersDb db;

    internal LinePricing(IOrdersDb db) => this.db = db;

    /// <summary>
    /// One answer per line, in their order. The break is chosen by the summed quantity of the same product: a hundred
    /// shirts in four sizes are a hundred shirts.
    /// </summary>
    public async Task<IReadOnlyList<PricedLine>> Price(IReadOnlyList<PriceRequest> lines, CancellationToken ct)
    {
        if (lines.Count > Quotes.QuoteRevision.MaxLines)
            throw new RefusedException("quote.lines", $"At most {Quotes.QuoteRevision.MaxLines} lines can be priced at once.");
        if (lines.Count == 0)
            return [];

        var products = lines.Select(l => l.ProductId).Distinct().ToList();
        var breaks = (await db.PriceBreaks.AsNoTracking().Where(b => products.Contains(b.ProductId)).ToListAsync(ct)).ToLookup(b => b.ProductId);
        var currency = (await db.Shop(ct)).Currency;
        var together = lines.Where(l => InRange(l.Quantity)).GroupBy(l => l.ProductId).ToDictionary(g => g.Key, g => g.Sum(l => l.Quantity));
        var stock = await Stock(lines, ct);

        return [.. lines.Select((line, index) =>
        {
            var quantity = InRange(line.Quantity) ? together[line.ProductId] : 0;
            var unit = PriceList.UnitAt(breaks[line.ProductId], quantity);
            var total = unit is { } micros ? Money.LineTotal(line.Quantity, micros, currency) : null;
            var minimum = breaks[line.ProductId].Select(b => (long?)b.MinQuantity).Min();
            return new PricedLine(unit, total, stock[index].Available, stock[index].Backordered, minimum);
        })];
    }

    private async Task<IReadOnlyList<(long? Available, long Backordered)>> Stock(IReadOnlyList<PriceRequest> lines, CancellationToken ct)
    {
        var ids = lines.Select(l => l.VariantId).OfType<Guid>().Distinct().ToList();
        if (ids.Count == 0)
            return [.. lines.Select(_ => ((long?)null, 0L))];

        var tracked = (await db.Variants.AsNoTracking().Where(v => ids.Contains(v.Id) && v.TrackStock).Select(v => v.Id).ToListAsync(ct)).ToHashSet();
        var offers = await StockOffer.Of(db, tracked, ct);

        // The position stands in for the line's id, which a draft's line may not have yet.
        var demands = lines.Index()
            .Where(l => l.Item.VariantId is { } variant && tracked.Contains(variant) && InRange(l.Item.Quantity))
            .Select(l => new StockDemand(l.Index, l.Item.VariantId!.Value, l.Item.Quantity));
        var allocated = Allocation.Of([.. demands], offers).ToDictionary(a => a.Line);
        return [.. lines.Select((line, index) => line.VariantId is { } variant && tracked.Contains(variant)
            ? (offers.Where(o => o.VariantId == variant).Sum(o => o.Available), allocated.GetValueOrDefault(index)?.Backordered ?? 0)
            : ((long?)null, 0L))];
    }

    private static bool InRange(long quantity) => quantity is >= 1 and <= Money.MaxQuantity;
}

/// <summary>A line to be priced.</summary>
public sealed record PriceRequest(Guid ProductId, Guid? VariantId, long Quantity);

/// <summary>What a line costs and whether it is there.</summary>
/// <param name="UnitPriceMicros">Null when the product has no price at this quantity.</param>
/// <param name="Total">Minor units, rounded once; null without a price.</param>
/// <param name="Available">In all warehouses together; null when the variant is open or never runs out.</param>
/// <param name="Backordered">What would be missing if the order were made now, after the lines before this one.</param>
/// <param name="MinQuantity">Where the price list begins; null without one.</param>
public sealed record PricedLine(long? UnitPriceMicros, long? Total, long? Available, long Backordered, long? MinQuantity);
