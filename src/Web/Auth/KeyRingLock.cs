using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth;

/// <summary>
/// The symmetric key around the ring (AES-256-GCM), so that a copy of the database alone opens nothing: of `Keys:Secret`, of `Keys:File`, or of a key file that
/// the first start makes in the data folder.
/// </summary>
internal sealed class KeyRingLock(DataFolder folder, IOptions<KeyOptions> options)
{
    private static readonly byte[] Purpose = "PromoEngine key ring"u8.ToArray();

    /// <summary>Which of them encrypts; each encrypted key says what opens it, so a ring outlives a change from the file to a secret.</summary>
    public string Kind => options.Value.Secret is { Length: > 0 } ? "secret" : "keyFile";

    public byte[] Read(string kind) => kind switch
    {
        "secret" when options.Value.Secret is { Length: > 0 } secret =>
            HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, info: Purpose),
        "secret" => throw new InvalidOperationException("The keys in the database are encrypted with Keys:Secret, and it is not set."),
        _ => ReadFile(),
    };

    private byte[] ReadFile()
    {
        var path = options.Value.File is { Length: > 0 } given ? given : folder.File("protection.key");
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

internal sealed class KeyRingEncryptor(KeyRingLock ring) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var cipher = new byte[plain.Length];
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        using var aes = new AesGcm(ring.Read(ring.Kind), tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag);
        return new(new XElement(ring.Kind, Convert.ToBase64String([.. nonce, .. tag, .. cipher])), typeof(KeyFileDecryptor));
    }
}

/// <summary>Its name is written beside every key in the database, so it keeps it.</summary>
internal sealed class KeyFileDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var sealedBytes = Convert.FromBase64String(encryptedElement.Value).AsSpan();
        var nonce = AesGcm.NonceByteSizes.MaxSize;
        var tag = AesGcm.TagByteSizes.MaxSize;
        var plain = new byte[sealedBytes.Length - nonce - tag];
        using var aes = new AesGcm(services.GetRequiredService<KeyRingLock>().Read(encryptedElement.Name.LocalName), tag);
        try
        {
            aes.Decrypt(sealedBytes[..nonce], sealedBytes[(nonce + tag)..], sealedBytes.Slice(nonce, tag), plain);
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new InvalidOperationException("The keys in the database cannot be opened with this node's key. Nodes that share a database share Keys:Secret, Keys:File, Keys:Certificate or the data folder's protection.key.", e);
        }

        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
