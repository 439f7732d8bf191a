using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

using Npgsql;

using PromoEngine.Extraction;
using PromoEngine.Inbox;
using PromoEngine.Orders;
using PromoEngine.Web.Jobs;
using PromoEngine.Web.Live;

namespace PromoEngine.Web.Data;

/// <summary>Registers the database that the settings name. Everything that differs between databases is chosen here.</summary>
internal static class DatabaseSetup
{
    public static void AddDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DatabaseOptions>().BindConfiguration("Database").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<DataFolder>();
        services.AddScoped<CurrentWorkspace>();
        services.AddSingleton<CommitSignals>();
        services.AddSingleton<Numbers>();
        services.AddScoped<AppDbServices>();

        var options = configuration.GetSection("Database").Get<DatabaseOptions>() ?? new();
        if (options.Provider == DatabaseProvider.PostgreSql)
            AddPostgres(services);
        else
            AddSqlite(services);

        services.AddScoped<IInboxDb>(s => s.GetRequiredService<AppDb>());
        services.AddScoped<IOrdersDb>(s => s.GetRequiredService<AppDb>());
        services.AddScoped<IExtractionDb>(s => s.GetRequiredService<AppDb>());
    }

    private static void AddSqlite(IServiceCollection services)
    {
        services.AddSingleton<SqliteFile>();
        services.AddSingleton<SqliteCheckpoints>();
        services.AddSingleton<SqliteLane>();
        services.AddSingleton<IUnitOfWork, SqliteUnit>();
        services.AddSingleton<JobSql, SqliteJobSql>();
        services.AddSingleton<SequencerTurn>();
        // The options are the same for every scope, and making them costs more than many a query.
        services.AddDbContext<AppDb, SqliteAppDb>((s, db) => Sqlite(db, s.GetRequiredService<SqliteFile>().ReadConnectionString), optionsLifetime: ServiceLifetime.Singleton);
    }

    private static void AddPostgres(IServiceCollection services)
    {
        services.AddSingleton(s => NpgsqlDataSource.Create(PostgresConnectionString(s.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString!)));
        services.AddSingleton<IUnitOfWork, PostgresUnit>();
        services.AddSingleton<JobSql, PostgresJobSql>();
        services.AddSingleton<SequencerTurn, PostgresSequencerTurn>();
        services.AddHostedService<PostgresNodes>();
        services.AddDbContext<AppDb, PostgresAppDb>((s, db) => Postgres(db, s.GetRequiredService<NpgsqlDataSource>()), optionsLifetime: ServiceLifetime.Singleton);
    }

    /// <summary>Split queries: as one query, an Include().ThenInclude() scans whole tables on SQLite.</summary>
    internal static void Sqlite(DbContextOptionsBuilder db, string connectionString) => db
        .UseSqlite(connectionString, sqlite => sqlite.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
        .AddInterceptors(ReadOnly, Explaining);

    internal static void Postgres(DbContextOptionsBuilder db, NpgsqlDataSource source) => db.UseNpgsql(source).AddInterceptors(ReadOnly, Explaining);

    /// <summary>Reading is the default of every connection; a unit says that it writes.</summary>
    private static string PostgresConnectionString(string given)
    {
        var connection = new NpgsqlConnectionStringBuilder(given);
        connection.Options = $"{connection.Options} -c default_transaction_read_only=on".Trim();
        return connection.ToString();
    }

    private static readonly ReadOnlyConnections ReadOnly = new();
    private static readonly WriteOutsideUnit Explaining = new();
}
