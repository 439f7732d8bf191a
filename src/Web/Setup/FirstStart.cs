using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;
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

        var admin = bootstrap.Value.AdminEmail is { Length: > 0 } email ? Admin(scope.ServiceProvider, email) : null;
        if (admin is null && !demo.Allowed)
            log.LogWarning("Nobody can sign in yet: set Bootstrap:AdminEmail and Bootstrap:AdminPassword and start again");

        var workspace = new Workspace { Name = "My shop", Currency = "USD", TimeZone = "America/New_York", IsDemo = demo.Allowed, CreatedAt = clock.GetUtcNow().UtcDateTime };
        scope.ServiceProvider.GetRequiredService<CurrentWorkspace>().Enter(workspace.Id, "system");
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
        });
    }

    private User Admin(IServiceProvider services, string email)
    {
        var users = services.GetRequiredService<UserManager<User>>();
        var user = new User
        {
            DisplayName = email.Split('@')[0],
            Email = email,
            UserName = email,
            NormalizedEmail = users.NormalizeEmail(email),
            NormalizedUserName = users.NormalizeName(email),
            SecurityStamp = Guid.CreateVersion7().ToString(),
            LockoutEnabled = true,
            EmailConfirmed = true,
        };
        user.PasswordHash = services.GetRequiredService<IPasswordHasher<User>>().HashPassword(user, bootstrap.Value.AdminPassword!);
        return user;
    }
}
