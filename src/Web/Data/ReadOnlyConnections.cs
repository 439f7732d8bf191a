using System.Data.Common;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PromoEngine.Web.Data;

/// <summary>
/// Connections that EF opens by itself are for reading. PostgreSQL's refuse to write by their connection string (default_transaction_read_only);
/// SQLite's by a pragma, set here. A write outside a unit of work then fails with a sentence instead of locking the file.
/// </summary>
internal sealed class ReadOnlyConnections : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Restrict(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Restrict(connection);
        return Task.CompletedTask;
    }

    private static void Restrict(DbConnection connection)
    {
        if (connection is not SqliteConnection)
            return;
        using var pragma = connection.CreateCommand();
        pragma.CommandText = "PRAGMA query_only=1";
        pragma.ExecuteNonQuery();
    }
}

/// <summary>Says what the bare "attempt to write a readonly database" means here.</summary>
internal sealed class WriteOutsideUnit : DbCommandInterceptor
{
    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Explain(eventData.Exception);

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Explain(eventData.Exception);
        return Task.CompletedTask;
    }

    /// <summary>SQL Server has no connections that only read: there a bulk update without a transaction is refused before it runs.</summary>
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        eventData.CommandSource is CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete && command.Transaction is null && eventData.Context is SqlServerAppDb
            ? throw new InvalidOperationException(Sentence)
            : ValueTask.FromResult(result);

    private const string Sentence = "This statement writes outside a unit of work; wrap it in IUnitOfWork.Run.";

    private static void Explain(Exception error)
    {
        if (DatabaseErrors.IsReadOnly(error))
            throw new InvalidOperationException(Sentence, error);
    }
}
