using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Demo;

/// <summary>What a newcomer types to get in: said at the start, and only while it is true.</summary>
internal sealed class DemoSignIn(IServiceScopeFactory scopes, DemoMode demo)
{
    /// <summary>E-mail and password; null where they would not let anybody in.</summary>
    public async Task<(string Email, string Password)?> Find(CancellationToken ct)
    {
        if (!demo.Allowed)
            return null;

        await using var scope = scopes.CreateAsyncScope();
        var email = DemoShop.Instance.Staff[0].Email;
        var user = await scope.ServiceProvider.GetRequiredService<AppDb>().Users.AsNoTracking().FirstOrDefaultAsync(u => u.Email == email, ct);
        var hasher = scope.ServiceProvider.GetRequiredService<IPasswordHasher<User>>();
        return user?.PasswordHash is { } hash && hasher.VerifyHashedPassword(user, hash, DemoSeed.Password) != PasswordVerificationResult.Failed
            ? (email, DemoSeed.Password)
            : null;
    }
}
