using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Contacts;
using PromoEngine.Orders;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Privacy;

internal sealed record FoundContact(Guid Id, string Name, string Address, DateTime CreatedAt, bool OptedOut, bool Erased);

/// <summary>What is kept about a contact, counted: what an erasure would take and what it would leave.</summary>
internal sealed record ContactHoldings(FoundContact Contact, int Conversations, int Messages, int Drafts, int Quotes, int Orders);

internal sealed record ConsentView(ConsentState State, string Word, Guid MessageId, DateTime At);

/// <summary>Finds the person who asks what is kept about them.</summary>
internal sealed class FindContacts(AppDb db)
{
    private const int Most = 20;

    public async Task<IReadOnlyList<FoundContact>> Handle(string? q, CancellationToken ct)
    {
        var contacts = db.Contacts.AsNoTracking().Where(c => c.ErasedAt == null);
        if (!string.IsNullOrWhiteSpace(q))
        {
            var pattern = LikePattern.Containing(q.Trim().ToLowerInvariant());
            var number = PhoneNumber.Normalise(q).Value;
#pragma warning disable CA1304, CA1311, CA1862 // the database lowers the case
            contacts = contacts.Where(c => c.Address == number || EF.Functions.Like(c.Address.ToLower(), pattern, LikePattern.Escape) || EF.Functions.Like(c.Name.ToLower(), pattern, LikePattern.Escape));
#pragma warning restore CA1304, CA1311, CA1862
        }

        return await contacts.OrderBy(c => c.Name).ThenBy(c => c.Id).Take(Most)
            .Select(c => new FoundContact(c.Id, c.Name, c.Address, c.CreatedAt, c.OptedOutAt != null, c.ErasedAt != null)).ToListAsync(ct);
    }

    public async Task<ContactHoldings?> Holdings(Guid id, CancellationToken ct)
    {
        var contact = await db.Contacts.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct);
        if (contact is null)
            return null;
        var conversations = db.Conversations.Where(c => c.ContactId == id).Select(c => c.Id);
        return new(
            new(contact.Id, contact.Name, contact.Address, contact.CreatedAt, contact.OptedOut, contact.ErasedAt is not null),
            await conversations.CountAsync(ct), await db.Messages.CountAsync(m => m.ContactId == id, ct), await db.Drafts.CountAsync(d => d.ContactId == id, ct),
            await db.Quotes.CountAsync(q => conversations.Contains(q.ConversationId), ct),
            await db.Orders.CountAsync(o => o.ConversationId != null && conversations.Contains(o.ConversationId.Value), ct));
    }

    /// <summary>The ledger that every send looks at, newest first; null when there is no such contact.</summary>
    public async Task<IReadOnlyList<ConsentView>?> Consents(Guid id, CancellationToken ct) => !await db.Contacts.AnyAsync(c => c.Id == id, ct) ? null
        : await db.Consents.AsNoTracking().Where(c => c.ContactId == id).OrderByDescending(c => c.Id).Take(200).Select(c => new ConsentView(c.State, c.Word, c.MessageId, c.At)).ToListAsync(ct);
}
