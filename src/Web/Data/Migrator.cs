using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;

using Npgsql;

namespace PromoEngine.Web.Data;

/// <summary>
/// Brings the schema up to date, only when something is pending. SQLite: this process holds the data folder's lock, so an `__EFMigrationsLock` row can
/// only be the orphan of a killed process and is deleted first (else every later start would wait for it for ever). PostgreSQL: any node may
/// migrate, one after the other. EF's own lock is not enough for that: on an empty database each node has decided what is pending before it takes it.
/// </summary>
internal sealed class Migrator(IServiceProvider services, IOptions<DatabaseOptions> options, AppDbServices db, ILogger<Migrator> log)
{
    public async Task Run(CancellationToken ct)
    {
        await using var context = Context();
        if (context.Database.GetDbConnection() is SqliteConnection)
            await DeleteOrphanedLock(context, ct);
        await using var turn = services.GetService<NpgsqlDataSource>() is { } source ? await Turn(context, source, ct) : null;
        var pending = (await context.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count == 0)
            return;
        log.LogInformation("Bringing the database up to date: {Migrations}", string.Join(", ", pending));
        await context.Database.MigrateAsync(ct);
    }

    private static async Task<PostgresTurn> Turn(AppDb context, NpgsqlDataSource source, CancellationToken ct)
    {
        var creator = context.GetService<IRelationalDatabaseCreator>();
        try
        {
            if (!await creator.ExistsAsync(ct))
                await creator.CreateAsync(ct);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another node was faster.
        }

        return await PostgresTurn.Take(source, ct);
    }

    /// <summary>A context of its own, on a connection that may write.</summary>
    private AppDb Context()
    {
        if (options.Value.Provider == DatabaseProvider.PostgreSql)
        {
            var postgres = new DbContextOptionsBuilder<PostgresAppDb>().UseNpgsql(options.Value.ConnectionString, npgsql => npgsql.CommandTimeout(600));
            return new PostgresAppDb(postgres.Options, db);
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
