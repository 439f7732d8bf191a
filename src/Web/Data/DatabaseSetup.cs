using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

using Npgsql;

using PromoEngine.Extraction;
using PromoEngine.Inbox;
using PromoEngine.Inbox.Channels;
using PromoEngine.Orders;
using PromoEngine.Orders.Inventory;
using PromoEngine.Web.Jobs;

namespace PromoEngine.Web.Data;

/// <summary>Registers the database that the settings name. Everything that differs between databases is chosen here.</summary>
internal static class DatabaseSetup
{
    /// <summary>More than one kind of request has; each costs its server process some kilobytes.</summary>
    private const int StatementsKept = 200;

    public static void AddDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DatabaseOptions>().BindConfiguration("Database").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<DataFolder>();
        services.AddScoped<CurrentWorkspace>();
        services.AddSingleton<CommitSignals>();
        services.AddSingleton<Numbers>();
        services.AddScoped<AppDbServices>();

        var options = configuration.GetSection("Database").Get<DatabaseOptions>() ?? new();
        switch (options.Provider)
        {
            case DatabaseProvider.PostgreSql:
                AddPostgres(services);
                break;
            case DatabaseProvider.SqlServer:
                AddSqlServer(services);
                break;
            default:
                AddSqlite(services);
                break;
        }

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
        services.AddSingleton<INodeTurn, OnlyNode>();
        services.AddSingleton<JobSql, SqliteJobSql>();
        services.AddSingleton<StoreEvent, SqliteStoreEvent>();
        services.AddSingleton<IReserveSql, SqliteReserveSql>();
        services.AddSingleton<IReceiveSql, ReceiveSql>();
        // The options are the same for every scope, and making them costs more than many a query.
        services.AddDbContext<AppDb, SqliteAppDb>((s, db) => Sqlite(db, s.GetRequiredService<SqliteFile>().ReadConnectionString), optionsLifetime: ServiceLifetime.Singleton);
    }

    private static void AddPostgres(IServiceCollection services)
    {
        services.AddSingleton(s => NpgsqlDataSource.Create(PostgresConnectionString(s.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString!)));
        services.AddSingleton<IUnitOfWork, PostgresUnit>();
        services.AddSingleton<INodeTurn, PostgresTurn>();
        services.AddSingleton<JobSql, PostgresJobSql>();
        services.AddSingleton<StoreEvent, PostgresStoreEvent>();
        services.AddSingleton<IReserveSql, PostgresReserveSql>();
        services.AddSingleton<IReceiveSql, ReceiveSql>();
        services.AddHostedService<PostgresNodes>();
        services.AddDbContext<AppDb, PostgresAppDb>((s, db) => Postgres(db, s.GetRequiredService<NpgsqlDataSource>()), optionsLifetime: ServiceLifetime.Singleton);
    }

    /// <summary>Nodes do not wake each other here: workers look every quarter of a second and sockets every second, as they do elsewhere when a word is lost.</summary>
    private static void AddSqlServer(IServiceCollection services)
    {
        services.AddSingleton<IUnitOfWork, SqlServerUnit>();
        services.AddSingleton<INodeTurn, SqlServerTurn>();
        services.AddSingleton<JobSql, SqlServerJobSql>();
        services.AddSingleton<StoreEvent, SqlServerStoreEvent>();
        services.AddSingleton<IReserveSql, SqlServerReserveSql>();
        services.AddSingleton<IReceiveSql, SqlServerReceiveSql>();
        services.AddDbContext<AppDb, SqlServerAppDb>((s, db) => SqlServer(db, s.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString!), optionsLifetime: ServiceLifetime.Singleton);
    }

    /// <summary>Split queries: as one query, an Include().ThenInclude() scans whole tables on SQLite.</summary>
    internal static void Sqlite(DbContextOptionsBuilder db, string connectionString) => db
        .UseSqlite(connectionString, sqlite => sqlite.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
        .AddInterceptors(ReadOnly, Explaining);

    internal static void Postgres(DbContextOptionsBuilder db, NpgsqlDataSource source) => db.UseNpgsql(source).AddInterceptors(ReadOnly, Explaining);

    internal static void SqlServer(DbContextOptionsBuilder db, string connectionString) => db.UseSqlServer(connectionString).AddInterceptors(Explaining);

    /// <summary>
    /// Reading is the default of every connection; a unit says that it writes. The statements that come again stay prepared on their connection; where a pooler
    /// stands between, `Max Auto Prepare=0` in the given string turns that off. Nobody leaves anything on a connection that goes back to the pool, so it is not
    /// swept before each use, which took longer than most reads.
    /// </summary>
    internal static string PostgresConnectionString(string given)
    {
        var connection = new NpgsqlConnectionStringBuilder(given) { NoResetOnClose = true };
        if (!connection.ShouldSerialize("Max Auto Prepare"))
            connection.MaxAutoPrepare = StatementsKept;
        connection.Options = $"{connection.Options} -c default_transaction_read_only=on".Trim();
        return connection.ToString();
    }

    private static readonly ReadOnlyConnections ReadOnly = new();
    private static readonly WriteOutsideUnit Explaining = new();
}
