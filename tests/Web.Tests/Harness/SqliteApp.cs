using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Web.Data;
using PromoEngine.Web.Tests.SqlServer;

namespace PromoEngine.Web.Tests;

/// <summary>On SQLite, in a temporary folder. Every statement that runs is explained once; every changing request must be audited.</summary>
public sealed class SqliteApp : App
{
    public const string Collection = "SQLite";

    public override bool IsPostgres => false;

    internal StatementPlans Plans { get; } = new();

    /// <summary>Every query that is asked here is translated for SQL Server too.</summary>
    internal SqlServerQueries ForSqlServer { get; } = new();

    internal override void Configure(IServiceCollection services)
    {
        base.Configure(services);
        services.ConfigureDbContext<SqliteAppDb>(db => db.AddInterceptors(Plans, ForSqlServer));
        services.AddSingleton<WatchedUnits>(s => new(ActivatorUtilities.CreateInstance<SqliteUnit>(s), s.GetRequiredService<IHttpContextAccessor>()));
        services.AddSingleton<IUnitOfWork>(s => s.GetRequiredService<WatchedUnits>());
    }

    internal override Task<string?> Complaint() => Task.FromResult(Plans.ExplainNew() ?? ForSqlServer.TranslateNew() ?? Services.GetRequiredService<WatchedUnits>().Complaint());

    protected override async Task Started()
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Run(db, () =>
        {
            // The lane has one connection for as long as it lives.
            StatementPlans.Watch(Plans, (SqliteConnection)db.Sql.Connection!);
            return Task.CompletedTask;
        });
        Plans.Database = Services.GetRequiredService<SqliteFile>().Path;
        Plans.GrowingTables = StatementPlans.Growing(db.Model);
    }
}

[CollectionDefinition(SqliteApp.Collection)]
public sealed class SqliteCollection : ICollectionFixture<SqliteApp>;
