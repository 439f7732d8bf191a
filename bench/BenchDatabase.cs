using System.Data.Common;

using Microsoft.Data.Sqlite;

using Npgsql;

namespace PromoEngine.Bench;

/// <summary>Where a bench's data lie: SQLite in a folder of its own, or a new database on the PostgreSQL server that `--database` names.</summary>
internal abstract class BenchDatabase(string folder) : IAsyncDisposable
{
    public string Folder => folder;

    public abstract string Name { get; }

    /// <summary>What the server is started with.</summary>
    public abstract (string Name, string Value)[] Settings { get; }

    public abstract DbConnection Open();

    public static async Task<BenchDatabase> Make(Arguments options, CancellationToken ct)
    {
        var folder = Built.Folder(options);
        if (options.Optional("database") is not { } server)
            return new SqliteDatabase(folder);
        var name = $"promoengine_bench_{Guid.CreateVersion7():n}";
        await PostgresDatabase.Run(server, $"CREATE DATABASE {name}", ct);
        return new PostgresDatabase(folder, server, name);
    }

    public async Task<T> Ask<T>(string sql, CancellationToken ct)
    {
        await using var connection = Open();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of the bench
        command.CommandText = sql;
#pragma warning restore CA2100
        var value = await command.ExecuteScalarAsync(ct);
        return value is T same ? same : typeof(T) == typeof(Guid) ? (T)(object)Guid.Parse((string)value!) : (T)Convert.ChangeType(value!, typeof(T), System.Globalization.CultureInfo.InvariantCulture);
    }

    public abstract ValueTask DisposeAsync();

    private sealed class SqliteDatabase(string folder) : BenchDatabase(folder)
    {
        public override string Name => "SQLite";

        public override (string, string)[] Settings => [];

        public override DbConnection Open()
        {
            var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "promoengine.db")};Pooling=False;Foreign Keys=True;Default Timeout=30");
            connection.Open();
            using var setup = connection.CreateCommand();
            setup.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000";
            setup.ExecuteNonQuery();
            return connection;
        }

        public override ValueTask DisposeAsync()
        {
            Directory.Delete(Folder, recursive: true);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class PostgresDatabase(string folder, string server, string name) : BenchDatabase(folder)
    {
        private readonly string connectionString = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 80 }.ToString();

        public override string Name => "PostgreSQL";

        public override (string, string)[] Settings => [("Database__Provider", "PostgreSql"), ("Database__ConnectionString", connectionString)];

        public override DbConnection Open()
        {
            var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 100, AutoPrepareMinUsages = 2 }.ToString());
            connection.Open();
            return connection;
        }

        public static async Task Run(string server, string sql, CancellationToken ct)
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ToString());
            await connection.OpenAsync(ct);
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of the bench
            command.CommandText = sql;
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(ct);
        }

        public override async ValueTask DisposeAsync()
        {
            NpgsqlConnection.ClearAllPools();
            await Run(server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)", CancellationToken.None);
            Directory.Delete(Folder, recursive: true);
        }
    }
}
