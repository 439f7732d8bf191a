using System.Security.Cryptography;

using Microsoft.AspNetCore.DataProtection;

namespace PromoEngine.Web.Auth.TwoStep;

/// <summary>The secret shared with a person's authenticator app, sealed for its place in the database. Belongs before a unit.</summary>
internal sealed class TwoStepSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("two-step");

    public string Seal(byte[] secret) => Convert.ToBase64String(protector.Protect(secret));

    /// <summary>Null: there is none, or it was sealed under a key that is gone.</summary>
    public byte[]? Open(string? @sealed)
    {
        if (@sealed is null)
            return null;
        try
        {
            return protector.Unprotect(Convert.FromBase64String(@sealed));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
