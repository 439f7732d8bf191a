using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Web.Data;
using PromoEngine.Web.Tests.SqlServer;

namespace PromoEngine.Web.Tests.Data;

public abstract class SchemaTests(App app) : AppTests(app)
{
    [Fact]
    public async Task The_migrations_say_what_the_model_says()
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();

        Assert.False(db.Database.HasPendingModelChanges(), "The model has changed: run ./migrate-add NAME.");
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(Ct));
    }

    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        await using var scope = App.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<AppDb>().Database;
        var before = await database.GetAppliedMigrationsAsync(Ct);

        await ActivatorUtilities.CreateInstance<Migrator>(scope.ServiceProvider).Run(Ct);

        Assert.Equal(before, await database.GetAppliedMigrationsAsync(Ct));
        Assert.Equal(database.GetMigrations(), before);
    }

    [Fact]
    public async Task Every_table_can_be_read_as_its_entity()
    {
        var shop = await App.NewShop();

        await shop.Look(async db =>
        {
            foreach (var entity in db.Model.GetEntityTypes().Where(e => !e.IsOwned()))
                await ((Task)typeof(SchemaTests).GetMethod(nameof(Read), (System.Reflection.BindingFlags)40)!.MakeGenericMethod(entity.ClrType).Invoke(null, [db])!);
            return true;
        });
    }

    private static async Task Read<T>(AppDb db)
        where T : class => await db.Set<T>().AsNoTracking().Take(1).ToListAsync(Ct);
}

[Collection(SqliteApp.Collection)]
public sealed class SchemaOnSqlite(SqliteApp app) : SchemaTests(app)
{
    [Fact]
    public async Task No_statement_of_the_road_scans_a_table_that_grows()
    {
        var plans = ((SqliteApp)App).Plans;
        var shop = await App.NewShop();
        await shop.GivenDraft("+13125550142", "20 navy caps");
        await shop.Drain();

        Assert.Null(plans.ExplainNew());
        Assert.True(plans.Explained >= 50, $"Only {plans.Explained} statements were heard; is anybody listening?");
    }

    [Fact]
    public async Task The_queries_of_the_road_are_translated_for_SQL_Server_too()
    {
        var queries = ((SqliteApp)App).ForSqlServer;
        var shop = await App.NewShop();
        await shop.GivenDraft("+13125550142", "20 navy caps");
        await shop.Drain();

        Assert.Null(queries.TranslateNew());
        Assert.True(queries.Translated.Count >= 50, $"Only {queries.Translated.Count} statements were read; is anybody listening?");
        Assert.Contains(queries.Translated, sql => sql.Contains("TOP(1)", StringComparison.Ordinal) && sql.Contains("[workspace_id] = @", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_query_that_SQL_Server_cannot_run_is_found()
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();

        var possible = SqlServerQueries.Statements(db.Workspaces.Where(w => w.Name != "").OrderBy(w => w.Id).Take(3).Expression);
        var impossible = Record.Exception(() => SqlServerQueries.Statements(db.Workspaces.Where(w => EF.Functions.Glob(w.Name, "A*")).Expression));

        Assert.Contains("SELECT TOP(", Assert.Single(possible), StringComparison.Ordinal);
        Assert.Contains("could not be translated", impossible?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scan_of_a_table_that_grows_is_found()
    {
        var plans = ((SqliteApp)App).Plans;

        Assert.Single(plans.ScansOf("SELECT m.* FROM inbox_messages AS m WHERE m.text = 'x'"));
        Assert.Single(plans.ScansOf("SELECT * FROM orders_orders"));
        Assert.Empty(plans.ScansOf("SELECT * FROM inbox_messages WHERE position = 1"));
        Assert.Empty(plans.ScansOf("SELECT * FROM workspaces"));
    }
}

[Collection(PostgresApp.Collection)]
public sealed class SchemaOnPostgres(PostgresApp app) : SchemaTests(app);
