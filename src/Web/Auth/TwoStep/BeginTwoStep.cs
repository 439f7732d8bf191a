using PromoEngine.Web.Auth.Passwords;
using PromoEngine.Web.Data;

using QRCoder;

namespace PromoEngine.Web.Auth.TwoStep;

/// <param name="Qr">An SVG picture of the address.</param>
/// <param name="Secret">For typing it into the app by hand.</param>
internal sealed record TwoStepOffer(string Uri, string Secret, string Qr);

/// <summary>
/// Makes a secret for an authenticator app. It counts once a code of it has been entered (<see cref="ConfirmTwoStep"/>), so that nobody shuts themselves out
/// with an app that was never set up.
/// </summary>
internal sealed class BeginTwoStep(AppDb db, OwnPassword own, TwoStepSecrets secrets)
{
    private const string Issuer = "PromoEngine";

    internal sealed record Ready(OwnPassword.Proof Proof, string Sealed, TwoStepOffer Offer);

    public async Task<Ready> Prepare(OwnPasswordRequest request, CancellationToken ct)
    {
        var proof = await own.Prepare(request.Password, ct);
        var secret = Totp.NewSecret();
        var uri = Totp.Uri(secret, Issuer, proof.Email);
        using var qr = QRCodeGenerator.GenerateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(qr);
        var svg = picture.GetGraphic(4, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
        return new(proof, secrets.Seal(secret), new(uri, Totp.Base32(secret), svg));
    }

    /// <summary>Null: the password is wrong.</summary>
    public async Task<TwoStepOffer?> Write(Ready ready, CancellationToken ct)
    {
        if (await own.Write(ready.Proof, ct) is not { } user)
            return null;
        if (user.TwoFactorEnabled)
            throw new RefusedException("two_step.on", "Two-step sign-in is on already. Turn it off first, to set up another app.");
        user.TwoStepSecret = ready.Sealed;
        db.Audit("two_step.begun", "user", user.Id, null, null);
        await db.SaveChangesAsync(ct);
        return ready.Offer;
    }
}
