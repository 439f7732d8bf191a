using System.Net;

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Tests.Data;

/// <summary>The walls between workspaces.</summary>
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
    public async Task A_foreign_id_in_an_address_is_not_found_at_any_endpoint()
    {
        var (mine, theirs) = (await App.NewShop(), await App.NewShop());
        var ids = await IdsOf(theirs);
        var tried = 0;

        foreach (var endpoint in App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (!path.StartsWith("/api/", StringComparison.Ordinal) || !path.Contains("{id", StringComparison.Ordinal))
                continue;
            var kind = path.Split('/')[2];
            Assert.True(ids.ContainsKey(kind), $"{path} is new: give this test an id of another shop for it.");
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)
            {
                var address = path.Replace("{id:guid}", ids[kind].ToString(), StringComparison.Ordinal);
                var answer = await mine.Send(new(method), address, method == "GET" ? null : AnyBody);
                Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{method} {path} answered {(int)answer.StatusCode} to another shop: {await answer.Content.ReadAsStringAsync(Ct)}");
                tried++;
            }
        }

        Assert.True(tried >= 15, $"Only {tried} endpoints were tried.");
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

    [Fact]
    public async Task Lists_show_only_ones_own()
    {
        var (mine, theirs) = (await App.NewShop(), await App.NewShop());
        await IdsOf(theirs);

        foreach (var list in new[] { "/api/conversations", "/api/drafts", "/api/orders" })
            Assert.Empty((await mine.Read(list)).List("items"));
        Assert.Equal([mine.Channel], (await mine.Read("/api/channels")).List().Select(c => c.Id()));
        Assert.Empty(await mine.Look(db => db.Messages.Select(m => m.Id).ToListAsync(Ct)));
    }

    // What any endpoint may want to have in its body, so that none stops at the shape.
    private static object AnyBody => new
    {
        version = 1,
        text = "hello",
        reason = "none at all",
        name = "Name",
        address = "+15557009999",
        settings = new { authToken = "x" },
        lines = Array.Empty<object>(),
    };

    private static async Task<Dictionary<string, Guid>> IdsOf(Shop shop)
    {
        const string from = "+13125550142";
        var draft = await shop.GivenDraft(from, "20 navy caps");
        var quote = await shop.GivenQuote(from, [("CAP-NAVY", 20)]);
        var order = await shop.Accept(quote.QuoteId);
        return new()
        {
            ["conversations"] = draft.Id("conversationId"),
            ["drafts"] = draft.Id(),
            ["messages"] = await shop.Look(db => db.Messages.Select(m => m.Id).FirstAsync(Ct)),
            ["channels"] = shop.Channel,
            ["people"] = shop.Person,
            ["sessions"] = await SessionOf(shop),
            ["tokens"] = await shop.Look(db => db.ApiTokens.Where(t => t.WorkspaceId == shop.Workspace).Select(t => t.Id).FirstAsync(Ct)),
            ["products"] = await shop.Look(db => db.Products.Select(p => p.Id).FirstAsync(Ct)),
            ["quotes"] = quote.QuoteId,
            ["orders"] = order.OrderId,
        };
    }

    private static async Task<Guid> SessionOf(Shop shop)
    {
        await Browser.SignedIn(shop.App, shop.Email);
        return await shop.Look(db => db.UserSessions.Where(s => s.UserId == shop.Person).Select(s => s.Id).FirstAsync(Ct));
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
