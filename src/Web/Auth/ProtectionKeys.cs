using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
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

    /// <summary>Makes a key when none is valid for another month, and saves what was made.</summary>
    public async Task Renew(IKeyManager manager, DateTimeOffset now, CancellationToken ct)
    {
        if (!manager.GetAllKeys().Any(key => !key.IsRevoked && key.ActivationDate <= now && key.ExpirationDate > now.AddDays(30)))
            manager.CreateNewKey(now, now.AddDays(365));

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

/// <summary>Encrypts the ring with a key file in the data folder (AES-256-GCM), so that a copy of the database alone opens nothing.</summary>
internal sealed class KeyFile(DataFolder folder)
{
    public byte[] Read()
    {
        var path = folder.File("protection.key");
        if (File.Exists(path))
            return Convert.FromBase64String(File.ReadAllText(path));

        Directory.CreateDirectory(folder.Location);
        var key = RandomNumberGenerator.GetBytes(32);
        // Written aside and moved: after a crash there is a whole file or none.
        var aside = path + ".new";
        File.WriteAllText(aside, Convert.ToBase64String(key));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(aside, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(aside, path, overwrite: false);
        return key;
    }
}

internal sealed class KeyFileEncryptor(KeyFile file) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var cipher = new byte[plain.Length];
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        using var aes = new AesGcm(file.Read(), tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag);
        return new(new XElement("keyFile", Convert.ToBase64String([.. nonce, .. tag, .. cipher])), typeof(KeyFileDecryptor));
    }
}

internal sealed class KeyFileDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var sealedBytes = Convert.FromBase64String(encryptedElement.Value).AsSpan();
        var nonce = AesGcm.NonceByteSizes.MaxSize;
        var tag = AesGcm.TagByteSizes.MaxSize;
        var plain = new byte[sealedBytes.Length - nonce - tag];
        using var aes = new AesGcm(services.GetRequiredService<KeyFile>().Read(), tag);
        aes.Decrypt(sealedBytes[..nonce], sealedBytes[(nonce + tag)..], sealedBytes.Slice(nonce, tag), plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
