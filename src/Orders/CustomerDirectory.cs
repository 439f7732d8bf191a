using Microsoft.EntityFrameworkCore;
using PromoEngine.Orders.Customers;

namespace PromoEngine.Orders;

/// <summary>Who the shop knows.</summary>
public sealed class CustomerDirectory
{
    private readonly IOrdersDb db;
    private readonly TimeProvider clock;

    internal CustomerDirectory(IOrdersDb db, TimeProvider clock) => (this.db, this.clock) = (db, clock);

    /// <summary>
    /// The customer with this id, else the oldest with this phone number (E.164), else a new one. Does not save.
    /// </summary>
    public async Task<Guid> FindOrAdd(Guid? customerId, string name, string? phone, CancellationToken ct)
    {
        if (customerId is { } id && await db.Customers.AnyAsync(c => c.Id == id, ct))
            return id;
        if (phone is not null && await db.Customers.Where(c => c.Phone == phone).OrderBy(c => c.CreatedAt).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(ct) is { } known)
            return known;

        var customer = new Customer { Name = Named(name, phone), Phone = phone, CreatedAt = clock.GetUtcNow().UtcDateTime };
        db.Customers.Add(customer);
        return customer.Id;
    }

    private static string Named(string name, string? phone)
    {
        var known = string.IsNullOrWhiteSpace(name) ? phone ?? "Unknown" : name.Trim();
        return known.Length <= Customer.MaxName ? known : known[..Customer.MaxName];
    }
}
