using System.Text.Json;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth.Passwords;
using PromoEngine.Web.Auth.Sessions;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth.Passkeys;

/// <param name="Options">For the browser's `PublicKeyCredential.parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON`.</param>
internal sealed record PasskeyOptionsView(JsonElement Options);

/// <param name="Credential">What the browser's `credential.toJSON()` gave.</param>
public sealed record AddPasskeyRequest(JsonElement Credential);

/// <summary>
/// A new passkey: first the password and a challenge, then the device's answer to it. It is named after the browser until the person says better.
/// </summary>
internal sealed class AddPasskey(AppDb db, CurrentPerson person, OwnPassword own, IPasskeyHandler<User> handler, PasskeyCeremony ceremony, TimeProvider clock)
{
    internal sealed record Asked(OwnPassword.Proof Proof, string Options, string Sealed);

    internal sealed record Ready(PasskeyCeremony.Open Open, UserPasskeyInfo Passkey, string Name);

    public async Task<Asked> PrepareBegin(OwnPasswordRequest request, HttpContext http, CancellationToken ct)
    {
        var proof = await own.Prepare(request.Password, ct);
        var name = await db.Users.Where(u => u.Id == person.Id).Select(u => u.DisplayName).SingleAsync(ct);
        var result = await handler.MakeCreationOptionsAsync(new() { Id = person.Id!.Value.ToString(), Name = proof.Email, DisplayName = name }, http);
        return new(proof, result.CreationOptionsJson, ceremony.Seal(CeremonyKind.Add, result.AttestationState!));
    }

    /// <summary>Null: the password is wrong.</summary>
    public async Task<PasskeyOptionsView?> Begin(Asked asked, HttpContext http, CancellationToken ct)
    {
        if (await own.Write(asked.Proof, ct) is not { } user)
            return null;
        await MayHaveMore(user.Id, ct);
        db.Audit("passkey.begun", "user", user.Id, null, null);
        await db.SaveChangesAsync(ct);
        PasskeyCeremony.Begin(http, CeremonyKind.Add, asked.Sealed);
        return new(JsonElement.Parse(asked.Options));
    }

    public async Task<Ready> Prepare(AddPasskeyRequest request, HttpContext http, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (ceremony.Find(http, CeremonyKind.Add) is not { } open)
            throw Over();
        PasskeyCeremony.End(http, CeremonyKind.Add);
        var answer = PasskeySite.Text(request.Credential) is { } text
            ? await handler.PerformAttestationAsync(new() { HttpContext = http, CredentialJson = text, AttestationState = open.State })
            : null;
        // Begun by one person, answered by another: the sign-in changed in between.
        if (answer is not { Succeeded: true } || answer.UserEntity.Id != person.Id!.Value.ToString())
            throw new RefusedException("passkey.refused", "This passkey could not be added: what the device answered does not fit what was asked. Try again.");
        return new(open, answer.Passkey, Caller.Of(http).Device);
    }

    public async Task<PasskeyView> Write(Ready ready, CancellationToken ct)
    {
        var user = person.Id!.Value;
        if (!await PasskeyCeremony.Spend(db, ready.Open, ct))
            throw Over();
        await MayHaveMore(user, ct);
        var credential = ready.Passkey.CredentialId;
        if (await db.UserPasskeys.AnyAsync(p => p.CredentialId == credential, ct))
            throw new RefusedException("passkey.known", "This passkey was added already.");
        var now = clock.GetUtcNow();
        var passkey = new Passkey { UserId = user, CredentialId = credential, Data = Data(ready, now) };
        db.UserPasskeys.Add(passkey);
        db.Audit("passkey.added", "user", user, null, new { passkey = Passkey.MarkOf(credential), synced = passkey.Data.IsBackedUp });
        await db.SaveChangesAsync(ct);
        return PasskeyView.Of(passkey);
    }

    private async Task MayHaveMore(Guid user, CancellationToken ct)
    {
        if (await db.UserPasskeys.CountAsync(p => p.UserId == user, ct) >= Passkey.Most)
            throw new RefusedException("passkey.many", $"You have {Passkey.Most} passkeys. Remove one that you do not use, then add another.");
    }

    private static IdentityPasskeyData Data(Ready ready, DateTimeOffset now) => new()
    {
        PublicKey = ready.Passkey.PublicKey,
        Name = ready.Name,
        CreatedAt = now,
        SignCount = ready.Passkey.SignCount,
        Transports = ready.Passkey.Transports,
        IsUserVerified = ready.Passkey.IsUserVerified,
        IsBackupEligible = ready.Passkey.IsBackupEligible,
        IsBackedUp = ready.Passkey.IsBackedUp,
        AttestationObject = ready.Passkey.AttestationObject,
        ClientDataJson = ready.Passkey.ClientDataJson,
    };

    private static RefusedException Over() => new("passkey.over", "This took too long, or was answered already. Begin again.");
}
