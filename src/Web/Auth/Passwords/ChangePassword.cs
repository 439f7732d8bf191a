using System.ComponentModel.DataAnnotations;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth.Passwords;

public sealed record ChangePasswordRequest([property: Required, StringLength(200)] string Current, [property: Required, GoodPassword] string Password);

/// <summary>A new password by the old one. The person's other sessions end.</summary>
internal sealed class ChangePassword(AppDb db, OwnPassword own, IPasswordHasher<User> hasher, CameIn cameIn, TimeProvider clock)
{
    internal sealed record Ready(OwnPassword.Proof Proof, string PasswordHash);

    public async Task<Ready> Prepare(ChangePasswordRequest request, CancellationToken ct)
    {
        var proof = await own.Prepare(request.Current, ct);
        PersonalPassword.RefuseEmail(request.Password, proof.Email);
        return new(proof, hasher.HashPassword(new() { DisplayName = "" }, request.Password));
    }

    /// <summary>False: the old password is wrong.</summary>
    public async Task<bool> Write(Ready ready, CancellationToken ct)
    {
        if (await own.Write(ready.Proof, ct) is not { } user)
            return false;
        user.PasswordHash = ready.PasswordHash;
        var session = cameIn.SessionId;
        await db.UserSessions.Where(s => s.UserId == user.Id && s.Id != session).ExecuteDeleteAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        await db.MailedLinks.Where(l => l.UserId == user.Id && l.Purpose == LinkPurpose.Reset && l.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), ct);
        db.Announce(Live.Topics.Session, user.Id);
        db.Audit("password.changed", "user", user.Id, null, null);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
