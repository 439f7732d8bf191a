using Microsoft.EntityFrameworkCore;
using PromoEngine.Orders.Catalog;
using PromoEngine.Orders.Pricing;
using PromoEngine.Orders.Quotes;

namespace PromoEngine.Orders;

/// <summary>Takes in what a person confirmed and makes a quote of it, priced by the catalogue alone.</summary>
public sealed class QuoteIntake
{
    private readonly IOrdersDb db;
    private readonly LinePricing pricing;

    internal QuoteIntake(IOrdersDb db, LinePricing pricing) => (this.db, this.pricing) = (db, pricing);

    /// <summary>A number for a quote. It commits on its own: take it before the unit of work.</summary>
    public Task<string> NextNumber(CancellationToken ct) => db.NextNumber("quote", ct);

    /// <summary>Adds the quote with its first revision and, when asked, issues it (raises <see cref="QuoteSent"/>). Does not save.</summary>
    public async Task<QuoteSummary> Add(NewQuote request, string number, bool send, DateTime now, CancellationToken ct)
    {
        if (await db.Customers.FindAsync([request.CustomerId], ct) is null)
            throw new RefusedException("customer.unknown", "This customer does not exist.");

        var shop = await db.Shop(ct);
        var lines = await Lines(request.Lines, ct);
        var quote = new Quote
        {
            Number = number, CustomerId = request.CustomerId, ConversationId = request.ConversationId, DraftId = request.DraftId, OwnerId = Sight.Owner(db.Actor),
            Currency = shop.Currency, CreatedAt = now,
        };
        var revision = quote.Offer(new(number, request.CustomerId, shop.Currency, request.NeededBy, request.ShipTo, lines));
        if (send)
            db.Raise(quote.Send(revision, now, shop.TimeZone));

        db.Quotes.Add(quote);
        return new(quote.Id, number, revision.Total, quote.Currency, revision.ValidUntil);
    }

    private async Task<List<QuoteLineContent>> Lines(IReadOnlyList<NewQuoteLine> wanted, CancellationToken ct)
    {
        var ids = wanted.Select(l => l.ProductId).Distinct().ToList();
        var products = await db.Products.AsNoTracking().Where(p => ids.Contains(p.Id))
            .Include(p => p.Variants).AsSplitQuery().ToDictionaryAsync(p => p.Id, ct);
        var priced = await pricing.Price([.. wanted.Select(l => new PriceRequest(l.ProductId, l.VariantId, l.Quantity))], ct);
        return [.. wanted.Select((line, index) => Line(line, priced[index], products.GetValueOrDefault(line.ProductId)))];
    }

    private static QuoteLineContent Line(NewQuoteLine line, PricedLine priced, Product? product)
    {
        if (product is null)
            throw new RefusedException("product.unknown", "A line names a product that does not exist.");
        if (product.Status != ProductStatus.Active)
            throw new RefusedException("product.discontinued", $"{product.Name} is no longer sold.");
        var variant = product.Variants.FirstOrDefault(v => v.Id == line.VariantId);
        if (line.VariantId is not null && variant is null)
            throw new RefusedException("variant.unknown", $"A line names a variant that {product.Name} does not have.");
        if (line.Quantity is < 1 or > Money.MaxQuantity)
            throw new RefusedException("quote.quantity", $"The quantity of {product.Name} must be between 1 and {Money.MaxQuantity}.");
        if (priced is not { UnitPriceMicros: { } unit, Total: { } total })
            throw new RefusedException("quote.unpriced", $"{product.Name} has no price at this quantity{(priced.MinQuantity is { } min ? $"; its prices begin at {min}" : "")}.");

        return new(product.Id, variant?.Id, variant?.Sku ?? product.Sku, product.Name, line.Description, Attributes(line, variant), line.Quantity, unit, total);
    }

    // What was chosen, in its words' order; where the variant knows better, its value.
    private static OrderedDictionary<string, IReadOnlyList<string>> Attributes(NewQuoteLine line, Variant? variant)
    {
        var attributes = new OrderedDictionary<string, IReadOnlyList<string>>();
        foreach (var (name, values) in line.Attributes)
            attributes[name] = values;
        if (variant is not null)
            foreach (var (name, value) in variant.Attributes)
                attributes[name] = [value];
        return attributes;
    }
}

/// <summary>What was confirmed.</summary>
/// <param name="DraftId">The draft behind it; one draft makes one quote.</param>
public sealed record NewQuote(
    Guid ConversationId,
    Guid CustomerId,
    Guid? DraftId,
    DateOnly? NeededBy,
    string? ShipTo,
    IReadOnlyList<NewQuoteLine> Lines);

/// <summary>One confirmed line.</summary>
/// <param name="VariantId">Null while the choice is open; such a line is quoted, and backordered when it is accepted.</param>
/// <param name="Description">The customer's words for it, or whatever the person wrote; may be empty.</param>
public sealed record NewQuoteLine(
    Guid ProductId,
    Guid? VariantId,
    string Description,
    AttributeValues Attributes,
    long Quantity);

/// <summary>The quote in a few words.</summary>
/// <param name="ValidUntil">Null until it is sent.</param>
public sealed record QuoteSummary(Guid QuoteId, string Number, long Total, string Currency, DateTime? ValidUntil);
