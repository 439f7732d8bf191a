using System.Data.Common;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;

namespace PromoEngine.Web.Data;

/// <summary>
/// Brings the schema up to date, only when something is pending. SQLite: this process holds the data folder's lock, so an `__EFMigrationsLock` row can
/// only be the orphan of a killed process and is deleted first (else every later start would wait for it for ever). On a server any node may
/// migrate, one after the other. EF's own lock is not enough for that: on an empty database each node has decided what is pending before it takes it.
/// </summary>
internal sealed class Migrator(IServiceProvider services, INodeTurn turns, IOptions<DatabaseOptions> options, AppDbServices db, ILogger<Migrator> log)
{
    public async Task Run(CancellationToken ct)
    {
        await using var context = Context();
        if (context.Database.GetDbConnection() is SqliteConnection)
            await DeleteOrphanedLock(context, ct);
        else
            await MakeDatabase(context, ct);
        await using var turn = await turns.Take(ct);
        if (context is SqlServerAppDb)
            await context.Database.ExecuteSqlRawAsync(KeepVersions, ct);
        var pending = (await context.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count == 0)
            return;
        log.LogInformation("Bringing the database up to date: {Migrations}", string.Join(", ", pending));
        await context.Database.MigrateAsync(ct);
    }

    /// <summary>SQL Server's readers wait for writers unless the database keeps versions of its rows.</summary>
    public const string KeepVersions = """
        IF EXISTS (SELECT 1 FROM sys.databases WHERE database_id = DB_ID() AND (is_read_committed_snapshot_on = 0 OR snapshot_isolation_state = 0))
        BEGIN
            ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
            ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON;
        END
        """;

    private static async Task MakeDatabase(AppDb context, CancellationToken ct)
    {
        var creator = context.GetService<IRelationalDatabaseCreator>();
        try
        {
            if (!await creator.ExistsAsync(ct))
                await creator.CreateAsync(ct);
        }
        catch (DbException e) when (DatabaseErrors.IsMadeMeanwhile(e))
        {
            // Another node was faster.
        }
    }

    /// <summary>A context of its own, on a connection that may write.</summary>
    private AppDb Context()
    {
        if (options.Value.Provider == DatabaseProvider.PostgreSql)
        {
            var postgres = new DbContextOptionsBuilder<PostgresAppDb>().UseNpgsql(options.Value.ConnectionString, npgsql => npgsql.CommandTimeout(600));
            return new PostgresAppDb(postgres.Options, db);
        }

        if (options.Value.Provider == DatabaseProvider.SqlServer)
        {
            var server = new DbContextOptionsBuilder<SqlServerAppDb>().UseSqlServer(options.Value.ConnectionString, sql => sql.CommandTimeout(600));
            return new SqlServerAppDb(server.Options, db);
        }

        var sqlite = new DbContextOptionsBuilder<SqliteAppDb>().UseSqlite(services.GetRequiredService<SqliteFile>().OpenWriter(), contextOwnsConnection: true);
        return new SqliteAppDb(sqlite.Options, db);
    }

    private static async Task DeleteOrphanedLock(AppDb context, CancellationToken ct)
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'";
        if ((long)(await command.ExecuteScalarAsync(ct))! == 0)
            return;
        command.CommandText = "DELETE FROM \"__EFMigrationsLock\"";
        await command.ExecuteNonQueryAsync(ct);
    }
}
