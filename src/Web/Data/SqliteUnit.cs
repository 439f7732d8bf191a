using System.Data.Common;

using Microsoft.EntityFrameworkCore;

namespace PromoEngine.Web.Data;

/// <summary>Units of work on SQLite: the context is lent the lane's connection for the time of the unit.</summary>
internal sealed class SqliteUnit(SqliteLane lane, SqliteFile file, CommitSignals signals) : IUnitOfWork
{
    public async Task<T> Run<T>(AppDb db, Func<Task<T>> body)
    {
        if (db.InUnit)
            return await body();

        T result = default!;
        var (enqueued, announced) = (false, false);
        await lane.Enqueue(new LaneUnit(
            async transaction =>
            {
                Enter(db, transaction);
                try
                {
                    result = await body();
                    (enqueued, announced) = (db.Enqueued, db.Announced);
                }
                finally
                {
                    Leave(db);
                }
            },
            Abandon: () => Leave(db)));
        signals.After(enqueued, announced);
        return result;
    }

    public async Task<T> Run<T>(Func<DbTransaction, Task<T>> body)
    {
        T result = default!;
        await lane.Enqueue(new LaneUnit(async transaction => result = await body(transaction)));
        return result;
    }

    public async Task<T> Ingest<T>(Func<DbTransaction, Task<T>> body, CancellationToken ct)
    {
        T result = default!;
        await lane.EnqueueIngest(new LaneUnit(async transaction => result = await body(transaction)));
        signals.After(enqueued: true, announced: false);
        return result;
    }

    private static void Enter(AppDb db, DbTransaction transaction)
    {
        db.Database.SetDbConnection(transaction.Connection, contextOwnsConnection: false);
        db.Database.UseTransaction(transaction);
        db.EnterUnit(transaction);
    }

    private void Leave(AppDb db)
    {
        if (!db.InUnit)
            return;
        db.LeaveUnit();
        db.Database.UseTransaction(null);
        db.Database.SetDbConnection(null);
        db.Database.SetConnectionString(file.ReadConnectionString);
    }
}
