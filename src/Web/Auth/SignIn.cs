using System.ComponentModel.DataAnnotations;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

using PromoEngine.Web.Auth.Sessions;
using PromoEngine.Web.Auth.TwoStep;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth;

/// <param name="Code">The second step, where the person has one: the app's six digits, or a recovery code.</param>
public sealed record SignInRequest(
    [property: Required, EmailAddress, StringLength(256)] string Email, [property: Required, StringLength(200)] string Password, [property: StringLength(40)] string? Code = null);

/// <summary>Whoever came in, or why nobody did.</summary>
internal sealed record SignedIn(Guid UserId, Guid WorkspaceId, Guid SessionId, string? Refusal = null)
{
    public static SignedIn Not(string refusal) => new(Guid.Empty, Guid.Empty, Guid.Empty, refusal);
}

/// <summary>
/// E-mail and password, and a code where two-step sign-in is on. The slow hash is compared outside the unit; inside, failures are counted and the account
/// locks after five for five minutes. An unknown e-mail costs the same time and gets the same answer as a wrong password.
/// </summary>
internal sealed class SignIn(
    AppDb db, UserManager<User> users, IPasswordHasher<User> hasher, TwoStepSecrets secrets, ReadAccess access, CurrentWorkspace current, IOptions<SignInOptions> options, TimeProvider clock)
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
        var workspace = await WorkspaceOf(id, ct);
        if (workspace is { } entered)
            current.Enter(entered, $"user:{id}", requestId, caller.Ip);

        var now = clock.GetUtcNow().UtcDateTime;
        var outcome = await Judge(user, attempt, workspace, caller, now, ct);
        if (outcome is LoginOutcome.WrongPassword or LoginOutcome.WrongCode)
            user.Failed(now);
        else if (outcome == LoginOutcome.SignedIn)
            user.Unlock();
        else
            user.AccessFailedCount--;
        var result = Result(user, outcome, workspace, caller, now);
        db.LoginAttempts.Add(new() { UserId = id, At = now, Outcome = outcome, Device = caller.Device, Ip = caller.Ip, WorkspaceId = result.Refusal is null ? workspace : null });
        if (workspace is not null)
            db.Audit(result.Refusal is null ? "session.signed_in" : "session.refused", "user", id, null, new { outcome, caller.Device, session = result.SessionId });
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
        return workspace is { } here && !await MayComeFrom(user.Id, here, caller, ct) ? LoginOutcome.WrongAddress : LoginOutcome.SignedIn;
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

    private async Task<bool> MayComeFrom(Guid user, Guid workspace, Caller caller, CancellationToken ct)
    {
        var list = await db.Workspaces.AsNoTracking().Where(w => w.Id == workspace).Select(w => w.AdminAddresses).SingleAsync(ct);
        return options.Value.IgnoreAdminAddresses || AdminAddresses.Allow(list, caller.Ip)
            || (await access.Of(user, workspace, ct))?.May.Contains(Permission.SettingsManage) != true;
    }

    private SignedIn Result(User user, LoginOutcome outcome, Guid? workspace, Caller caller, DateTime now)
    {
        if (outcome != LoginOutcome.SignedIn)
        {
            return SignedIn.Not(outcome switch
            {
                LoginOutcome.Locked => "signin.locked",
                LoginOutcome.CodeAsked => "signin.code",
                LoginOutcome.WrongCode => "signin.code_wrong",
                LoginOutcome.WrongAddress => AddressCheck.Code,
                _ => "signin.failed",
            });
        }

        if (workspace is not { } here)
            return SignedIn.Not("signin.no_workspace");
        var session = new UserSession { UserId = user.Id, WorkspaceId = here, Device = caller.Device, Ip = caller.Ip, CreatedAt = now, LastSeenAt = now };
        db.UserSessions.Add(session);
        return new(user.Id, here, session.Id);
    }

    /// <summary>Where the person was last, as long as they still belong there; otherwise any workspace of theirs.</summary>
    private async Task<Guid?> WorkspaceOf(Guid user, CancellationToken ct)
    {
        var mine = await db.Memberships.AsNoTracking().Where(m => m.UserId == user && m.Status == MembershipStatus.Active).OrderBy(m => m.WorkspaceId).Select(m => m.WorkspaceId).Take(100).ToListAsync(ct);
        if (mine.Count < 2)
            return mine.Count == 0 ? null : mine[0];
        var last = await db.LoginAttempts.AsNoTracking().Where(a => a.UserId == user && a.WorkspaceId != null).OrderByDescending(a => a.Id).Select(a => a.WorkspaceId).FirstOrDefaultAsync(ct);
        return last is { } there && mine.Contains(there) ? there : mine[0];
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
        "signin.no_workspace" => "Your account belongs to no workspace any more; ask whoever invited you.",
        _ => "This e-mail and password do not belong together.",
    };
}
