using System.Security.Cryptography;

using Microsoft.AspNetCore.DataProtection;

using PromoEngine.Inbox.Channels;

namespace PromoEngine.Inbox.Files;

/// <summary>
/// Addresses under which a provider fetches one file that goes out (Twilio takes no bytes). Whoever has the address has the file, for a day; nobody can make
/// one up.
/// </summary>
internal sealed class FileLinks(IDataProtectionProvider protection, ReachableAt reachable)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("file links").ToTimeLimitedDataProtector();

    /// <summary>Null: nobody out there can reach us.</summary>
    public string? For(Guid workspace, Guid attachment, bool nearby) =>
        (reachable.PublicUrl ?? (nearby ? reachable.Listening : null)) is { } address
            ? $"{address.AbsoluteUri.TrimEnd('/')}/files/{protector.Protect($"{workspace:N}{attachment:N}", Life)}"
            : null;

    /// <summary>Null: it is none of ours, or its time is over.</summary>
    public (Guid Workspace, Guid Attachment)? Read(string token)
    {
        try
        {
            var ids = protector.Unprotect(token);
            return (Guid.Parse(ids.AsSpan(0, 32)), Guid.Parse(ids.AsSpan(32)));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
