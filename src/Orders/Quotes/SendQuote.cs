using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Orders.Quotes;

internal sealed record QuoteNumberView(string Number);

/// <summary>Issues a draft quote. What was issued before answers the same again.</summary>
internal sealed class SendQuote(IOrdersDb db, TimeProvider clock)
{
    public async Task<QuoteNumberView?> Handle(Guid id, CancellationToken ct)
    {
        // Writes nothing new, but takes the row: on PostgreSQL a second sender waits here for the first and then finds the quote sent.
        if (await db.SeenQuotes().Where(q => q.Id == id).ExecuteUpdateAsync(quote => quote.SetProperty(q => q.Outcome, q => q.Outcome), ct) == 0)
            return null;

        var quote = await db.Quotes.FirstAsync(q => q.Id == id, ct);
        // The lines come along: what is issued is hashed.
        var revision = await db.QuoteRevisions.Include(r => r.Lines).AsSplitQuery()
            .FirstAsync(r => r.QuoteId == id && r.No == quote.CurrentRevisionNo, ct);
        if (revision.IssuedAt is not null)
            return new(quote.Number);

        db.Raise(quote.Send(revision, clock.GetUtcNow().UtcDateTime, (await db.Shop(ct)).TimeZone));
        await db.SaveChangesAsync(ct);
        return new(quote.Number);
    }
}
