using System.ComponentModel.DataAnnotations;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Extraction.Reading;
using PromoEngine.Orders;

using CatalogProduct = PromoEngine.Orders.CatalogProduct;

namespace PromoEngine.Extraction.Drafts;

/// <summary>A person's corrections.</summary>
/// <param name="Version">The version that the person saw.</param>
/// <param name="Lines">All lines as they shall be: one that is left out is removed, one without id is added, what differs is pinned. Null leaves the lines alone.</param>
/// <param name="NeededBy">Applied when <paramref name="Set"/> names needed_by.</param>
/// <param name="Budget">Applied when <paramref name="Set"/> names budget.</param>
/// <param name="ShipTo">Applied when <paramref name="Set"/> names ship_to.</param>
/// <param name="Set">Which of the draft's own fields to set: needed_by, budget, ship_to.</param>
public sealed record EditDraftRequest(
    [property: Range(0, int.MaxValue)] int Version,
    [property: MaxLength(200)] IReadOnlyList<EditLineRequest>? Lines = null,
    DateOnly? NeededBy = null,
    EditBudgetRequest? Budget = null,
    [property: StringLength(1000)] string? ShipTo = null,
    [property: MaxLength(3)] IReadOnlyList<string>? Set = null);

/// <summary>One line as it shall be.</summary>
/// <param name="Id">Null: a new line.</param>
/// <param name="ProductId">Null: not known yet.</param>
/// <param name="Description">Null keeps what is there.</param>
/// <param name="Quantity">In base units, 1 to 1,000,000; null: not known yet.</param>
/// <param name="Attributes">What is chosen, by attribute; null keeps what is there.</param>
public sealed record EditLineRequest(
    Guid? Id,
    Guid? ProductId,
    [property: StringLength(1000)] string? Description,
    [property: Range(1, 1_000_000)] long? Quantity,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Attributes = null);

/// <summary>What the customer wants to spend.</summary>
/// <param name="Amount">In major units.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Scope">"total" or "each".</param>
public sealed record EditBudgetRequest([property: Range(0.01, 100_000_000)] decimal Amount, [property: Required, StringLength(3, MinimumLength = 3)] string Currency, [property: Required] string Scope);

/// <summary>Applies a person's corrections; what they set stays when the draft is read again.</summary>
internal sealed class EditDraft(IExtractionDb db, ShopReaders readers, ProductCatalog catalog, TimeProvider clock)
{
    private const int MostAttributes = 20;

    /// <summary>The draft's id; null when there is none.</summary>
    public async Task<Guid?> Handle(Guid id, EditDraftRequest request, CancellationToken ct)
    {
        var draft = await db.Drafts.Include(d => d.Lines).FirstOrDefaultAsync(d => d.Id == id, ct);
        if (draft is null)
            return null;
        DraftRules.MustBeCurrent(draft, request.Version);

        var products = (await readers.Get(catalog, db.Workspace, ct)).ById;
        if (request.Lines is { } lines)
            Lines(draft, lines, products);
        foreach (var field in request.Set ?? [])
            draft.Set(field, request.NeededBy, Budget(request.Budget), string.IsNullOrWhiteSpace(request.ShipTo) ? null : request.ShipTo.Trim());
        draft.Edited(clock.GetUtcNow().UtcDateTime);
        db.AuditPersonal("draft.edited", "draft", id, null, new { request.Version, Lines = request.Lines?.Count, request.Set },
            draft.ContactId, null, new Dictionary<string, object?> { ["Request"] = request });
        await db.SaveChangesAsync(ct);
        return draft.Id;
    }

    private static void Lines(Draft draft, IReadOnlyList<EditLineRequest> wanted, IReadOnlyDictionary<Guid, CatalogProduct> products)
    {
        foreach (var gone in draft.Lines.Where(l => !l.Removed && wanted.All(w => w.Id != l.Id)).ToList())
        {
            if (gone.ByHand)
                draft.Lines.Remove(gone);
            else
                gone.Removed = true;
        }

        for (var position = 0; position < wanted.Count; position++)
        {
            var line = wanted[position].Id is { } id
                ? draft.Lines.Find(l => l.Id == id) ?? throw new RefusedException("draft.line_missing", "One of these lines is not in the draft any more; reload it.")
                : Added(draft);
            line.Removed = false;
            line.Position = position;
            Apply(line, wanted[position], products);
        }
    }

    private static DraftLine Added(Draft draft)
    {
        var line = new DraftLine { DraftId = draft.Id, ByHand = true };
        draft.Lines.Add(line);
        return line;
    }

    private static void Apply(DraftLine line, EditLineRequest wanted, IReadOnlyDictionary<Guid, CatalogProduct> products)
    {
        if (wanted.ProductId is { } product && !products.ContainsKey(product))
            throw new RefusedException("product.unknown", "This product does not exist, or is no longer sold.");
        if (line.ProductId != wanted.ProductId)
        {
            line.ProductId = wanted.ProductId;
            line.Pin(DraftField.Product);
        }

        if (line.Quantity != wanted.Quantity)
        {
            (line.Quantity, line.Stated) = (wanted.Quantity, null);
            line.Pin(DraftField.Quantity);
        }

        if (wanted.Description is { } description && description.Trim() != line.Description)
        {
            line.Description = description.Trim();
            line.Pin(DraftField.Description);
        }

        if (wanted.Attributes is { } attributes)
            Choose(line, attributes);
    }

    private static void Choose(DraftLine line, IReadOnlyDictionary<string, IReadOnlyList<string>> wanted)
    {
        if (wanted.Count > MostAttributes || wanted.Any(a => a.Key.Length > 100 || a.Value.Count > MostAttributes || a.Value.Any(v => v.Length > 100)))
            throw new RefusedException("draft.attributes", "These attributes are too many or too long.");
        var before = line.Attributes;
        var changed = before.Keys.Union(wanted.Keys)
            .Where(name => !(before.GetValueOrDefault(name) ?? []).SequenceEqual(wanted.GetValueOrDefault(name) ?? [])).ToList();
        if (changed.Count == 0)
            return;
        line.Attributes = wanted.Where(a => a.Value.Count > 0).ToDictionary(a => a.Key, a => a.Value);
        foreach (var name in changed)
            line.Pin(name);
    }

    private static DraftBudget? Budget(EditBudgetRequest? budget) => budget is null ? null : new(
        budget.Amount, budget.Currency.ToUpperInvariant(),
        Enum.TryParse<BudgetScope>(budget.Scope, ignoreCase: true, out var scope) ? scope : throw new RefusedException("draft.budget", "A budget is for the total or each."));
}
