using System.Net;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Tests.Data;

/// <summary>The walls between workspaces, as the database has them; <see cref="Walls.ForeignWorkspaceTests"/> walks along them from outside.</summary>
public abstract class WorkspaceTests(App app) : AppTests(app)
{
    // Its own tables are about people, as AppDb.Unfiltered is.
    private static readonly Type[] Identitys = [typeof(IdentityUserClaim<Guid>), typeof(IdentityUserLogin<Guid>), typeof(IdentityUserToken<Guid>)];

    [Fact]
    public async Task Every_table_but_those_about_people_is_behind_the_wall()
    {
        var entities = await InModel(model => model.GetEntityTypes().Where(e => !e.IsOwned() && !Identitys.Contains(e.ClrType)).ToList());

        foreach (var entity in entities)
        {
            var wall = entity.FindProperty(AppDb.WorkspaceId);
            var behind = wall is { IsConcurrencyToken: true } && wall.IsShadowProperty() && entity.GetDeclaredQueryFilters().Count > 0;
            Assert.True(behind == !AppDb.Unfiltered.Contains(entity.ClrType), $"{entity.ClrType.Name} is {(behind ? "behind the wall and yet listed as unfiltered" : "not behind the wall")}.");
        }
    }

    [Fact]
    public async Task Uniqueness_is_a_matter_of_one_workspace()
    {
        var wrong = await InModel(model =>
            (from entity in model.GetEntityTypes()
             where !AppDb.Unfiltered.Contains(entity.ClrType) && !Identitys.Contains(entity.ClrType)
             from index in entity.GetIndexes()
             where index.IsUnique && index.Properties[0].Name is not (AppDb.WorkspaceId or "Id")
             select $"{entity.ClrType.Name}: {index.GetDatabaseName()}").ToList());

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Without_a_workspace_nothing_of_a_workspace_can_be_asked()
    {
        using var quiet = StatementPlans.Ignore();
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();

        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => db.Conversations.AnyAsync(Ct));
    }

    [Fact]
    public async Task An_attached_row_of_another_workspace_changes_nothing()
    {
        var (mine, theirs) = (await App.NewShop(), await App.NewShop());
        var foreign = await theirs.Look(db => db.Warehouses.AsNoTracking().FirstAsync(w => w.Code == "MAIN", Ct));

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => mine.Unit(async (_, db) =>
        {
            db.Attach(foreign);
            db.Entry(foreign).Property(AppDb.WorkspaceId).CurrentValue = mine.Workspace;
            db.Entry(foreign).Property(AppDb.WorkspaceId).OriginalValue = mine.Workspace;
            db.Entry(foreign).Property(w => w.Name).CurrentValue = "mine now";
            await db.SaveChangesAsync(Ct);
        }));
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => mine.Unit(async (_, db) =>
        {
            db.Remove(foreign);
            await db.SaveChangesAsync(Ct);
        }));

        Assert.Equal("Main", await theirs.Look(db => db.Warehouses.Where(w => w.Code == "MAIN").Select(w => w.Name).SingleAsync(Ct)));
    }

    [Fact]
    public async Task A_foreign_id_in_a_body_is_not_taken()
    {
        var (mine, theirs) = (await App.NewShop(), await App.NewShop());
        var draft = await mine.GivenDraft("+13125550142", "20 navy caps");
        var foreign = await theirs.Look(db => db.Products.Select(p => p.Id).FirstAsync(Ct));

        var answer = await mine.Put($"/api/drafts/{draft.Id()}", new
        {
            version = draft.Number("version"),
            lines = new[] { new { id = (Guid?)null, productId = foreign, description = "theirs", quantity = 1 } },
        });

        await answer.Refused(HttpStatusCode.Conflict, "product.unknown");
    }

    private async Task<T> InModel<T>(Func<IModel, T> read)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        return read(db.GetService<IDesignTimeModel>().Model);
    }
}

[Collection(SqliteApp.Collection)]
public sealed class WorkspacesOnSqlite(SqliteApp app) : WorkspaceTests(app);

[Collection(PostgresApp.Collection)]
public sealed class WorkspacesOnPostgres(PostgresApp app) : WorkspaceTests(app);
