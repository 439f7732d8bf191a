using System.Text.Json;

using Microsoft.AspNetCore.Identity;

using PromoEngine.Inbox.Channels;

namespace PromoEngine.Web.Auth.Passkeys;

/// <summary>
/// The site that passkeys are bound to: `PublicUrl` where it is set, so that it is the same behind every proxy; else the host that was called. The browser
/// says on which page a key was asked for; only our own counts.
/// </summary>
internal static class PasskeySite
{
    private const int LongestCredential = 32 * 1024;

    public static void Configure(IdentityPasskeyOptions passkeys, ReachableAt reachable)
    {
        passkeys.ServerDomain = reachable.PublicUrl?.Host;
        passkeys.ValidateOrigin = asked => ValueTask.FromResult(IsOurs(asked, reachable.PublicUrl));
        passkeys.AuthenticatorTimeout = PasskeyCeremony.Longest;
        // The device asks for a finger, a face or its own code: having and being (or knowing) in one, which is why no second step follows.
        passkeys.UserVerificationRequirement = "required";
        // The device knows whose key it is, so nobody types an e-mail.
        passkeys.ResidentKeyRequirement = "required";
        passkeys.AttestationConveyancePreference = "none";
    }

    /// <summary>The answer as the framework's handler reads it; null for what cannot be one.</summary>
    public static string? Text(JsonElement credential) =>
        credential.ValueKind == JsonValueKind.Object && credential.GetRawText() is { Length: <= LongestCredential } text ? text : null;

    private static bool IsOurs(PasskeyOriginValidationContext asked, Uri? publicUrl) =>
        !asked.CrossOrigin && Uri.TryCreate(asked.Origin, UriKind.Absolute, out var origin)
        && (origin.Scheme == Uri.UriSchemeHttps || (origin.Scheme == Uri.UriSchemeHttp && origin.IsLoopback))
        && (Is(origin, publicUrl?.Authority) || Is(origin, asked.HttpContext.Request.Host.Value));

    private static bool Is(Uri origin, string? authority) => string.Equals(origin.Authority, authority, StringComparison.OrdinalIgnoreCase);
}
