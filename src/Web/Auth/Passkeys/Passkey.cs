using System.Buffers.Text;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoEngine.Web.Auth.Passkeys;

/// <summary>
/// The public half of a key pair whose private half never leaves a person's device or password manager. The framework's own row, and when it was used last.
/// </summary>
internal sealed class Passkey : IdentityUserPasskey<Guid>
{
    /// <summary>As many as a person may have.</summary>
    public const int Most = 20;

    public const int LongestName = 60;

    public DateTime? LastUsedAt { get; set; }

    /// <summary>How the browser writes a credential's id, and how addresses carry it.</summary>
    public static string IdOf(byte[] credential) => Base64Url.EncodeToString(credential);

    /// <summary>Null for what is no such id.</summary>
    public static byte[]? CredentialOf(string? id) => id is { Length: > 0 and <= 1400 } && Base64Url.IsValid(id) ? Base64Url.DecodeFromChars(id) : null;

    /// <summary>Enough of the id to tell two apart in the audit.</summary>
    public static string MarkOf(byte[] credential) => IdOf(credential) is { Length: > 12 } id ? id[..12] : IdOf(credential);
}

internal sealed record PasskeyView(string Id, string Name, DateTime CreatedAt, DateTime? LastUsedAt, bool Synced)
{
    public static PasskeyView Of(Passkey passkey) =>
        new(Passkey.IdOf(passkey.CredentialId), passkey.Data.Name ?? "", passkey.Data.CreatedAt.UtcDateTime, passkey.LastUsedAt, passkey.Data.IsBackedUp);
}

/// <summary>
/// As the third version of the framework's schema has it. That version is not switched on as a whole: it also shortens columns of tables that nobody uses
/// here, and on SQLite each of those would be written anew.
/// </summary>
internal sealed class PasskeyTable : IEntityTypeConfiguration<Passkey>
{
    public void Configure(EntityTypeBuilder<Passkey> b)
    {
        b.ToTable("passkeys");
        b.HasKey(p => p.CredentialId);
        b.Property(p => p.CredentialId).HasMaxLength(1024);
        b.OwnsOne(p => p.Data).ToJson("data");
        b.HasIndex(p => p.UserId);
        b.HasOne<User>().WithMany().HasForeignKey(p => p.UserId);
    }
}

/// <summary>A challenge that was answered: it is not taken a second time. Forgotten once it would have expired anyway.</summary>
internal sealed class SpentChallenge
{
    /// <summary>SHA-256 in hex.</summary>
    public required string Hash { get; init; }

    public required DateTime ExpiresAt { get; init; }
}

internal sealed class SpentChallengeTable : IEntityTypeConfiguration<SpentChallenge>
{
    public void Configure(EntityTypeBuilder<SpentChallenge> b)
    {
        b.ToTable("spent_challenges");
        b.HasKey(c => c.Hash);
        b.Property(c => c.Hash).HasMaxLength(64);
        b.HasIndex(c => c.ExpiresAt);
    }
}
