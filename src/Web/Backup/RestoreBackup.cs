using System.IO.Compression;
using System.Text.Json;

using PromoEngine.Web.Audit;
using PromoEngine.Web.Data;
using PromoEngine.Web.Privacy;

namespace PromoEngine.Web.Backup;

/// <summary>
/// Puts a backup into a data folder that no server uses. Everything is unpacked aside and compared with the manifest before a single file is replaced. What was
/// there goes aside, the erasures are joined: whoever was erased since the backup is erased again at the next start.
/// </summary>
internal sealed class RestoreBackup(DataFolder folder, TimeProvider clock)
{
    /// <param name="force">Replace a database that is there; it is kept beside.</param>
    public BackupManifest Run(string backup, bool force)
    {
        if (!File.Exists(backup))
            throw new InvalidOperationException($"There is no backup at {backup}.");
        // Also the answer when a server runs.
        folder.Lock();
        if (File.Exists(folder.File(BackupManifest.Database)) && !force)
            throw new InvalidOperationException($"The data folder {folder.Location} has a database already. Restore into an empty folder, or add --force: the old files are then put aside.");

        var aside = folder.File($"restore-{clock.GetUtcNow():yyyyMMdd-HHmmss}");
        var unpacked = Path.Combine(aside, "new");
        var manifest = Unpack(backup, unpacked);
        Check(manifest, unpacked);
        JoinErasures(unpacked);
        OnlyAnchorsOfItsTime(manifest, unpacked);
        Replace(manifest, unpacked, Path.Combine(aside, "old"));
        Directory.Delete(unpacked, recursive: true);
        if (!Directory.EnumerateFileSystemEntries(aside).Any())
            Directory.Delete(aside);
        return manifest;
    }

    private static BackupManifest Unpack(string backup, string target)
    {
        using var zip = ZipFile.OpenRead(backup);
        var entry = zip.GetEntry(BackupManifest.FileName) ?? throw new InvalidOperationException($"{backup} is no backup of PromoEngine: it has no manifest.");
        BackupManifest manifest;
        using (var stream = entry.Open())
            manifest = JsonSerializer.Deserialize<BackupManifest>(stream, JsonSerializerOptions.Web)!;
        if (manifest.Format > BackupManifest.CurrentFormat)
            throw new InvalidOperationException("This backup was made by a newer version; restore it with that one.");

        Directory.CreateDirectory(target);
        var root = Path.GetFullPath(target) + Path.DirectorySeparatorChar;
        foreach (var (name, hash) in manifest.Files)
        {
            var path = Path.GetFullPath(Path.Combine(target, name));
            if (!path.StartsWith(root, StringComparison.Ordinal))
                throw new InvalidOperationException($"The backup names a file outside of it: {name}.");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var from = (zip.GetEntry(name) ?? throw new InvalidOperationException($"The backup is incomplete: {name} is missing.")).Open();
            using var to = new FileStream(path, FileMode.CreateNew);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            if (TakeBackup.CopyHashed(from, to) != hash)
                throw new InvalidOperationException($"The backup is damaged: {name} is not what was put into it.");
        }

        return manifest;
    }

    private static void Check(BackupManifest manifest, string unpacked)
    {
        var database = Path.Combine(unpacked, BackupManifest.Database);
        if (TableCounts.Check(database) is not "ok" and var wrong)
            throw new InvalidOperationException($"The backup's database is damaged: {wrong}.");
        var (_, tables) = TableCounts.Of(database);
        var different = manifest.Tables.Where(t => tables.GetValueOrDefault(t.Key, -1) != t.Value).Select(t => t.Key).ToList();
        if (different.Count > 0)
            throw new InvalidOperationException($"The backup's database has not the rows its manifest counts: {string.Join(", ", different)}.");
    }

    private void JoinErasures(string unpacked)
    {
        var (here, there) = (folder.File(ErasureLog.FileName), Path.Combine(unpacked, ErasureLog.FileName));
        var lines = ErasureLog.Read(there).Concat(ErasureLog.Read(here)).DistinctBy(line => line.Id).OrderBy(line => line.At).ToList();
        if (lines.Count > 0)
            File.WriteAllLines(there, lines.Select(line => JsonSerializer.Serialize(line, JsonSerializerOptions.Web)));
    }

    /// <summary>The files were read a little later than the database: an anchor of that moment would accuse it of an end that was cut off.</summary>
    private static void OnlyAnchorsOfItsTime(BackupManifest manifest, string unpacked)
    {
        var path = Path.Combine(unpacked, AuditAnchors.FileName);
        if (File.Exists(path))
            File.WriteAllLines(path, AuditAnchors.Read(path).Where(a => a.At <= manifest.At).Select(a => JsonSerializer.Serialize(a, JsonSerializerOptions.Web)));
    }

    private void Replace(BackupManifest manifest, string unpacked, string old)
    {
        foreach (var name in new[] { BackupManifest.Database, $"{BackupManifest.Database}-wal", $"{BackupManifest.Database}-shm", "protection.key", AuditAnchors.FileName, ErasureLog.FileName, "attachments" })
            Move(folder.File(name), Path.Combine(old, name));
        // The database comes last: until then the folder has none, and a start would make an empty one only if it were cut off right here.
        foreach (var name in manifest.Files.Keys.Append(ErasureLog.FileName).Distinct().Where(name => name != BackupManifest.Database).Append(BackupManifest.Database))
            Move(Path.Combine(unpacked, name), folder.File(name));
    }

    private static void Move(string from, string to)
    {
        if (!File.Exists(from) && !Directory.Exists(from))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        if (File.Exists(from))
            File.Move(from, to);
        else
            Directory.Move(from, to);
    }
}
