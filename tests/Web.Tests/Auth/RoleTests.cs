using System.Net;
using System.Text.Json;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth;

namespace PromoEngine.Web.Tests.Auth;

/// <summary>Making, changing and giving roles.</summary>
public abstract class RoleTests(App app) : AppTests(app)
{
    [Fact]
    public async Task A_new_role_brings_along_what_its_permissions_need_and_says_so()
    {
        var shop = await App.NewShop();

        var saved = await shop.Do("/api/roles", Role("Night desk", ["inbox_reply", "drafts_confirm"]));

        Assert.Equal(["drafts_edit", "inbox_read"], Strings(saved, "granted").Order());
        Assert.Equal(["drafts_confirm", "drafts_edit", "inbox_read", "inbox_reply"], Strings(saved.GetProperty("role"), "permissions").Order());
        await (await shop.Post("/api/roles", Role("night desk", []))).Refused(HttpStatusCode.Conflict, "role.name");
        await (await shop.Post("/api/roles", Role("Odd", ["fly"]))).Refused(HttpStatusCode.BadRequest, "request.invalid");
        await (await shop.Post("/api/roles", Role("Odd", ["inbox_read"], masks: true))).Refused(HttpStatusCode.Conflict, "role.masked");
    }

    [Fact]
    public async Task What_others_depend_on_is_not_taken_away_alone()
    {
        var shop = await App.NewShop();
        var role = (await shop.Do("/api/roles", Role("Desk", ["inbox_reply"]))).GetProperty("role");

        await (await shop.Put($"/api/roles/{role.Id()}", Role("Desk", ["inbox_reply"], version: role.Number("version")))).Refused(HttpStatusCode.Conflict, "role.needed");
        var saved = await (await shop.Put($"/api/roles/{role.Id()}", Role("Desk", [], version: role.Number("version")))).Json(App);

        Assert.Empty(Strings(saved.GetProperty("role"), "permissions"));
        await (await shop.Put($"/api/roles/{role.Id()}", Role("Desk", [], version: role.Number("version")))).Refused(HttpStatusCode.Conflict, "role.stale");
    }

    [Fact]
    public async Task A_changed_role_acts_at_the_next_request_and_is_in_the_audit()
    {
        var shop = await App.NewShop();
        var desk = (await shop.Do("/api/roles", Role("Desk", ["catalog_read"]))).GetProperty("role");
        var person = await shop.GivenPerson("Desk");
        await (await person.Get("/api/orders")).Refused(HttpStatusCode.Forbidden, "permission.denied");

        await (await shop.Put($"/api/roles/{desk.Id()}", Role("Desk", ["orders_read"], version: desk.Number("version")))).Json(App);

        await (await person.Get("/api/orders")).Expect(HttpStatusCode.OK, App);
        await (await person.Get("/api/products")).Refused(HttpStatusCode.Forbidden, "permission.denied");
        var audit = await shop.Look(db => db.AuditRows.Where(a => a.Entity == "role" && a.EntityId == desk.Id() && a.Action == "role.changed").SingleAsync(Ct));
        Assert.Equal($"user:{shop.Person}", audit.Actor);
        Assert.Contains("catalog_read", audit.Before);
        Assert.Contains("orders_read", audit.After);
    }

    [Fact]
    public async Task A_system_role_can_be_changed_and_reset_but_not_deleted_and_a_used_one_neither()
    {
        var shop = await App.NewShop();
        var finance = await Of(shop, "finance");
        await (await shop.Put($"/api/roles/{finance.Id()}", Role("Money", ["orders_read"], version: finance.Number("version")))).Json(App);

        var reset = (await shop.Do($"/api/roles/{finance.Id()}/reset")).GetProperty("role");

        Assert.Equal("Finance", reset.Text("name"));
        Assert.Contains("payments_manage", Strings(reset, "permissions"));
        await (await shop.Send(HttpMethod.Delete, $"/api/roles/{finance.Id()}")).Refused(HttpStatusCode.Conflict, "role.system");
        var desk = (await shop.Do("/api/roles", Role("Desk", []))).GetProperty("role");
        var person = await shop.GivenPerson("Desk");
        await (await shop.Send(HttpMethod.Delete, $"/api/roles/{desk.Id()}")).Refused(HttpStatusCode.Conflict, "role.in_use");
        await (await shop.Put($"/api/people/{person.Person}/roles", new { roleIds = Array.Empty<Guid>() })).Json(App);
        await (await shop.Send(HttpMethod.Delete, $"/api/roles/{desk.Id()}")).Expect(HttpStatusCode.NoContent, App);
    }

    [Fact]
    public async Task Nobody_leaves_a_workspace_without_somebody_who_manages_roles()
    {
        var shop = await App.NewShop();
        var admin = await Of(shop, "admin");
        var agent = await Of(shop, "sales_agent");

        await (await shop.Put($"/api/people/{shop.Person}/roles", new { roleIds = new[] { agent.Id() } })).Refused(HttpStatusCode.Conflict, "role.last_keeper");
        await (await shop.Put($"/api/roles/{admin.Id()}", Role("Admin", ["orders_read"], version: admin.Number("version")))).Refused(HttpStatusCode.Conflict, "role.last_keeper");
        var second = await shop.GivenPerson("admin");
        await (await shop.Put($"/api/people/{shop.Person}/roles", new { roleIds = new[] { agent.Id() } })).Refused(HttpStatusCode.Conflict, "role.own");
        await (await second.Put($"/api/people/{shop.Person}/roles", new { roleIds = new[] { agent.Id() } })).Json(App);
        await (await second.Put($"/api/people/{second.Person}/roles", new { roleIds = Array.Empty<Guid>() })).Refused(HttpStatusCode.Conflict, "role.last_keeper");

        Assert.Contains("roles_manage", (await second.Read("/api/session")).List("permissions").Select(p => p.GetString()));
    }

    [Fact]
    public async Task Two_administrators_who_depose_each_other_at_once_do_not_both_succeed()
    {
        var shop = await App.NewShop();
        var second = await shop.GivenPerson("admin");
        var none = new { roleIds = Array.Empty<Guid>() };

        var answers = await Task.WhenAll(shop.Put($"/api/people/{second.Person}/roles", none), second.Put($"/api/people/{shop.Person}/roles", none));

        Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.OK));
    }

    [Fact]
    public async Task The_report_says_who_may_what()
    {
        var shop = await App.NewShop();
        var person = await shop.GivenPerson("warehouse_operator", "auditor");

        var report = await shop.Read("/api/roles/report");

        var row = report.List("people").Single(p => p.Id() == person.Person);
        Assert.Contains("audit_read", Strings(row, "permissions"));
        Assert.False(row.GetProperty("ownWarehouseOnly").GetBoolean());
        Assert.Equal(Permissions.All.Count, report.List("permissions").Count);
        Assert.Equal(8, report.List("roles").Count);
    }

    private static async Task<JsonElement> Of(Shop shop, string code) => (await shop.Read("/api/roles")).List().Single(r => r.GetProperty("system").GetString() == code);

    private static object Role(string name, string[] permissions, long? version = null, bool masks = false) =>
        new { name, permissions, orderScope = "all", warehouseScope = "all", masksPersonalData = masks, version };

    private static List<string> Strings(JsonElement json, string name) => [.. json.List(name).Select(s => s.GetString()!)];
}

[Collection(SqliteApp.Collection)]
public sealed class RolesOnSqlite(SqliteApp app) : RoleTests(app);

[Collection(PostgresApp.Collection)]
public sealed class RolesOnPostgres(PostgresApp app) : RoleTests(app);
