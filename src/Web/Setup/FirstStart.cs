using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;
using PromoEngine.Web.Demo;
using PromoEngine.Web.Live;

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

        var workspace = New();
        scope.ServiceProvider.GetRequiredService<CurrentWorkspace>().Enter(workspace.Id, "system");
        var seed = scope.ServiceProvider.GetRequiredService<DemoSeed>();
        var ready = demo.Allowed ? seed.Prepare(workspace.Id) : null;
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Run(db, async () =>
        {
            db.Workspaces.Add(workspace);
            db.NumberSequences.AddRange(
                new NumberSequence { Kind = "quote", Format = "Q-{0}" },
                new NumberSequence { Kind = "order", Format = "SO-{0}" },
                new NumberSequence { Kind = Sequencer.Counter, Format = "{0}", Next = 1 });
            if (admin is not null)
            {
                db.Users.Add(admin);
                db.Memberships.Add(new() { UserId = admin.Id, WorkspaceId = workspace.Id, Role = Role.Admin });
                if (bootstrap.Value.ApiToken is { Length: > 0 } token)
                    db.ApiTokens.Add(new() { UserId = admin.Id, WorkspaceId = workspace.Id, Name = "bootstrap", Hash = ApiToken.HashOf(token), CreatedAt = workspace.CreatedAt });
            }

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
