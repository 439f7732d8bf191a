using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox;
using PromoEngine.Orders;

namespace PromoEngine.Extraction.Drafts;

/// <summary>Drafts as they are shown.</summary>
internal sealed class ReadDrafts(IExtractionDb db, ShopReaders readers, ProductCatalog catalog, LinePricing pricing, ContactBook contacts, QuoteItems quotes)
{
    private const int MostOfConversation = 20;

    public async Task<DraftView?> One(Guid id, CancellationToken ct)
    {
        var draft = await db.Drafts.AsNoTracking().Include(d => d.Lines).FirstOrDefaultAsync(d => d.Id == id, ct);
        return draft is null ? null : (await Views([draft], ct))[0];
    }

    /// <summary>The drafts that began in a conversation and the contact's open one, the newest first.</summary>
    public async Task<IReadOnlyList<DraftView>> OfConversation(Guid conversationId, Guid contactId, CancellationToken ct)
    {
        var drafts = await db.Drafts.AsNoTracking().Include(d => d.Lines)
            .Where(d => d.ConversationId == conversationId || (d.ContactId == contactId && (d.Status == DraftStatus.Open || d.Status == DraftStatus.Stale)))
            .OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.Id).Take(MostOfConversation).ToListAsync(ct);
        return await Views(drafts, ct);
    }

    /// <summary>A page of drafts of one status, the latest change first, after the given one.</summary>
    public async Task<IReadOnlyList<DraftView>> List(DraftStatus? status, (DateTime At, Guid Id)? after, int take, CancellationToken ct)
    {
        var query = db.Drafts.AsNoTracking().Include(d => d.Lines).AsQueryable();
        query = status is { } only ? query.Where(d => d.Status == only) : query.Where(d => d.Status == DraftStatus.Open || d.Status == DraftStatus.Stale);
        if (after is { } last)
            query = query.Where(d => d.UpdatedAt < last.At || (d.UpdatedAt == last.At && d.Id.CompareTo(last.Id) < 0));
        return await Views(await query.OrderByDescending(d => d.UpdatedAt).ThenByDescending(d => d.Id).Take(take).ToListAsync(ct), ct);
    }

    /// <summary>The open drafts of contacts, for the list of conversations.</summary>
    public async Task<IReadOnlyDictionary<Guid, DraftRef>> OpenOf(IReadOnlyCollection<Guid> contactIds, CancellationToken ct) =>
        await db.Drafts.AsNoTracking().Where(d => contactIds.Contains(d.ContactId) && (d.Status == DraftStatus.Open || d.Status == DraftStatus.Stale))
            .Select(d => new DraftRef(d.Id, d.ContactId, d.Status, d.Lines.Count(l => !l.Removed))).ToDictionaryAsync(d => d.ContactId, ct);

    private async Task<IReadOnlyList<DraftView>> Views(IReadOnlyList<Draft> drafts, CancellationToken ct)
    {
        if (drafts.Count == 0)
            return [];
        var shop = await readers.Get(catalog, db.Workspace, ct);
        var (currency, _) = await db.ReadingPlace(ct);
        var people = await contacts.Find([.. drafts.Select(d => d.ContactId).Distinct()], ct);
        var sent = (await quotes.Of([.. drafts.Select(d => d.QuoteId).OfType<Guid>()], ct)).ToDictionary(q => q.Id);
        var views = new List<DraftView>();
        foreach (var draft in drafts)
        {
            var lines = await Lines(draft, shop, ct);
            var quote = draft.QuoteId is { } quoteId ? sent.GetValueOrDefault(quoteId) : null;
            var total = lines.Count > 0 && lines.All(l => l.Total is not null) ? lines.Sum(l => l.Total) : null;
            views.Add(new(
                draft.Id, draft.ConversationId, draft.ContactId, people[draft.ContactId], draft.Intent, draft.Status, draft.Version, draft.Confidence,
                lines, currency, total, draft.NeededBy, draft.Budget, draft.ShipTo, draft.Pinned, [.. draft.Evidence.Select(EvidenceView.Of)],
                [.. draft.Questions.Select(q => new QuestionView(q.Code, q.Text, q.LineId, q.Field)), .. Choices(draft, shop)], quote, draft.Can, draft.UpdatedAt));
        }

        return views;
    }

    private async Task<IReadOnlyList<DraftLineView>> Lines(Draft draft, ShopReader shop, CancellationToken ct)
    {
        var lines = Shown(draft);
        var products = lines.Select(l => l.ProductId is { } id ? shop.ById.GetValueOrDefault(id) : null).ToList();
        var variants = lines.Select((l, i) => products[i]?.Choose(l.Attributes).Variant).ToList();
        var asked = Enumerable.Range(0, lines.Count).Where(i => products[i] is not null && lines[i].Quantity is not null).ToList();
        var priced = (await pricing.Price([.. asked.Select(i => new PriceRequest(products[i]!.Id, variants[i]?.Id, lines[i].Quantity!.Value))], ct))
            .Zip(asked).ToDictionary(p => p.Second, p => p.First);
        return [.. lines.Select((line, i) => View(line, products[i], variants[i], priced.GetValueOrDefault(i), shop))];
    }

    private static DraftLineView View(DraftLine line, CatalogProduct? product, CatalogVariant? variant, PricedLine? price, ShopReader shop) => new(
        line.Id, product is null ? null : new(product.Id, product.Sku, product.Name), variant is null ? null : new(variant.Id, variant.Sku, variant.Name),
        line.Description, line.Quantity, line.Stated, line.Attributes, product?.Attributes ?? new Dictionary<string, IReadOnlyList<string>>(),
        price?.UnitPriceMicros, price?.Total, price?.Available, price?.Backordered ?? 0, line.Confidence,
        [.. line.Doubts.Select(d => new DoubtView(d.Field, d.Text))], line.Pinned, [.. line.Evidence.Select(EvidenceView.Of)],
        [.. line.Alternatives.Select(id => shop.ById.GetValueOrDefault(id)).OfType<CatalogProduct>().Select(p => new ProductRef(p.Id, p.Sku, p.Name))],
        product?.ImageUrl(line.Attributes));

    /// <summary>What the customer has not said and the warehouse must know.</summary>
    private static IEnumerable<QuestionView> Choices(Draft draft, ShopReader shop) =>
        from line in draft.Status is DraftStatus.Open or DraftStatus.Stale ? Shown(draft) : []
        let product = shop.ById.GetValueOrDefault(line.ProductId ?? Guid.Empty)
        where product is not null
        let choice = product.Choose(line.Attributes)
        from question in choice.Offered
            ? choice.Missing.Select(name => new QuestionView("attribute.missing", $"Which {name}? {product.Name} comes in {string.Join(", ", product.Attributes.GetValueOrDefault(name) ?? [])}.", line.Id, name))
            : [new QuestionView("attribute.not_offered", $"{product.Name} does not come like this; choose what it comes in.", line.Id, line.Attributes.Keys.FirstOrDefault())]
        select question;

    private static List<DraftLine> Shown(Draft draft) => [.. draft.Lines.Where(l => !l.Removed).OrderBy(l => l.Position)];
}
