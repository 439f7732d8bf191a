using Npgsql;

namespace PromoEngine.Web.Tests;

/// <summary>
/// On PostgreSQL, in a database of its own that is dropped afterwards. The server is the one that PROMOENGINE_TEST_POSTGRES names, else a local one.
/// </summary>
public class PostgresApp : App
{
    public const string Collection = "PostgreSQL";
    private const string Variable = "PROMOENGINE_TEST_POSTGRES";
    private const string Local = "Host=localhost;Username=postgres;Password=postgres;Timeout=5";

    private string? database;

    public override bool IsPostgres => true;

    /// <summary>The connection string of the run's own database.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 60 }.ToString();

    private static string Server => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : Local;

    /// <summary>A new, empty database on the same server.</summary>
    internal static async Task<string> NewDatabase()
    {
        var name = $"promoengine_test_{Guid.CreateVersion7():N}";
        await Run($"CREATE DATABASE {name}");
        return name;
    }

    internal static Task Drop(string name) => Run($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    internal static string ConnectionTo(string name) => new NpgsqlConnectionStringBuilder(Server) { Database = name, Pooling = false }.ToString();

    internal override Dictionary<string, string?> Settings() => new(base.Settings())
    {
        ["Database:Provider"] = "PostgreSql",
        ["Database:ConnectionString"] = ConnectionString,
    };

    protected override async Task<bool> Prepare()
    {
        try
        {
            database = await NewDatabase();
            return true;
        }
        catch (NpgsqlException e)
        {
            WhyNot = $"PostgreSQL cannot be used ({e.Message}). Start one, or set {Variable} to a connection string whose user may create databases.";
            return false;
        }
    }

    protected override Task CleanUp() => database is null ? Task.CompletedTask : Drop(database);

    private static async Task Run(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

[CollectionDefinition(PostgresApp.Collection)]
public sealed class PostgresCollection : ICollectionFixture<PostgresApp>;
