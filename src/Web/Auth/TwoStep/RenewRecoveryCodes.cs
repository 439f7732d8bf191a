using PromoEngine.Web.Auth.Passwords;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth.TwoStep;

/// <summary>Ten new recovery codes; the old ones count no more.</summary>
internal sealed class RenewRecoveryCodes(AppDb db, OwnPassword own)
{
    public Task<OwnPassword.Proof> Prepare(OwnPasswordRequest request, CancellationToken ct) => own.Prepare(request.Password, ct);

    /// <summary>Null: the password is wrong.</summary>
    public async Task<RecoveryCodesView?> Write(OwnPassword.Proof proof, CancellationToken ct)
    {
        if (await own.Write(proof, ct) is not { } user)
            return null;
        if (!user.TwoFactorEnabled)
            throw new RefusedException("two_step.off", "Two-step sign-in is off; there is nothing to recover.");
        var codes = Enumerable.Range(0, RecoveryCode.Count).Select(_ => RecoveryCode.New()).ToList();
        await ConfirmTwoStep.Replace(db, user.Id, codes, ct);
        db.Audit("two_step.codes_renewed", "user", user.Id, null, null);
        await db.SaveChangesAsync(ct);
        return new(codes);
    }
}
