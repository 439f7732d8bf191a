using System.ComponentModel.DataAnnotations;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth.Passwords;

public sealed record OwnPasswordRequest([property: Required, StringLength(200)] string Password);

/// <summary>
/// Asks a signed-in person for their password before something that a borrowed screen must not do. Wrong ones count, and lock, as at the sign-in.
/// </summary>
internal sealed class OwnPassword(AppDb db, CurrentPerson person, IPasswordHasher<User> hasher, TimeProvider clock)
{
    internal sealed record Proof(string Email, string? PasswordHash, bool IsRight);

    public async Task<Proof> Prepare(string password, CancellationToken ct)
    {
        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == person.Id, ct);
        var right = user.PasswordHash is { } hash && hasher.VerifyHashedPassword(user, hash, password) != PasswordVerificationResult.Failed;
        return new(user.Email!, user.PasswordHash, right);
    }

    /// <summary>The person, to be changed; null: the password is wrong, which must be committed.</summary>
    public async Task<User?> Write(Proof proof, CancellationToken ct)
    {
        await db.Users.Where(u => u.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount + 1), ct);
        var user = await db.Users.SingleAsync(u => u.Id == person.Id, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        if (user.IsLocked(now))
            throw new RefusedException("signin.locked", "Too many wrong passwords: this account is locked for five minutes.");
        if (proof.IsRight && user.PasswordHash == proof.PasswordHash)
        {
            user.Unlock();
            return user;
        }

        user.Failed(now);
        db.Audit("password.refused", "user", user.Id, null, null);
        await db.SaveChangesAsync(ct);
        return null;
    }

    public static IResult Wrong(string field = "password") => TypedResults.ValidationProblem(
        new Dictionary<string, string[]> { [field] = ["This is not your password."] }, detail: "This is not your password.", extensions: [new("code", "password.wrong")]);
}
