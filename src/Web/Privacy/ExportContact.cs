using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Audit;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Privacy;

/// <summary>Everything that is kept about one person, for that person.</summary>
internal sealed record ContactFile(
    DateTime ExportedAt, string Shop, object Contact, IReadOnlyList<ConsentView> Consents, IReadOnlyList<object> Conversations, IReadOnlyList<object> Messages,
    IReadOnlyList<object> Mails, IReadOnlyList<object> Attachments, IReadOnlyList<object> Reactions, IReadOnlyList<object> Drafts, object? Customer, IReadOnlyList<object> Quotes, IReadOnlyList<object> Orders, IReadOnlyList<AuditItem> Audit);

/// <summary>Collects it. That it was taken out is audited before the first byte leaves.</summary>
internal sealed class ExportContact(AppDb db, IUnitOfWork unit, FindContacts contacts, ReadAudit audit, TimeProvider clock)
{
    /// <summary>More than a person writes in a lifetime; a list that reaches it says so by its length.</summary>
    private const int Most = 50_000;

    public async Task<ContactFile?> Handle(Guid id, CancellationToken ct)
    {
        var contact = await db.Contacts.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct);
        if (contact is null)
            return null;
        await unit.Run(db, async () =>
        {
            db.Audit("contact.exported", "contact", id, null, null);
            await db.SaveChangesAsync(ct);
        });

        var conversations = db.Conversations.Where(c => c.ContactId == id).Select(c => c.Id);
        var customer = contact.CustomerId;
        var about = new HashSet<Guid>(await conversations.Take(Most).ToListAsync(ct)) { id };
        if (customer is { } linked)
            about.Add(linked);
        var shop = await db.Shop(ct);
        return new(
            clock.GetUtcNow().UtcDateTime, shop.Name,
            new { contact.Id, contact.Name, contact.Address, contact.CreatedAt, contact.OptedOutAt, contact.CustomerId, contact.ErasedAt },
            await contacts.Consents(id, ct) ?? [],
            await List(db.Conversations.Where(c => c.ContactId == id).OrderBy(c => c.CreatedAt)
                .Select(c => new { c.Id, c.ChannelId, c.ThreadKey, c.Address, c.Subject, c.Status, c.CreatedAt, c.LastMessageAt, c.AttentionText }), ct),
            await List(db.Messages.Where(m => m.ContactId == id).OrderBy(m => m.Position)
                .Select(m => new { m.Id, m.ConversationId, m.Direction, m.Text, m.FirstText, m.EditedAt, m.DeletedAt, m.SentAt, m.Status, m.To, m.Subject, m.Copies, m.ExternalId, m.ErasedAt }), ct),
            await List(from mail in db.MailOriginals
                       join message in db.Messages on mail.MessageId equals message.Id
                       where message.ContactId == id
                       select new { mail.MessageId, mail.From, mail.To, mail.Cc, mail.AnswerTo, mail.ForwardedFrom, mail.Text, mail.Html }, ct),
            await List(from file in db.Attachments
                       join message in db.Messages on file.MessageId equals message.Id
                       where message.ContactId == id
                       select new { file.Id, file.MessageId, file.Name, file.ContentType, file.Url, file.State, file.Size, file.Sha256 }, ct),
            await List(from reaction in db.Reactions
                       join message in db.Messages on reaction.MessageId equals message.Id
                       where message.ContactId == id
                       select new { reaction.MessageId, reaction.Person, reaction.Emoji, reaction.At }, ct),
            await Drafts(id, ct),
            await db.Customers.AsNoTracking().Where(c => c.Id == customer).Select(c => new { c.Id, c.Name, c.Phone, c.Email, c.CreatedAt }).FirstOrDefaultAsync(ct),
            await Quotes(conversations, ct), await Orders(conversations, ct), await Audit(about, ct));
    }

    private static async Task<IReadOnlyList<object>> List<T>(IQueryable<T> rows, CancellationToken ct)
        where T : class => await rows.Take(Most).ToListAsync(ct);

    private async Task<IReadOnlyList<object>> Drafts(Guid contact, CancellationToken ct) =>
        [.. (await db.Drafts.AsNoTracking().Include(d => d.Lines).Where(d => d.ContactId == contact).OrderBy(d => d.CreatedAt).Take(Most).ToListAsync(ct)).Select(d => (object)new
        {
            d.Id, d.Status, d.Intent, d.NeededBy, d.Budget, d.ShipTo, d.Evidence, d.Questions, d.QuoteNumber, d.DismissedBecause, d.CreatedAt,
            Lines = d.Lines.Select(l => new { l.ProductId, l.Description, l.Quantity, l.Stated, l.Attributes, l.Evidence }),
        })];

    private async Task<IReadOnlyList<object>> Quotes(IQueryable<Guid> conversations, CancellationToken ct) =>
        [.. (await db.Quotes.AsNoTracking().Include(q => q.Revisions).ThenInclude(r => r.Lines).Where(q => conversations.Contains(q.ConversationId)).OrderBy(q => q.CreatedAt).Take(Most).ToListAsync(ct))
            .Select(q => (object)new
            {
                q.Id, q.Number, q.Currency, q.Outcome, q.CreatedAt,
                Revisions = q.Revisions.Select(r => new { r.No, r.State, r.Total, r.NeededBy, r.ShipTo, r.IssuedAt, r.ValidUntil, r.AcceptedAt, Lines = r.Lines.Select(l => new { l.Sku, l.Name, l.Description, l.Attributes, l.Quantity, l.UnitPriceMicros, l.Total }) }),
            })];

    private async Task<IReadOnlyList<object>> Orders(IQueryable<Guid> conversations, CancellationToken ct) =>
        [.. (await db.Orders.AsNoTracking().Include(o => o.Lines).Where(o => o.ConversationId != null && conversations.Contains(o.ConversationId.Value)).OrderBy(o => o.CreatedAt).Take(Most).ToListAsync(ct))
            .Select(o => (object)new
            {
                o.Id, o.Number, o.Currency, o.Total, o.NeededBy, o.ShipTo, o.Lifecycle, o.Fulfilment, o.CreatedAt,
                Lines = o.Lines.Select(l => new { l.Sku, l.Name, l.Description, l.Attributes, l.Ordered, l.UnitPriceMicros, l.Total }),
            })];

    private async Task<IReadOnlyList<AuditItem>> Audit(HashSet<Guid> about, CancellationToken ct) =>
        await audit.Items(await db.AuditRows.AsNoTracking().Where(a => about.Contains(a.EntityId)).OrderBy(a => a.Id).Take(Most).ToListAsync(ct), ct);
}
