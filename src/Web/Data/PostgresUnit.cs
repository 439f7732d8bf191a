using System.Data.Common;

using Npgsql;

namespace PromoEngine.Web.Data;

/// <summary>
/// Units of work on PostgreSQL: an ordinary transaction, tried again when the server says that another one was in the way. A unique violation is
/// tried again too: whoever came second finds the first one's row on the next try; a real duplicate fails all the same.
/// </summary>
internal sealed class PostgresUnit(NpgsqlDataSource source, CommitSignals signals) : IUnitOfWork
{
    public Task<T> Run<T>(AppDb db, Func<Task<T>> body) => db.InUnit ? body() : DatabaseErrors.Again(() => Once(db, body));

    public Task<T> Run<T>(Func<DbTransaction, Task<T>> body) => DatabaseErrors.Again(() => Once(body, CancellationToken.None));

    public async Task<T> Ingest<T>(Func<DbTransaction, Task<T>> body, CancellationToken ct)
    {
        var result = await Once(body, ct);
        signals.After(enqueued: true, announced: false);
        return result;
    }

    private async Task<T> Once<T>(Func<DbTransaction, Task<T>> body, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await AllowWrites(transaction, ct);
        var result = await body(transaction);
        await transaction.CommitAsync(ct);
        return result;
    }

    private async Task<T> Once<T>(AppDb db, Func<Task<T>> body)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var inner = (NpgsqlTransaction)Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(transaction);
        await AllowWrites(inner, default);
        db.EnterUnit(inner);
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

    private static async Task AllowWrites(NpgsqlTransaction transaction, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SET TRANSACTION READ WRITE", transaction.Connection, transaction);
        await command.ExecuteNonQueryAsync(ct);
    }
}
