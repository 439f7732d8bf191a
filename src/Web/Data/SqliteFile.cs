using Microsoft.Data.Sqlite;

namespace PromoEngine.Web.Data;

/// <summary>SQLite's file in the data folder, and how it is opened.</summary>
internal sealed class SqliteFile(DataFolder folder)
{
    public string Path => folder.File("promoengine.db");

    /// <summary>Pooled readers; <see cref="ReadOnlyConnections"/> makes each unable to write.</summary>
    public string ReadConnectionString { get; } = new SqliteConnectionStringBuilder
    {
        DataSource = folder.File("promoengine.db"),
        Mode = SqliteOpenMode.ReadWrite,
        ForeignKeys = true,
        DefaultTimeout = 30,
    }.ToString();

    /// <summary>The lane's connection and that of migrations: the only ones that write.</summary>
    public SqliteConnection OpenWriter()
    {
        var connection = new LaneConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            ForeignKeys = true,
            DefaultTimeout = 30,
            Pooling = false,
        }.ToString());
        connection.Open();
        using var setup = connection.CreateCommand();
        // The log is checkpointed beside the lane (SqliteCheckpoints); 64 MB of it are where the lane itself sees to it.
        setup.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=16000; PRAGMA cache_size=-16000;";
        setup.ExecuteNonQuery();
        return connection;
    }
}
