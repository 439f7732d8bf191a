using System.ComponentModel.DataAnnotations;

using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth;

public sealed record SignInRequest([property: Required, EmailAddress, StringLength(256)] string Email, [property: Required, StringLength(200)] string Password);

internal sealed record SignedIn(Guid UserId, Guid WorkspaceId);

/// <summary>
/// E-mail and password. The slow hash is compared outside the unit; inside, failures are counted and the account locks after five for five minutes.
/// An unknown e-mail costs the same time and gets the same answer as a wrong password.
/// </summary>
internal sealed class SignIn(AppDb db, UserManager<User> users, IPasswordHasher<User> hasher)
{
    private static readonly User Nobody = new() { DisplayName = "" };
    private static string? nobodysHash;

    internal sealed record Checked(Guid? UserId, bool PasswordIsRight);

    public async Task<Checked> Prepare(SignInRequest request, CancellationToken ct)
    {
        var email = users.NormalizeEmail(request.Email);
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.NormalizedEmail == email, ct);
        nobodysHash ??= hasher.HashPassword(Nobody, "nobody");
        var result = hasher.VerifyHashedPassword(user ?? Nobody, user?.PasswordHash ?? nobodysHash, request.Password);
        return new(user?.Id, user is not null && result != PasswordVerificationResult.Failed);
    }

    public async Task<SignedIn> Write(Checked attempt, CancellationToken ct)
    {
        var user = attempt.UserId is { } id ? await db.Users.FirstOrDefaultAsync(u => u.Id == id, ct) : null;
        if (user is null)
            throw new SignInRefusedException("signin.failed");
        if (await users.IsLockedOutAsync(user))
            throw new SignInRefusedException("signin.locked");
        if (!attempt.PasswordIsRight)
        {
            // Returned, not thrown: the count of failures must be committed.
            await users.AccessFailedAsync(user);
            await db.SaveChangesAsync(ct);
            return new(Guid.Empty, Guid.Empty);
        }

        if (user.AccessFailedCount > 0)
        {
            await users.ResetAccessFailedCountAsync(user);
            await db.SaveChangesAsync(ct);
        }

        var membership = await db.Memberships.AsNoTracking().Where(m => m.UserId == user.Id && m.Status == MembershipStatus.Active).OrderBy(m => m.WorkspaceId).FirstOrDefaultAsync(ct)
            ?? throw new SignInRefusedException("signin.failed");
        return new(user.Id, membership.WorkspaceId);
    }

    /// <summary>What the cookie carries; the permissions are read at each request.</summary>
    public static System.Security.Claims.ClaimsPrincipal Principal(SignedIn person) =>
        Person.Create(person.UserId, person.WorkspaceId, CookieAuthenticationDefaults.AuthenticationScheme);
}

/// <summary>401 with a stable code.</summary>
internal sealed class SignInRefusedException(string code) : Exception(code)
{
    public string Code { get; } = code;

    public static string Sentence(string code) => code == "signin.locked"
        ? "Too many wrong passwords: this account is locked for five minutes."
        : "This e-mail and password do not belong together.";
}
