using System.Xml.Linq;

using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth;

/// <summary>
/// The key ring in the database. It is loaded at start (<see cref="Load"/>) and renewed by <see cref="Renew"/>, never on demand: the framework asks
/// for keys synchronously and in the middle of anything, where waiting for the database could wait for itself.
/// </summary>
internal sealed class ProtectionKeys(IServiceScopeFactory scopes) : IXmlRepository
{
    private readonly List<XElement> loaded = [];
    private readonly List<ProtectionKey> created = [];

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (loaded)
            return [.. loaded];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (loaded)
        {
            loaded.Add(element);
            created.Add(new() { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        }
    }

    public async Task Load(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<AppDb>().ProtectionKeys.AsNoTracking().OrderBy(k => k.Id).Take(1000).ToListAsync(ct);
        lock (loaded)
        {
            loaded.Clear();
            loaded.AddRange(rows.Select(row => XElement.Parse(row.Xml)));
        }
    }

    /// <summary>
    /// Makes a key when none is valid for another month, and saves what was made. The first one counts at once; a later one in two days, when every node has
    /// loaded it.
    /// </summary>
    public async Task Renew(IKeyManager manager, DateTimeOffset now, CancellationToken ct)
    {
        var valid = manager.GetAllKeys().Where(key => !key.IsRevoked && key.ExpirationDate > now).ToList();
        if (!valid.Any(key => key.ExpirationDate > now.AddDays(30)))
            manager.CreateNewKey(valid.Any(key => key.ActivationDate <= now) ? now.AddDays(2) : now, now.AddDays(365));

        ProtectionKey[] rows;
        lock (loaded)
        {
            rows = [.. created];
            created.Clear();
        }

        if (rows.Length == 0)
            return;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Run(db, async () =>
        {
            db.ProtectionKeys.AddRange(rows);
            await db.SaveChangesAsync(ct);
        });
    }
}
