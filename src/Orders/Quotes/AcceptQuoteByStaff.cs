namespace PromoEngine.Orders.Quotes;

internal sealed record AcceptedQuoteView(Guid OrderId, string Number);

/// <summary>A member of staff accepts for the customer.</summary>
internal sealed class AcceptQuoteByStaff(IOrdersDb db, AcceptQuote accept)
{
    public Task<PreparedAcceptance?> Prepare(Guid quoteId, CancellationToken ct) => accept.Prepare(quoteId, ct);

    public async Task<AcceptedQuoteView> Write(PreparedAcceptance prepared, CancellationToken ct)
    {
        var order = await accept.Write(prepared, messageId: null, ct);
        await db.SaveChangesAsync(ct);
        return new(order.OrderId, order.Number);
    }
}
