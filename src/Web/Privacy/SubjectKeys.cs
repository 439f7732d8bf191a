using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;

using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Audit;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Privacy;

/// <summary>
/// Seals what append-only tables say about a person under a key of that person (AES-256-GCM). Erasing the person deletes the key: the rows stay, the
/// chain over them holds, and nobody reads them again. Keys are never cached: a forgotten one must be forgotten on every node at once.
/// </summary>
internal sealed class SubjectKeys(IDataProtectionProvider protection)
{
    private const string Find = "SELECT \"key\" FROM subject_keys WHERE workspace_id = @workspace AND subject = @subject";

    private readonly IDataProtector protector = protection.CreateProtector("subject keys");

    /// <summary>Inside a unit: the person's key, a new one at the first time.</summary>
    public async Task<byte[]> ForSealing(AppDb db, Guid subject, DateTime now, CancellationToken ct)
    {
        var (unit, workspace) = (db.Sql, db.Workspace);
        if (await Stored(unit, workspace, subject, ct) is { } known)
            return known;
        var key = RandomNumberGenerator.GetBytes(32);
        await using var insert = unit.Command(db.Dialect.InsertSubjectKey, ("@workspace", workspace), ("@subject", subject),
            ("@id", Guid.CreateVersion7()), ("@key", protector.Protect(key)), ("@now", now));
        return await insert.ExecuteNonQueryAsync(ct) == 1 ? key : (await Stored(unit, workspace, subject, ct))!;
    }

    public static byte[] Seal(byte[] key, IReadOnlyDictionary<string, object?> values)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(values, AuditRow.Json);
        var result = new byte[AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize + plain.Length];
        var nonce = result.AsSpan(0, AesGcm.NonceByteSizes.MaxSize);
        var tag = result.AsSpan(nonce.Length, AesGcm.TagByteSizes.MaxSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, tag.Length);
        aes.Encrypt(nonce, plain, result.AsSpan(nonce.Length + tag.Length), tag);
        return result;
    }

    /// <summary>The keys of several people that are still there.</summary>
    public async Task<IReadOnlyDictionary<Guid, byte[]>> ForOpening(AppDb db, IReadOnlyCollection<Guid> subjects, CancellationToken ct)
    {
        if (subjects.Count == 0)
            return new Dictionary<Guid, byte[]>();
        var rows = await db.SubjectKeys.AsNoTracking().Where(k => subjects.Contains(k.Subject)).ToListAsync(ct);
        return rows.ToDictionary(k => k.Subject, k => protector.Unprotect(k.Key));
    }

    public static IReadOnlyDictionary<string, JsonElement> Open(byte[] key, byte[] sealedValues)
    {
        var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var plain = new byte[sealedValues.Length - nonce - tag];
        using var aes = new AesGcm(key, tag);
        aes.Decrypt(sealedValues.AsSpan(0, nonce), sealedValues.AsSpan(nonce + tag), sealedValues.AsSpan(nonce, tag), plain);
        return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(plain)!;
    }

    private async Task<byte[]?> Stored(DbTransaction unit, Guid workspace, Guid subject, CancellationToken ct)
    {
        await using var find = unit.Command(Find, ("@workspace", workspace), ("@subject", subject));
        return await find.ExecuteScalarAsync(ct) is byte[] key ? protector.Unprotect(key) : null;
    }
}
