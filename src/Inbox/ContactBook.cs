using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Inbox;

/// <summary>A contact as other modules see it.</summary>
public sealed record ContactCard(Guid Id, string Name, string Address, bool OptedOut, Guid? CustomerId);

/// <summary>The people who write, for other modules.</summary>
public sealed class ContactBook
{
    private readonly IInboxDb db;

    internal ContactBook(IInboxDb db) => this.db = db;

    /// <summary>A contact; null when it is not of this workspace.</summary>
    public Task<ContactCard?> Find(Guid id, CancellationToken ct) => db.Contacts.AsNoTracking().Where(c => c.Id == id)
        .Select(c => new ContactCard(c.Id, c.Name, c.Address, c.OptedOutAt != null, c.CustomerId)).FirstOrDefaultAsync(ct);

    /// <summary>Several contacts by id.</summary>
    public async Task<IReadOnlyDictionary<Guid, ContactCard>> Find(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        await db.Contacts.AsNoTracking().Where(c => ids.Contains(c.Id))
            .Select(c => new ContactCard(c.Id, c.Name, c.Address, c.OptedOutAt != null, c.CustomerId)).ToDictionaryAsync(c => c.Id, ct);

    /// <summary>Remembers which customer a contact is. Does not save.</summary>
    public async Task LinkCustomer(Guid contactId, Guid customerId, CancellationToken ct) =>
        (await db.Contacts.SingleAsync(c => c.Id == contactId, ct)).Link(customerId);
}
