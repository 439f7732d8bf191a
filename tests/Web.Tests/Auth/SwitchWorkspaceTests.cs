using System.Net;

namespace PromoEngine.Web.Tests.Auth;

/// <summary>A person of two shops.</summary>
public abstract class SwitchWorkspaceTests(App app) : AppTests(app)
{
    [Fact]
    public async Task A_person_of_two_shops_goes_from_one_to_the_other_with_the_rights_of_each()
    {
        var (first, second) = (await App.NewShop(), await App.NewShop());
        var agent = (await second.Read("/api/roles")).List().Single(r => r.GetProperty("system").GetString() == "sales_agent").Id();
        await second.Unit(async (_, db) =>
        {
            db.Memberships.Add(new() { UserId = first.Person, WorkspaceId = second.Workspace });
            db.MembershipRoles.Add(new() { UserId = first.Person, WorkspaceId = second.Workspace, RoleId = agent });
            await db.SaveChangesAsync(Ct);
        });
        var browser = await Browser.SignedIn(App, first.Email);
        var start = (await browser.Read("/api/session")).GetProperty("workspace").Id();
        var (here, there) = start == first.Workspace ? (first, second) : (second, first);

        await (await browser.Post("/api/session/workspace", new { workspaceId = there.Workspace })).Expect(HttpStatusCode.NoContent, App);
        Assert.Equal(there.Workspace, (await browser.Read("/api/session")).GetProperty("workspace").Id());
        Assert.Equal(2, (await browser.Read("/api/session")).List("workspaces").Count);
        await (await browser.Post("/api/session/workspace", new { workspaceId = second.Workspace })).Expect(HttpStatusCode.NoContent, App);
        await (await browser.Get("/api/channels")).Refused(HttpStatusCode.Forbidden, "permission.denied");
        await (await browser.Post("/api/session/workspace", new { workspaceId = first.Workspace })).Expect(HttpStatusCode.NoContent, App);
        await (await browser.Get("/api/channels")).Expect(HttpStatusCode.OK, App);
        Assert.NotEqual(here.Workspace, there.Workspace);
    }

    [Fact]
    public async Task Somebody_else_signs_in_where_a_session_of_another_shop_is_still_open()
    {
        var (first, second) = (await App.NewShop(), await App.NewShop());
        var browser = await Browser.SignedIn(App, first.Email);

        await (await browser.SignIn(second.Email)).Expect(HttpStatusCode.OK, App);

        Assert.Equal(second.Workspace, (await browser.Read("/api/session")).GetProperty("workspace").Id());
    }

    [Fact]
    public async Task Nobody_goes_where_they_do_not_belong_and_a_token_stays()
    {
        var (mine, theirs) = (await App.NewShop(), await App.NewShop());
        var browser = await Browser.SignedIn(App, mine.Email);

        await (await browser.Post("/api/session/workspace", new { workspaceId = theirs.Workspace })).Expect(HttpStatusCode.NotFound, App);
        await (await mine.Post("/api/session/workspace", new { workspaceId = mine.Workspace })).Refused(HttpStatusCode.Conflict, "session.token");
    }
}

[Collection(SqliteApp.Collection)]
public sealed class SwitchWorkspacesOnSqlite(SqliteApp app) : SwitchWorkspaceTests(app);

[Collection(PostgresApp.Collection)]
public sealed class SwitchWorkspacesOnPostgres(PostgresApp app) : SwitchWorkspaceTests(app);
