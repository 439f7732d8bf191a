using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Audit;

/// <summary>What people call the things that audit rows are about. A kind that is not listed has no other name than its own.</summary>
internal sealed class AuditLabels(AppDb db)
{
    public async Task<IReadOnlyDictionary<Guid, string>> Of(IEnumerable<AuditRow> rows, CancellationToken ct)
    {
        var labels = new Dictionary<Guid, string>();
        foreach (var kind in rows.GroupBy(r => r.Entity))
        {
            var ids = kind.Select(r => r.EntityId).Distinct().ToList();
            if (Names(kind.Key, ids) is not { } names)
                continue;
            foreach (var (id, name) in await names.ToDictionaryAsync(n => n.Id, n => n.Name, ct))
                labels[id] = name;
        }

        return labels;
    }

    private sealed record Named(Guid Id, string Name);

    private IQueryable<Named>? Names(string entity, List<Guid> ids) => entity switch
    {
        "order" => db.Orders.Where(o => ids.Contains(o.Id)).Select(o => new Named(o.Id, o.Number)),
        "quote" => db.Quotes.Where(q => ids.Contains(q.Id)).Select(q => new Named(q.Id, q.Number)),
        "quote_revision" => db.QuoteRevisions.Where(r => ids.Contains(r.Id)).Select(r => new Named(r.Id, r.Number)),
        "product" => db.Products.Where(p => ids.Contains(p.Id)).Select(p => new Named(p.Id, p.Name)),
        "variant" => db.Variants.Where(v => ids.Contains(v.Id)).Select(v => new Named(v.Id, v.Sku)),
        "warehouse" => db.Warehouses.Where(w => ids.Contains(w.Id)).Select(w => new Named(w.Id, w.Name)),
        "stock_level" => from level in db.StockLevels
                         join variant in db.Variants on level.VariantId equals variant.Id
                         where ids.Contains(level.Id)
                         select new Named(level.Id, variant.Sku),
        "contact" => db.Contacts.Where(c => ids.Contains(c.Id)).Select(c => new Named(c.Id, c.Name)),
        "customer" => db.Customers.Where(c => ids.Contains(c.Id)).Select(c => new Named(c.Id, c.Name)),
        "channel" => db.Channels.Where(c => ids.Contains(c.Id)).Select(c => new Named(c.Id, c.Name)),
        "conversation" => from conversation in db.Conversations
                          join contact in db.Contacts on conversation.ContactId equals contact.Id
                          where ids.Contains(conversation.Id)
                          select new Named(conversation.Id, contact.Name),
        "draft" => from draft in db.Drafts
                   join contact in db.Contacts on draft.ContactId equals contact.Id
                   where ids.Contains(draft.Id)
                   select new Named(draft.Id, contact.Name),
        "user" => from membership in db.Memberships
                  join user in db.Users on membership.UserId equals user.Id
                  where membership.WorkspaceId == db.Workspace && ids.Contains(user.Id)
                  select new Named(user.Id, user.DisplayName),
        _ => null,
    };
}
