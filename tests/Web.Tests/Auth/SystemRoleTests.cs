using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Roles;

namespace PromoEngine.Web.Tests.Auth;

/// <summary>Roles that every workspace has, and what became of the roles of before.</summary>
public abstract class SystemRoleTests(App app) : AppTests(app)
{
    [Fact]
    public async Task A_new_workspace_has_all_system_roles_and_its_administrator_may_everything()
    {
        var shop = await App.NewShop();

        var roles = await shop.Look(db => db.Roles.OrderBy(r => r.SystemCode).ToListAsync(Ct));
        var may = (await shop.Read("/api/session")).List("permissions").Select(p => p.GetString()!);

        Assert.Equal(SystemRoles.All.Select(r => r.Code).Order(StringComparer.Ordinal), roles.Select(r => r.SystemCode!));
        Assert.Equal(Enum.GetValues<Permission>().Where(p => p == Permission.Member || !p.Info().Later).Select(p => p.Word()).Order(StringComparer.Ordinal), may.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Admin", "admin")]
    [InlineData("TeamLead", "team_lead")]
    [InlineData("Agent", "sales_agent")]
    public async Task A_former_role_becomes_a_system_role_at_the_next_start(string former, string code)
    {
        var shop = await App.NewShop();
        await shop.Unit(async (_, db) =>
        {
            await db.MembershipRoles.Where(r => r.WorkspaceId == shop.Workspace).ExecuteDeleteAsync(Ct);
            await db.Roles.ExecuteDeleteAsync(Ct);
            await db.Memberships.Where(m => m.WorkspaceId == shop.Workspace).ExecuteUpdateAsync(set => set.SetProperty(m => m.FormerRole, former), Ct);
        });

        await App.Services.GetRequiredService<SeedRoles>().Run(Ct);
        await App.Services.GetRequiredService<SeedRoles>().Run(Ct);

        var given = await shop.Look(db => db.MembershipRoles.Where(r => r.WorkspaceId == shop.Workspace).Join(db.Roles, g => g.RoleId, r => r.Id, (_, r) => r.SystemCode).ToListAsync(Ct));
        Assert.Equal([code], given);
        Assert.Equal(SystemRoles.All.Count, await shop.Look(db => db.Roles.CountAsync(Ct)));
        Assert.Null(await shop.Look(db => db.Memberships.Where(m => m.WorkspaceId == shop.Workspace).Select(m => m.FormerRole).SingleAsync(Ct)));
    }

    [Fact]
    public async Task A_system_role_follows_its_defaults_until_somebody_changes_it()
    {
        var shop = await App.NewShop();
        await shop.Unit(async (_, db) =>
        {
            var roles = await db.Roles.ToDictionaryAsync(r => r.SystemCode!, Ct);
            await db.Roles.Where(r => r.SystemCode == SystemRoles.Auditor).ExecuteUpdateAsync(set => set.SetProperty(r => r.Permissions, "audit_read"), Ct);
            roles[SystemRoles.Finance].Change(SystemRoles.Find(SystemRoles.Finance)!.Content with { May = new HashSet<Permission> { Permission.OrdersRead } });
            await db.SaveChangesAsync(Ct);
        });

        await App.Services.GetRequiredService<SeedRoles>().Run(Ct);

        var now = await shop.Look(db => db.Roles.ToDictionaryAsync(r => r.SystemCode!, r => r.Permissions, Ct));
        Assert.Equal(Permissions.Write(SystemRoles.Find(SystemRoles.Auditor)!.Content.May), now[SystemRoles.Auditor]);
        Assert.Equal("orders_read", now[SystemRoles.Finance]);
    }

    [Fact]
    public async Task Several_roles_add_up_and_without_any_a_person_is_a_mere_member()
    {
        var shop = await App.NewShop();
        var nobody = await shop.GivenPerson();
        var both = await shop.GivenPerson("customer_support", "auditor");

        var refused = await nobody.Get("/api/orders");
        await refused.Refused(System.Net.HttpStatusCode.Forbidden, "permission.denied");
        Assert.Equal("orders_read", (await refused.Body()).Text("permission"));
        Assert.Equal(["member"], (await nobody.Read("/api/session")).List("permissions").Select(p => p.GetString()));
        var may = (await both.Read("/api/session")).List("permissions").Select(p => p.GetString()).ToList();
        Assert.Contains("audit_read", may);
        Assert.Contains("inbox_reply", may);
    }

    [Fact]
    public async Task What_a_role_may_is_asked_anew_at_each_request()
    {
        var shop = await App.NewShop();
        var agent = await shop.GivenPerson("sales_agent");
        await (await agent.Get("/api/channels")).Refused(System.Net.HttpStatusCode.Forbidden, "permission.denied");

        await agent.SetRoles("sales_agent", "admin");
        await (await agent.Get("/api/channels")).Expect(System.Net.HttpStatusCode.OK, App);
        await shop.Unit((_, db) => db.Memberships.Where(m => m.UserId == agent.Person).ExecuteUpdateAsync(set => set.SetProperty(m => m.Status, MembershipStatus.Disabled), Ct));

        await (await agent.Get("/api/session")).Refused(System.Net.HttpStatusCode.Forbidden, "permission.denied");
    }
}

[Collection(SqliteApp.Collection)]
public sealed class SystemRolesOnSqlite(SqliteApp app) : SystemRoleTests(app);

[Collection(PostgresApp.Collection)]
public sealed class SystemRolesOnPostgres(PostgresApp app) : SystemRoleTests(app);
