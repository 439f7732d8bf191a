using System.Text.Json;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth.Sessions;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth.Passkeys;

/// <param name="Credential">What the browser's `credential.toJSON()` gave.</param>
public sealed record PasskeySignInRequest(JsonElement Credential);

/// <summary>
/// A passkey opens without an e-mail, a password or a code: the device says whose it is and has looked at its person. The framework's handler checks the
/// signature outside the unit; inside, the challenge is spent and the key's counter judged once more. Guessing is no way in here, so the lock against
/// guessed passwords does not keep a passkey out.
/// </summary>
internal sealed class SignInWithPasskey(AppDb db, IPasskeyHandler<User> handler, PasskeyCeremony ceremony, OpenSession open, TimeProvider clock, ILogger<SignInWithPasskey> log)
{
    /// <param name="Open">Null: no challenge is open in this browser.</param>
    /// <param name="UserId">Whose passkey it says it is; null: nobody's.</param>
    /// <param name="Passkey">Null: what was answered does not hold.</param>
    internal sealed record Checked(PasskeyCeremony.Open? Open, Guid? UserId, UserPasskeyInfo? Passkey);

    public async Task<PasskeyOptionsView> Begin(HttpContext http, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var result = await handler.MakeRequestOptionsAsync(null, http);
        PasskeyCeremony.Begin(http, CeremonyKind.SignIn, ceremony.Seal(CeremonyKind.SignIn, result.AssertionState!));
        return new(JsonElement.Parse(result.RequestOptionsJson));
    }

    public async Task<Checked> Prepare(PasskeySignInRequest request, HttpContext http, CancellationToken ct)
    {
        if (ceremony.Find(http, CeremonyKind.SignIn) is not { } begun)
            return new(null, null, null);
        PasskeyCeremony.End(http, CeremonyKind.SignIn);
        if (PasskeySite.Text(request.Credential) is not { } text)
            return new(begun, null, null);
        var answer = await handler.PerformAssertionAsync(new() { HttpContext = http, CredentialJson = text, AssertionState = begun.State });
        if (answer.Succeeded)
            return new(begun, answer.User.Id, answer.Passkey);
        log.LogInformation("A passkey was refused: {Reason}", answer.Failure.Message);
        return new(begun, await OwnerOf(request.Credential, ct), null);
    }

    public async Task<SignedIn> Write(Checked attempt, Caller caller, string requestId, CancellationToken ct)
    {
        if (attempt.Open is not { } begun || !await PasskeyCeremony.Spend(db, begun, ct))
            return SignedIn.Not("passkey.over");
        if (attempt.UserId is not { } user)
            return SignedIn.Not("passkey.refused");

        var workspace = await open.Enter(user, caller, requestId, ct);
        var result = open.Record(user, await Judge(user, attempt, workspace, caller, ct), workspace, caller);
        await db.SaveChangesAsync(ct);
        return result;
    }

    private async Task<LoginOutcome> Judge(Guid user, Checked attempt, Guid? workspace, Caller caller, CancellationToken ct)
    {
        if (attempt.Passkey is not { } used)
            return LoginOutcome.WrongPasskey;
        var passkey = await db.UserPasskeys.FirstOrDefaultAsync(p => p.CredentialId == used.CredentialId && p.UserId == user, ct);
        // Removed meanwhile, or its counter was passed by another sign-in: then there are two of it.
        if (passkey is null || (used.SignCount | passkey.Data.SignCount) != 0 && used.SignCount <= passkey.Data.SignCount)
            return LoginOutcome.WrongPasskey;
        if (workspace is { } here && !await open.MayComeFrom(user, here, caller, ct))
            return LoginOutcome.WrongAddress;
        (passkey.Data.SignCount, passkey.Data.IsBackedUp, passkey.LastUsedAt) = (used.SignCount, used.IsBackedUp, clock.GetUtcNow().UtcDateTime);
        return LoginOutcome.PasskeyUsed;
    }

    /// <summary>For the history of whoever the key belongs to: they should see that somebody tried.</summary>
    private async Task<Guid?> OwnerOf(JsonElement credential, CancellationToken ct)
    {
        var id = credential.TryGetProperty("id", out var given) && given.ValueKind == JsonValueKind.String ? Passkey.CredentialOf(given.GetString()) : null;
        return id is null ? null : await db.UserPasskeys.Where(p => p.CredentialId == id).Select(p => (Guid?)p.UserId).FirstOrDefaultAsync(ct);
    }
}
