using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox;
using PromoEngine.Orders;

namespace PromoEngine.Extraction.Drafts;

/// <summary>A person confirms what they saw.</summary>
/// <param name="Version">The draft's version that the person saw; or</param>
/// <param name="SeenMessageId">the customer's latest message that the person saw.</param>
/// <param name="Send">False makes the quote without sending it.</param>
public sealed record ConfirmDraftRequest(int? Version = null, Guid? SeenMessageId = null, bool Send = true);

internal sealed record ConfirmedDraft(Guid QuoteId, string Number);

/// <summary>
/// Makes a quote of a draft. Prices are the engine's of this moment; the contact becomes a customer at the first time. A repeat gets the first quote again.
/// </summary>
internal sealed class ConfirmDraft(IExtractionDb db, QuoteIntake quotes, CustomerDirectory customers, ContactBook contacts, ConversationHistory history, ShopReaders readers, ProductCatalog catalog, TimeProvider clock)
{
    internal sealed record Prepared(Guid DraftId, int Version, ContactCard Contact, string Number, IReadOnlyDictionary<Guid, CatalogProduct> Products, bool Send);

    /// <summary>Outside a unit. Null: no such draft. The first result, when it is confirmed already; else what <see cref="Write"/> needs.</summary>
    public async Task<(ConfirmedDraft? Done, Prepared? Next)?> Prepare(Guid id, ConfirmDraftRequest request, CancellationToken ct)
    {
        var draft = await db.Drafts.AsNoTracking().Include(d => d.Lines).FirstOrDefaultAsync(d => d.Id == id, ct);
        if (draft is null)
            return null;
        if (First(draft) is { } first)
            return (first, null);

        DraftRules.MustBeOpen(draft);
        await MustHaveSeen(draft, request, ct);
        DraftRules.MustBeComplete(Shown(draft));
        var contact = await contacts.Find(draft.ContactId, ct) ?? throw new InvalidOperationException("The draft's contact is gone.");
        return (null, new(id, draft.Version, contact, await quotes.NextNumber(ct), (await readers.Get(catalog, db.Workspace, ct)).ById, request.Send));
    }

    /// <summary>Inside the unit. Claims the draft first: of two people who confirm at once, the second gets the first one's quote.</summary>
    public async Task<ConfirmedDraft> Write(Prepared prepared, CancellationToken ct)
    {
        var claimed = await db.Drafts.Where(d => d.Id == prepared.DraftId && d.Status == DraftStatus.Open && d.Version == prepared.Version)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.Status, DraftStatus.Confirmed), ct);
        var draft = await db.Drafts.Include(d => d.Lines).SingleAsync(d => d.Id == prepared.DraftId, ct);
        if (claimed == 0)
        {
            if (First(draft) is { } first)
                return first;
            DraftRules.MustBeCurrent(draft, prepared.Version);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var customer = await customers.FindOrAdd(prepared.Contact.CustomerId, prepared.Contact.Name, prepared.Contact.Address, ct);
        if (prepared.Contact.CustomerId != customer)
            await contacts.LinkCustomer(prepared.Contact.Id, customer, ct);
        var lines = Shown(draft).Select(line => new NewQuoteLine(line.ProductId!.Value, VariantOf(line, prepared.Products), line.Description, line.Attributes, line.Quantity!.Value));
        var quote = await quotes.Add(new(draft.ConversationId, customer, draft.Id, draft.NeededBy, draft.ShipTo, [.. lines]), prepared.Number, prepared.Send, now, ct);
        draft.Confirm(quote.QuoteId, quote.Number, now);
        db.Announce("conversations", draft.ConversationId);
        await db.SaveChangesAsync(ct);
        return new(quote.QuoteId, quote.Number);
    }

    private static ConfirmedDraft? First(Draft draft) => draft is { Status: DraftStatus.Confirmed, QuoteId: { } quote } ? new(quote, draft.QuoteNumber!) : null;

    private static List<DraftLine> Shown(Draft draft) => [.. draft.Lines.Where(l => !l.Removed).OrderBy(l => l.Position)];

    private static Guid? VariantOf(DraftLine line, IReadOnlyDictionary<Guid, CatalogProduct> products) =>
        products.TryGetValue(line.ProductId!.Value, out var product) ? product.Choose(line.Attributes).Variant?.Id : null;

    private async Task MustHaveSeen(Draft draft, ConfirmDraftRequest request, CancellationToken ct)
    {
        if (request.Version is { } version)
            DraftRules.MustBeCurrent(draft, version);
        else if (request.SeenMessageId != (await history.LatestFromCustomer(draft.ContactId, ct)).Id)
            throw new RefusedException("draft.stale", "The customer has written since; look at the newer message first.");
    }
}
