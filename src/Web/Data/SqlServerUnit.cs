using System.Data.Common;

using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Options;

namespace PromoEngine.Web.Data;

/// <summary>
/// Units of work on SQL Server: as on PostgreSQL an ordinary transaction, tried again when another one was in the way. The database keeps row versions
/// (<see cref="Migrator"/>), so that readers wait for nobody here either. Experimental: never run against a server.
/// </summary>
internal sealed class SqlServerUnit(IOptions<DatabaseOptions> options, CommitSignals signals) : IUnitOfWork
{
    public Task<T> Run<T>(AppDb db, Func<Task<T>> body) => db.InUnit ? body() : DatabaseErrors.Again(() => Once(db, body));

    public Task<T> Run<T>(Func<DbTransaction, Task<T>> body) => DatabaseErrors.Again(() => Once(body, CancellationToken.None));

    /// <summary>Tried again too: two calls whose keys lie next to each other can stand in each other's way.</summary>
    public async Task<T> Ingest<T>(Func<DbTransaction, Task<T>> body, CancellationToken ct)
    {
        var result = await DatabaseErrors.Again(() => Once(body, ct));
        signals.After(enqueued: true, announced: false);
        return result;
    }

    private async Task<T> Once<T>(Func<DbTransaction, Task<T>> body, CancellationToken ct)
    {
        await using var connection = new SqlConnection(options.Value.ConnectionString);
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var result = await body(transaction);
        await transaction.CommitAsync(ct);
        return result;
    }

    private async Task<T> Once<T>(AppDb db, Func<Task<T>> body)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.EnterUnit(Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(transaction));
        try
        {
            var result = await body();
            await transaction.CommitAsync();
            signals.After(db.Enqueued, db.Announced);
            return result;
        }
        finally
        {
            db.LeaveUnit();
        }
    }
}
