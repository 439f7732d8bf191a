using System.ComponentModel.DataAnnotations;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth.Sessions;
using PromoEngine.Web.Auth.TwoStep;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth;

/// <param name="Code">The second step, where the person has one: the app's six digits, or a recovery code.</param>
public sealed record SignInRequest(
    [property: Required, EmailAddress, StringLength(256)] string Email, [property: Required, StringLength(200)] string Password, [property: StringLength(40)] string? Code = null);

/// <summary>
/// E-mail and password, and a code where two-step sign-in is on. The slow hash is compared outside the unit; inside, failures are counted and the account
/// locks after five for five minutes. An unknown e-mail costs the same time and gets the same answer as a wrong password.
/// </summary>
internal sealed class SignIn(
    AppDb db, UserManager<User> users, IPasswordHasher<User> hasher, TwoStepSecrets secrets, OpenSession open, TimeProvider clock)
{
    private static readonly User Nobody = new() { DisplayName = "" };
    private static string? nobodysHash;

    /// <summary>What was found out before the unit, and on which password and secret.</summary>
    internal sealed record Checked(Guid? UserId, bool PasswordIsRight, string? PasswordHash, string? Code, long? CodeStep, string? TwoStepSecret);

    public async Task<Checked> Prepare(SignInRequest request, CancellationToken ct)
    {
        var email = users.NormalizeEmail(request.Email);
        var user = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.NormalizedEmail == email, ct);
        nobodysHash ??= hasher.HashPassword(Nobody, "nobody");
        var result = hasher.VerifyHashedPassword(user ?? Nobody, user?.PasswordHash ?? nobodysHash, request.Password);
        var code = request.Code?.Replace(" ", "", StringComparison.Ordinal) is { Length: > 0 } typed ? typed : null;
        var step = code is not null && secrets.Open(user?.TwoStepSecret) is { } secret ? Totp.Match(secret, code, clock.GetUtcNow().UtcDateTime) : null;
        return new(user?.Id, user?.PasswordHash is not null && result != PasswordVerificationResult.Failed, user?.PasswordHash, code, step, user?.TwoStepSecret);
    }

    public async Task<SignedIn> Write(Checked attempt, Caller caller, string requestId, CancellationToken ct)
    {
        if (attempt.UserId is not { } id)
            return SignedIn.Not("signin.failed");

        // This statement takes the row: many guesses at the same time are counted, and judged, one after the other.
        await db.Users.Where(u => u.Id == id).ExecuteUpdateAsync(set => set.SetProperty(u => u.AccessFailedCount, u => u.AccessFailedCount + 1), ct);
        var user = await db.Users.SingleAsync(u => u.Id == id, ct);
        var workspace = await open.Enter(id, caller, requestId, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var outcome = await Judge(user, attempt, workspace, caller, now, ct);
        if (outcome is LoginOutcome.WrongPassword or LoginOutcome.WrongCode)
            user.Failed(now);
        else if (outcome == LoginOutcome.SignedIn)
            user.Unlock();
        else
            user.AccessFailedCount--;
        var result = open.Record(id, outcome, workspace, caller);
        await db.SaveChangesAsync(ct);
        return result;
    }

    private async Task<LoginOutcome> Judge(User user, Checked attempt, Guid? workspace, Caller caller, DateTime now, CancellationToken ct)
    {
        if (user.IsLocked(now))
            return LoginOutcome.Locked;
        if (!attempt.PasswordIsRight || user.PasswordHash != attempt.PasswordHash)
            return LoginOutcome.WrongPassword;
        if (user.TwoFactorEnabled && attempt.Code is null)
            return LoginOutcome.CodeAsked;
        if (user.TwoFactorEnabled && !await TakeCode(user, attempt, ct))
            return LoginOutcome.WrongCode;
        return workspace is { } here && !await open.MayComeFrom(user.Id, here, caller, ct) ? LoginOutcome.WrongAddress : LoginOutcome.SignedIn;
    }

    /// <summary>A code counts once: the app's by its time step, a recovery code by being deleted.</summary>
    private async Task<bool> TakeCode(User user, Checked attempt, CancellationToken ct)
    {
        if (attempt.CodeStep is { } step && user.TwoStepSecret == attempt.TwoStepSecret)
        {
            if (user.TwoStepLastStep >= step)
                return false;
            user.TwoStepLastStep = step;
            return true;
        }

        var hash = RecoveryCode.HashOf(attempt.Code!);
        return await db.RecoveryCodes.Where(c => c.UserId == user.Id && c.Hash == hash).ExecuteDeleteAsync(ct) == 1;
    }
}

/// <summary>What the refusals of the sign-in say.</summary>
internal static class SignInRefusal
{
    public static IResult Problem(string code) => code == AddressCheck.Code
        ? Refusals.Problem(StatusCodes.Status403Forbidden, code, AddressCheck.Sentence)
        : Refusals.Problem(StatusCodes.Status401Unauthorized, code, Sentence(code));

    private static string Sentence(string code) => code switch
    {
        "signin.locked" => "Too many wrong passwords: this account is locked for five minutes.",
        "signin.code" => "Enter the code that your authenticator app shows.",
        "signin.code_wrong" => "This code is wrong or was used already. Wait for the next one and try again.",
        "passkey.over" => "This took too long, or was answered already. Try again.",
        "passkey.refused" => "This passkey does not open an account here. Use another one, or your password.",
        "signin.no_workspace" => "Your account belongs to no workspace any more; ask whoever invited you.",
        _ => "This e-mail and password do not belong together.",
    };
}
