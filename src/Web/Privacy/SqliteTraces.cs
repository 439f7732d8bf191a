using Microsoft.Data.Sqlite;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Privacy;

/// <summary>
/// What SQLite leaves lying in its files when a row is overwritten: the log holds the old page, and pages that were once split hold copies that nothing
/// points to. The log is emptied at once, the file is written anew at the next hour. PostgreSQL's own vacuum does this over there.
/// </summary>
internal sealed class SqliteTraces(IServiceProvider services, DataFolder folder, ErasureLog erasures, ILogger<SqliteTraces> log)
{
    /// <summary>While it is written anew nobody else writes; a larger file would keep them waiting for longer than they wait.</summary>
    private const long LargestToRewrite = 2L << 30;

    private readonly SqliteFile? file = services.GetService<SqliteFile>();

    private string Marker => folder.File("erasures.compacted");

    /// <summary>Empties the write-ahead log. A reader that still looks at the past keeps it; then the rewriting sees to it.</summary>
    public void Sweep()
    {
        if (file is not null)
            Execute("PRAGMA wal_checkpoint(TRUNCATE)", 5);
    }

    /// <summary>Writes the file anew when somebody was erased since the last time.</summary>
    public void Compact()
    {
        if (file is null || !File.Exists(erasures.Path) || (File.Exists(Marker) && File.GetLastWriteTimeUtc(Marker) >= File.GetLastWriteTimeUtc(erasures.Path)))
            return;
        var erased = File.GetLastWriteTimeUtc(erasures.Path);
        if (new FileInfo(file.Path).Length > LargestToRewrite)
        {
            log.LogWarning("The database is too large to be written anew while it serves; run VACUUM when the server is stopped, traces of erased people may lie in free pages");
        }
        else if (!Execute("VACUUM", 20) || !Execute("PRAGMA wal_checkpoint(TRUNCATE)", 5))
        {
            log.LogInformation("The database was too busy to be written anew; it comes again");
            return;
        }

        File.WriteAllText(Marker, "");
        File.SetLastWriteTimeUtc(Marker, erased);
    }

    private bool Execute(string statement, int seconds)
    {
        try
        {
            using var connection = file!.OpenWriter();
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.CommandTimeout = seconds;
            // A checkpoint answers whether somebody was in its way.
            return command.ExecuteScalar() is null or 0L;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 5 or 6)
        {
            return false;
        }
    }
}
