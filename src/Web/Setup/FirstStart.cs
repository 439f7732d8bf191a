using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;
using PromoEngine.Web.Demo;

namespace PromoEngine.Web;

/// <summary>Fills a new, empty installation: the first workspace (the demo shop where a demo is allowed) and whoever `Bootstrap` names.</summary>
internal sealed class FirstStart(IServiceScopeFactory scopes, IOptions<BootstrapOptions> bootstrap, DemoMode demo, TimeProvider clock, ILogger<FirstStart> log)
{
    public async Task Run(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        if (await db.Workspaces.AnyAsync(ct))
            return;

        var admin = bootstrap.Value.AdminEmail is { Length: > 0 } email
            ? scope.ServiceProvider.GetRequiredService<NewPerson>().Create(email, email.Split('@')[0], bootstrap.Value.AdminPassword!)
            : null;
        if (admin is null && !demo.Allowed)
            log.LogWarning("Nobody can sign in yet: set Bootstrap:AdminEmail and Bootstrap:AdminPassword and start again");

        if (bootstrap.Value.TokenIsWeak)
            log.LogWarning("Bootstrap:ApiToken is short enough to be guessed; make a longer one before others can reach this server");

        var workspace = New();
        scope.ServiceProvider.GetRequiredService<CurrentWorkspace>().Enter(workspace.Id, "system");
        var seed = scope.ServiceProvider.GetRequiredService<DemoSeed>();
        var ready = demo.Allowed ? seed.Prepare(workspace.Id) : null;
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Run(db, async () =>
        {
            NewWorkspace.Add(db, workspace, admin, bootstrap.Value.ApiToken);
            await db.SaveChangesAsync(ct);
            if (ready is not null)
                await seed.Write(ready, ct);
        });
    }

    private Workspace New()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (!demo.Allowed)
            return new() { Name = "My shop", Currency = "USD", TimeZone = "America/New_York", CreatedAt = now };
        var shop = DemoShop.Instance;
        return new() { Name = shop.Name, Currency = shop.Currency, TimeZone = shop.TimeZone, IsDemo = true, CreatedAt = now };
    }
}
