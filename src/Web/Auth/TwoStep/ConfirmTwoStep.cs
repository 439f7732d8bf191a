using System.ComponentModel.DataAnnotations;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth.TwoStep;

public sealed record ConfirmTwoStepRequest([property: Required, StringLength(20)] string Code);

internal sealed record RecoveryCodesView(IReadOnlyList<string> RecoveryCodes);

/// <summary>Turns two-step sign-in on by the first code, and hands out the recovery codes, this once.</summary>
internal sealed class ConfirmTwoStep(AppDb db, CurrentPerson person, TwoStepSecrets secrets, TimeProvider clock)
{
    internal sealed record Ready(string? Secret, long? Step, IReadOnlyList<string> Codes);

    public async Task<Ready> Prepare(ConfirmTwoStepRequest request, CancellationToken ct)
    {
        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == person.Id, ct);
        if (user.TwoFactorEnabled)
            throw new RefusedException("two_step.on", "Two-step sign-in is on already.");
        if (secrets.Open(user.TwoStepSecret) is not { } secret)
            throw new RefusedException("two_step.not_begun", "Begin again: there is no code to confirm.");
        var step = Totp.Match(secret, request.Code.Replace(" ", "", StringComparison.Ordinal), clock.GetUtcNow().UtcDateTime);
        return new(user.TwoStepSecret, step, [.. Enumerable.Range(0, RecoveryCode.Count).Select(_ => RecoveryCode.New())]);
    }

    public async Task<RecoveryCodesView> Write(Ready ready, CancellationToken ct)
    {
        var user = await db.Users.SingleAsync(u => u.Id == person.Id, ct);
        if (ready.Step is not { } step || user.TwoStepSecret != ready.Secret || user.TwoFactorEnabled)
            throw new RefusedException("two_step.code_wrong", "This code does not fit. Check the clock of your phone, wait for the next code and try again.");
        user.TwoFactorEnabled = true;
        user.TwoStepLastStep = step;
        await Replace(db, user.Id, ready.Codes, ct);
        db.Audit("two_step.turned_on", "user", user.Id, null, null);
        await db.SaveChangesAsync(ct);
        return new(ready.Codes);
    }

    public static async Task Replace(AppDb db, Guid user, IEnumerable<string> codes, CancellationToken ct)
    {
        await db.RecoveryCodes.Where(c => c.UserId == user).ExecuteDeleteAsync(ct);
        db.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCode { UserId = user, Hash = RecoveryCode.HashOf(code) }));
    }
}
