using System.Security.Cryptography;
using System.Text.Json;

using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth.Passkeys;

internal enum CeremonyKind { Add, SignIn }

/// <summary>
/// What the server must remember between its challenge and the answer of the authenticator. It travels sealed in a cookie, so that looking at the sign-in
/// page writes nothing; an answered challenge is written down, so that the same answer opens nothing twice.
/// </summary>
internal sealed class PasskeyCeremony(IDataProtectionProvider protection, TimeProvider clock)
{
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly IDataProtector protector = protection.CreateProtector("passkey-ceremony");

    /// <summary>What the framework's handler checks the answer against, and until when.</summary>
    internal sealed record Open(CeremonyKind Kind, string State, DateTime ExpiresAt)
    {
        public string Hash => ApiToken.HashOf(State);
    }

    /// <summary>Outside a unit.</summary>
    public string Seal(CeremonyKind kind, string state) =>
        Convert.ToBase64String(protector.Protect(JsonSerializer.SerializeToUtf8Bytes(new Open(kind, state, clock.GetUtcNow().UtcDateTime + Longest))));

    public static void Begin(HttpContext http, CeremonyKind kind, string @sealed) => http.Response.Cookies.Append(Cookie(kind), @sealed, Options(http, Longest));

    /// <summary>Null: none was begun in this browser, or its time is over.</summary>
    public Open? Find(HttpContext http, CeremonyKind kind)
    {
        if (http.Request.Cookies[Cookie(kind)] is not { Length: > 0 } value)
            return null;
        try
        {
            var open = JsonSerializer.Deserialize<Open>(protector.Unprotect(Convert.FromBase64String(value)));
            return open?.Kind == kind && clock.GetUtcNow().UtcDateTime < open.ExpiresAt ? open : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    public static void End(HttpContext http, CeremonyKind kind) => http.Response.Cookies.Delete(Cookie(kind), Options(http, null));

    /// <summary>Inside the unit. False: this challenge was answered before.</summary>
    public static async Task<bool> Spend(AppDb db, Open open, CancellationToken ct)
    {
        var hash = open.Hash;
        if (await db.SpentChallenges.AnyAsync(c => c.Hash == hash, ct))
            return false;
        db.SpentChallenges.Add(new() { Hash = hash, ExpiresAt = open.ExpiresAt });
        return true;
    }

    private static string Cookie(CeremonyKind kind) => kind == CeremonyKind.Add ? "promoengine-passkey-add" : "promoengine-passkey";

    private static CookieOptions Options(HttpContext http, TimeSpan? age) =>
        new() { HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/api", IsEssential = true, MaxAge = age };
}
