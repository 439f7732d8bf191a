using System.Net;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Roles;

namespace PromoEngine.Web.Tests.Auth;

public abstract class PeopleTests(App app) : AppTests(app)
{
    private const string Theirs = "their own password 1";

    [Fact]
    public async Task An_invited_person_comes_in_once_with_a_name_a_password_and_the_roles_given()
    {
        var shop = await App.NewShop();
        var email = await Invite(shop, "sales_agent");
        var link = App.Mailbox.LinkTo(email);
        Assert.True((await new Browser(App).Do("/api/invites/look", new { link })).GetProperty("isNew").GetBoolean());

        await (await new Browser(App).Post("/api/invites/accept", new { link, name = "Nora New", password = Theirs })).Expect(HttpStatusCode.NoContent, App);

        var browser = await Browser.SignedIn(App, email, Theirs);
        var session = await browser.Read("/api/session");
        Assert.Equal("Nora New", session.GetProperty("user").Text("name"));
        Assert.Contains("drafts_confirm", session.List("permissions").Select(p => p.GetString()));
        await (await new Browser(App).Post("/api/invites/accept", new { link, name = "Again", password = Theirs })).Refused(HttpStatusCode.Conflict, "link.useless");
    }

    [Fact]
    public async Task Until_then_there_is_nothing_to_sign_in_with_and_after_seven_days_the_link_is_over()
    {
        var shop = await App.NewShop();
        var email = await Invite(shop, "sales_agent");

        await (await new Browser(App).SignIn(email, "nobody")).Refused(HttpStatusCode.Unauthorized, "signin.failed");
        App.Clock.Turn(TimeSpan.FromDays(7));
        await (await new Browser(App).Post("/api/invites/look", new { link = App.Mailbox.LinkTo(email) })).Refused(HttpStatusCode.Conflict, "link.useless");
    }

    [Fact]
    public async Task Who_works_elsewhere_already_joins_with_their_own_name_and_password()
    {
        var (mine, theirs) = (await App.NewShop(), await App.NewShop());
        await Invite(mine, "auditor", theirs.Email);

        await (await new Browser(App).Post("/api/invites/accept", new { link = App.Mailbox.LinkTo(theirs.Email) })).Expect(HttpStatusCode.NoContent, App);

        var session = await (await Browser.SignedIn(App, theirs.Email)).Read("/api/session");
        Assert.Equal(2, session.List("workspaces").Count);
        Assert.Equal("Ada Admin", session.GetProperty("user").Text("name"));
    }

    [Fact]
    public async Task Whoever_may_not_manage_roles_gives_none_that_may_more_than_they_do()
    {
        var shop = await App.NewShop();
        await GivenRole(shop, "Recruiter", Permission.PeopleManage);
        var recruiter = await shop.GivenPerson("Recruiter");
        var admin = await shop.Look(db => db.Roles.Where(r => r.SystemCode == "admin").Select(r => r.Id).SingleAsync(Ct));

        await (await recruiter.Post("/api/people", new { email = NewEmail(), roleIds = new[] { admin } })).Refused(HttpStatusCode.Conflict, "role.too_much");
    }

    [Fact]
    public async Task A_deactivated_person_is_out_at_once_and_back_when_wanted()
    {
        var shop = await App.NewShop();
        var agent = await shop.GivenPerson("sales_agent");
        var browser = await Browser.SignedIn(App, agent.Email);

        await shop.Do($"/api/people/{agent.Person}/deactivate");

        await (await browser.Get("/api/session")).Refused(HttpStatusCode.Unauthorized, "signin.required");
        await (await agent.Get("/api/session")).Refused(HttpStatusCode.Forbidden, "permission.denied");
        await (await browser.SignIn(agent.Email)).Refused(HttpStatusCode.Unauthorized, "signin.no_workspace");
        await shop.Do($"/api/people/{agent.Person}/reactivate");
        await (await agent.Get("/api/session")).Expect(HttpStatusCode.OK, App);
    }

