using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Contacts;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Simulator;

internal sealed record PhoneItem(string Number, string Name, int Unread);

internal sealed record PhoneView(string Number, string Name, IReadOnlyList<PhoneMessageView> Messages);

internal enum PhoneSide { Customer, Shop }

internal sealed record PhoneMessageView(string Id, PhoneSide From, string Text, DateTime At, SimulatorStatus Status)
{
    public static PhoneMessageView Of(SimulatorMessage message) =>
        new(message.Sid, message.FromCustomer ? PhoneSide.Customer : PhoneSide.Shop, message.Text, message.At, message.Status);
}

/// <summary>The customers' phones, as their holders see them.</summary>
internal sealed class SimulatorPhones(AppDb db)
{
    private const int MostPhones = 100;
    private const int MostMessages = 200;

    public async Task<IReadOnlyList<PhoneItem>> List(CancellationToken ct) => await db.Set<SimulatorPhone>().AsNoTracking()
        .OrderBy(p => p.Name).ThenBy(p => p.Number)
        .Take(MostPhones)
        .Select(p => new PhoneItem(p.Number, p.Name,
            db.Set<SimulatorMessage>().Count(m => m.PhoneId == p.Id && !m.FromCustomer && m.Id > p.SeenUpTo)))
        .ToListAsync(ct);

    /// <summary>The latest messages, oldest first.</summary>
    public async Task<PhoneView?> Read(string number, CancellationToken ct)
    {
        var phone = await db.Set<SimulatorPhone>().AsNoTracking().FirstOrDefaultAsync(p => p.Number == number, ct);
        if (phone is null)
            return null;
        var latest = await db.Set<SimulatorMessage>().AsNoTracking()
            .Where(m => m.PhoneId == phone.Id)
            .OrderByDescending(m => m.Id)
            .Take(MostMessages)
            .ToListAsync(ct);
        return new(phone.Number, phone.Name, [.. latest.AsEnumerable().Reverse().Select(PhoneMessageView.Of)]);
    }

    /// <summary>The holder has looked at the screen. False: there is no such phone.</summary>
    public async Task<bool> See(string number, CancellationToken ct)
    {
        var phone = await db.Set<SimulatorPhone>().FirstOrDefaultAsync(p => p.Number == number, ct);
        if (phone is null)
            return false;
        await SeeAll(phone, ct);
        await db.SaveChangesAsync(ct);
        return true;
    }

    public async Task SeeAll(SimulatorPhone phone, CancellationToken ct) =>
        phone.See(await db.Set<SimulatorMessage>().Where(m => m.PhoneId == phone.Id).MaxAsync(m => (long?)m.Id, ct) ?? 0);

    /// <summary>The phone at a number, a new one where there was none. Does not save. Null: that is no number.</summary>
    public async Task<SimulatorPhone?> At(string number, CancellationToken ct)
    {
        if (PhoneNumber.Normalise(number) is not { IsTextable: true, Value: var value })
            return null;
        var phone = await db.Set<SimulatorPhone>().FirstOrDefaultAsync(p => p.Number == value, ct);
        if (phone is null)
            db.Add(phone = new() { Number = value, Name = value });
        return phone;
    }
}
