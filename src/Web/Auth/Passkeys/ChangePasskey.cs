using System.ComponentModel.DataAnnotations;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Auth.Passwords;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth.Passkeys;

public sealed record RenamePasskeyRequest([property: Required, StringLength(Passkey.LongestName, MinimumLength = 1)] string Name);

/// <summary>Renames and removes one's own passkeys. Removing asks for the password, as adding does.</summary>
internal sealed class ChangePasskey(AppDb db, CurrentPerson person, OwnPassword own)
{
    /// <summary>Null: there is none of this person.</summary>
    public async Task<PasskeyView?> Rename(string id, RenamePasskeyRequest request, CancellationToken ct)
    {
        if (await Find(id, ct) is not { } passkey)
            return null;
        passkey.Data.Name = request.Name.Trim() is { Length: > 0 } name ? name : throw new BadHttpRequestException("A passkey needs a name.");
        // The name itself may name a person, and would stay in the log for good.
        db.Audit("passkey.renamed", "user", passkey.UserId, null, new { passkey = Passkey.MarkOf(passkey.CredentialId) });
        await db.SaveChangesAsync(ct);
        return PasskeyView.Of(passkey);
    }

    public Task<OwnPassword.Proof> PrepareRemove(OwnPasswordRequest request, CancellationToken ct) => own.Prepare(request.Password, ct);

    /// <summary>Null: there is none of this person. False: the password is wrong.</summary>
    public async Task<bool?> Remove(string id, OwnPassword.Proof proof, CancellationToken ct)
    {
        if (await Find(id, ct) is not { } passkey)
            return null;
        if (await own.Write(proof, ct) is null)
            return false;
        db.UserPasskeys.Remove(passkey);
        db.Audit("passkey.removed", "user", passkey.UserId, new { passkey = Passkey.MarkOf(passkey.CredentialId) }, null);
        await db.SaveChangesAsync(ct);
        return true;
    }

    private async Task<Passkey?> Find(string id, CancellationToken ct) =>
        Passkey.CredentialOf(id) is { } credential ? await db.UserPasskeys.FirstOrDefaultAsync(p => p.CredentialId == credential && p.UserId == person.Id, ct) : null;
}
