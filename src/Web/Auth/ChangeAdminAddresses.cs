using System.ComponentModel.DataAnnotations;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth.Sessions;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth;

/// <param name="Addresses">Networks (203.0.113.0/24) and single addresses; empty for anywhere.</param>
public sealed record AdminAddressesRequest([property: Required, MaxLength(AdminAddresses.Most)] IReadOnlyList<string> Addresses);

/// <param name="Yours">From where this request comes.</param>
internal sealed record AdminAddressesView(IReadOnlyList<string> Addresses, string? Yours);

/// <summary>From where administrators may come. A list that would lock its own author out is not saved.</summary>
internal sealed class ChangeAdminAddresses(AppDb db)
{
    public async Task<AdminAddressesView> Read(Caller caller, CancellationToken ct)
    {
        var workspace = db.Workspace;
        var list = await db.Workspaces.AsNoTracking().Where(w => w.Id == workspace).Select(w => w.AdminAddresses).SingleAsync(ct);
        return new(list.Split(' ', StringSplitOptions.RemoveEmptyEntries), caller.Ip);
    }

    public async Task<AdminAddressesView> Handle(AdminAddressesRequest request, Caller caller, CancellationToken ct)
    {
        var entries = request.Addresses.OfType<string>().Select(entry => entry.Trim()).Where(entry => entry.Length > 0).Distinct().ToList();
        if (entries.FirstOrDefault(entry => AdminAddresses.Read(entry) is null) is { } wrong)
            throw new RefusedException("addresses.invalid", $"\"{wrong}\" is neither a network such as 203.0.113.0/24 nor an address.");
        var list = string.Join(' ', entries);
        if (!AdminAddresses.Allow(list, caller.Ip))
            throw new RefusedException("addresses.own", $"Your own address {caller.Ip} is not among these; you would lock yourself out.");

        var id = db.Workspace;
        var workspace = await db.Workspaces.SingleAsync(w => w.Id == id, ct);
        if (workspace.AdminAddresses != list)
        {
            db.Audit("workspace.admin_addresses_changed", "workspace", id, new { addresses = workspace.AdminAddresses }, new { addresses = list });
            workspace.AdminAddresses = list;
            await db.SaveChangesAsync(ct);
        }

        return new(entries, caller.Ip);
    }
}
