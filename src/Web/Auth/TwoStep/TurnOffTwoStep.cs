using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth.Passwords;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth.TwoStep;

/// <summary>Back to the password alone.</summary>
internal sealed class TurnOffTwoStep(AppDb db, OwnPassword own)
{
    public Task<OwnPassword.Proof> Prepare(OwnPasswordRequest request, CancellationToken ct) => own.Prepare(request.Password, ct);

    /// <summary>False: the password is wrong.</summary>
    public async Task<bool> Write(OwnPassword.Proof proof, CancellationToken ct)
    {
        if (await own.Write(proof, ct) is not { } user)
            return false;
        user.TwoFactorEnabled = false;
        (user.TwoStepSecret, user.TwoStepLastStep) = (null, null);
        await db.RecoveryCodes.Where(c => c.UserId == user.Id).ExecuteDeleteAsync(ct);
        db.Audit("two_step.turned_off", "user", user.Id, null, null);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