    [Fact]
    public async Task The_last_one_who_manages_roles_and_people_stays()
    {
        var shop = await App.NewShop();
        await GivenRole(shop, "Recruiter", Permission.PeopleManage);
        var recruiter = await shop.GivenPerson("Recruiter");

        await (await recruiter.Post($"/api/people/{shop.Person}/deactivate")).Refused(HttpStatusCode.Conflict, "role.last_keeper");
        await (await shop.Post($"/api/people/{shop.Person}/deactivate")).Refused(HttpStatusCode.Conflict, "person.self");

        await shop.GivenPerson("admin");
        Assert.Equal("disabled", (await recruiter.Do($"/api/people/{shop.Person}/deactivate")).Text("status"));
    }

    [Fact]
    public async Task Acting_as_somebody_shows_what_they_see_and_every_change_names_both()
    {
        var shop = await App.NewShop();
        var agent = await shop.GivenPerson("sales_agent");
        var conversation = await shop.GivenConversation("+15557000102", "hello");
        var browser = await Browser.SignedIn(App, shop.Email);

        await (await browser.Post($"/api/people/{agent.Person}/impersonate", new { reason = "They cannot see a quote" })).Expect(HttpStatusCode.NoContent, App);

        var session = await browser.Read("/api/session");
        Assert.Equal(agent.Email, session.GetProperty("user").Text("email"));
        Assert.Equal("Ada Admin", session.GetProperty("onBehalf").Text("name"));
        await (await browser.Get("/api/people")).Refused(HttpStatusCode.Forbidden, "permission.denied");
        var version = (await browser.Read($"/api/conversations/{conversation}")).Number("version");
        await (await browser.Post($"/api/conversations/{conversation}/close", new { version })).Expect(HttpStatusCode.OK, App);
        var row = await shop.Look(db => db.AuditRows.OrderByDescending(a => a.Id).FirstAsync(a => a.EntityId == conversation, Ct));
        Assert.Equal(($"user:{agent.Person}", (Guid?)shop.Person), (row.Actor, row.OnBehalfOf));

        await (await browser.Delete("/api/people/impersonation")).Expect(HttpStatusCode.NoContent, App);
        Assert.Equal(shop.Email, (await browser.Read("/api/session")).GetProperty("user").Text("email"));
    }

    [Fact]
    public async Task While_acting_as_somebody_their_password_second_step_and_tokens_are_out_of_reach_and_it_ends_after_an_hour()
    {
        var shop = await App.NewShop();
        var agent = await shop.GivenPerson("sales_agent");
        var browser = await Browser.SignedIn(App, shop.Email);
        await (await browser.Post($"/api/people/{agent.Person}/impersonate", new { reason = "They cannot see a quote" })).Expect(HttpStatusCode.NoContent, App);

        await (await browser.Put("/api/profile/password", new { current = App.Password, password = Theirs })).Refused(HttpStatusCode.Forbidden, "impersonation.refused");
        await (await browser.Post("/api/profile/two-step", new { password = App.Password })).Refused(HttpStatusCode.Forbidden, "impersonation.refused");
        await (await browser.Post("/api/tokens", new { name = "mine now" })).Refused(HttpStatusCode.Forbidden, "impersonation.refused");
        App.Clock.Turn(TimeSpan.FromHours(1));

        await (await browser.Get("/api/session")).Refused(HttpStatusCode.Unauthorized, "signin.required");
    }

    [Fact]
    public async Task Nobody_acts_as_somebody_who_may_more_and_no_script_acts_as_anybody()
    {
        var shop = await App.NewShop();
        await GivenRole(shop, "Support lead", Permission.Impersonate);
        var lead = await shop.GivenPerson("Support lead");
        var browser = await Browser.SignedIn(App, lead.Email);

        await (await browser.Post($"/api/people/{shop.Person}/impersonate", new { reason = "Out of curiosity" })).Refused(HttpStatusCode.Conflict, "impersonation.more");
        await (await shop.Post($"/api/people/{lead.Person}/impersonate", new { reason = "By a token" })).Refused(HttpStatusCode.Conflict, "impersonation.session");
    }

