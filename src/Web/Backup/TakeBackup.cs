using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

using Microsoft.Data.Sqlite;

using PromoEngine.Web.Audit;
using PromoEngine.Web.Data;
using PromoEngine.Web.Privacy;

namespace PromoEngine.Web.Backup;

/// <summary>
/// Everything a shop needs to go on elsewhere, in one zip file: the database as it was at one moment, the key file that opens its secrets, the anchors of the
/// audit, the erasures, the attachments. Taken beside the running server, which goes on writing. Whoever has the file has everything: keep it as safe
/// as the server.
/// </summary>
internal sealed class TakeBackup(DataFolder folder, TimeProvider clock)
{
    /// <summary>What lies beside the database; a folder with all that is in it.</summary>
    private static readonly string[] Beside = ["protection.key", AuditAnchors.FileName, ErasureLog.FileName, "attachments"];

    public BackupManifest Run(string target)
    {
        var database = folder.File(BackupManifest.Database);
        if (!File.Exists(database))
            throw new InvalidOperationException($"There is no database at {database}.");
        if (File.Exists(target))
            throw new InvalidOperationException($"{target} exists already; choose another name.");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);

        var (copy, part) = (target + ".db.part", target + ".part");
        try
        {
            var now = clock.GetUtcNow().UtcDateTime;
            CopyDatabase(database, copy);
            var manifest = Write(part, copy, now);
            File.Move(part, target);
            return manifest;
        }
        finally
        {
            File.Delete(copy);
            File.Delete(part);
        }
    }

    /// <summary>One read transaction of SQLite copies its moment into a new file; writers do not wait.</summary>
    private static void CopyDatabase(string database, string copy)
    {
        File.Delete(copy);
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 600 }.ToString());
        connection.Open();
        using var vacuum = connection.CreateCommand();
        vacuum.CommandText = "VACUUM INTO $copy";
        vacuum.Parameters.AddWithValue("$copy", copy);
        vacuum.ExecuteNonQuery();
        Private(copy);
    }

    private BackupManifest Write(string part, string copy, DateTime now)
    {
        using var stream = new FileStream(part, FileMode.CreateNew, FileAccess.ReadWrite);
        Private(part);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
        var files = new Dictionary<string, string>();
        foreach (var (name, path) in Files(copy))
        {
            var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
            using var written = entry.Open();
            using var read = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            files[name] = CopyHashed(read, written);
        }

        var (schema, tables) = TableCounts.Of(copy);
        var manifest = new BackupManifest(BackupManifest.CurrentFormat, now, schema, tables, files);
        using var last = zip.CreateEntry(BackupManifest.FileName).Open();
        JsonSerializer.Serialize(last, manifest, JsonSerializerOptions.Web);
        return manifest;
    }

    private IEnumerable<(string Name, string Path)> Files(string copy)
    {
        yield return (BackupManifest.Database, copy);
        foreach (var name in Beside)
        {
            var path = folder.File(name);
            if (File.Exists(path))
                yield return (name, path);
            else if (Directory.Exists(path))
            {
                foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
                    yield return (Path.GetRelativePath(folder.Location, file).Replace('\\', '/'), file);
            }
        }
    }

    internal static string CopyHashed(Stream from, Stream to)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 17];
        for (int read; (read = from.Read(buffer)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            to.Write(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Private(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}

/// <summary>The rows of every table of a SQLite file, and the schema they have.</summary>
internal static class TableCounts
{
    public static (string Schema, IReadOnlyDictionary<string, long> Tables) Of(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        var names = new List<string>();
        using (var list = new SqliteCommand("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name", connection))
        using (var rows = list.ExecuteReader())
        {
            while (rows.Read())
                names.Add(rows.GetString(0));
        }

        var schema = (string)Scalar(connection, "SELECT MAX(MigrationId) FROM \"__EFMigrationsHistory\"");
        return (schema, names.ToDictionary(name => name, name => (long)Scalar(connection, $"SELECT COUNT(*) FROM \"{name}\"")));
    }

    /// <summary>"ok", or what SQLite finds wrong with the file.</summary>
    public static string Check(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return (string)Scalar(connection, "PRAGMA quick_check(1)");
    }

    private static object Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the names are those of the file's own tables
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar()!;
    }
}
