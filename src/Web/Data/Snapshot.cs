using System.Data;
using System.Data.Common;

using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

using Npgsql;

namespace PromoEngine.Web.Data;

/// <summary>One moment of the whole database for commands beside a running server: it only reads, and takes no lock that the server would feel.</summary>
internal sealed class Snapshot : IAsyncDisposable
{
    private readonly DbConnection connection;

    private Snapshot(DbConnection connection, DbTransaction transaction) => (this.connection, Transaction) = (connection, transaction);

    public DbTransaction Transaction { get; }

    public static async Task<Snapshot> Open(IServiceProvider services, CancellationToken ct)
    {
        var options = services.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        return options.Provider switch
        {
            DatabaseProvider.Sqlite => OfFile(services.GetRequiredService<SqliteFile>().Path),
            DatabaseProvider.PostgreSql => await OfServer(
                new NpgsqlConnection(new NpgsqlConnectionStringBuilder(options.ConnectionString) { Options = "-c default_transaction_read_only=on", Pooling = false }.ToString()),
                IsolationLevel.RepeatableRead, ct),
            _ => await OfServer(new SqlConnection(new SqlConnectionStringBuilder(options.ConnectionString) { Pooling = false }.ToString()), IsolationLevel.Snapshot, ct),
        };
    }

    /// <summary>Without the pool: what reads a file for a moment must not keep it open.</summary>
    public static Snapshot OfFile(string path)
    {
        if (!File.Exists(path))
            throw new InvalidOperationException($"There is no database at {path}.");
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        return new(connection, connection.BeginTransaction(deferred: true));
    }

    private static async Task<Snapshot> OfServer(DbConnection connection, IsolationLevel oneMoment, CancellationToken ct)
    {
        await connection.OpenAsync(ct);
        return new(connection, await connection.BeginTransactionAsync(oneMoment, ct));
    }

    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