    [Fact]
    public async Task Administrators_from_elsewhere_are_refused_and_nobody_locks_themselves_out()
    {
        var shop = await App.NewShop();
        var agent = await shop.GivenPerson("sales_agent");

        await (await shop.Put("/api/admin-addresses", new { addresses = new[] { "203.0.113.0/24" } })).Refused(HttpStatusCode.Conflict, "addresses.own");
        await (await shop.Put("/api/admin-addresses", new { addresses = new[] { "not a network" } })).Refused(HttpStatusCode.Conflict, "addresses.invalid");
        await (await shop.Put("/api/admin-addresses", new { addresses = new[] { "127.0.0.0/8", "2001:db8::/32" } })).Expect(HttpStatusCode.OK, App);
        await (await shop.Get("/api/session")).Expect(HttpStatusCode.OK, App);
        await shop.Unit((_, db) => db.Workspaces.Where(w => w.Id == shop.Workspace).ExecuteUpdateAsync(set => set.SetProperty(w => w.AdminAddresses, "203.0.113.0/24"), Ct));

        await (await shop.Get("/api/session")).Refused(HttpStatusCode.Forbidden, "signin.address");
        await (await new Browser(App).SignIn(shop.Email)).Refused(HttpStatusCode.Forbidden, "signin.address");
        await (await agent.Get("/api/session")).Expect(HttpStatusCode.OK, App);
    }

    [Fact]
    public async Task People_come_in_pages_by_name_and_are_found_by_name_address_and_role()
    {
        var shop = await App.NewShop();
        var mark = Guid.CreateVersion7().ToString("N");
        await shop.Unit(async (_, db) =>
        {
            var auditor = await db.Roles.Where(r => r.SystemCode == "auditor").Select(r => r.Id).SingleAsync(Ct);
            for (var i = 0; i < 60; i++)
            {
                // Two of each name, so that a page ends between two who are called the same.
                var user = new User { DisplayName = $"Nobody {i / 2:00}", UserName = $"{i}-{mark}@example.test", Email = $"{i}-{mark}@example.test" };
                db.Users.Add(user);
                db.Memberships.Add(new() { UserId = user.Id, WorkspaceId = shop.Workspace, Status = i == 7 ? MembershipStatus.Invited : MembershipStatus.Active });
                if (i == 9)
                    db.MembershipRoles.Add(new() { UserId = user.Id, WorkspaceId = shop.Workspace, RoleId = auditor });
            }

            await db.SaveChangesAsync(Ct);
        });

        var first = await shop.Read("/api/people");
        var second = await shop.Read($"/api/people?cursor={first.Text("next")}");

        Assert.Equal((50, 11), (first.List("items").Count, second.List("items").Count));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, second.GetProperty("next").ValueKind);
        Assert.Equal(61, first.List("items").Concat(second.List("items")).Select(p => p.Id()).Distinct().Count());
        Assert.Equal([$"9-{mark}@example.test"], await Found("AUDITOR"));
        Assert.Equal([$"8-{mark}@example.test", $"9-{mark}@example.test"], await Found("body 04"));
        Assert.Equal([$"6-{mark}@example.test"], await Found("body 03"));
        Assert.Contains($"7-{mark}@example.test", await Found($"7-{mark}"));
        Assert.Empty(await Found("100%"));

        async Task<List<string>> Found(string q) => [.. (await shop.Read($"/api/people?q={Uri.EscapeDataString(q)}")).List("items").Select(p => p.Text("email")).Order(StringComparer.Ordinal)];
    }

    private async Task<string> Invite(Shop shop, string role, string? email = null)
    {
        email ??= NewEmail();
        var id = await shop.Look(db => db.Roles.Where(r => r.SystemCode == role).Select(r => r.Id).SingleAsync(Ct));
        var invited = await shop.Do("/api/people", new { email, roleIds = new[] { id } });
        Assert.Equal("invited", invited.Text("status"));
        await shop.Drain();
        return email;
    }

    private static Task GivenRole(Shop shop, string name, params Permission[] may) => shop.Unit(async (_, db) =>
    {
        db.Roles.Add(RoleRow.Of(new RoleContent(name, Permissions.WithNeeds(may), RoleLimits.Nothing, OrderScope.Own, WarehouseScope.Own, true)));
        await db.SaveChangesAsync(Ct);
    });

    private static string NewEmail() => $"new-{Guid.CreateVersion7():N}@example.test";
}

[Collection(SqliteApp.Collection)]
public sealed class PeopleOnSqlite(SqliteApp app) : PeopleTests(app);

[Collection(PostgresApp.Collection)]
public sealed class PeopleOnPostgres(PostgresApp app) : PeopleTests(app);
