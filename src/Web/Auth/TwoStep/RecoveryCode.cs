using System.Security.Cryptography;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PromoEngine.Web.Auth.TwoStep;

/// <summary>Stands in once for the app's code when the phone is gone. Used ones are deleted; only hashes are kept.</summary>
internal sealed class RecoveryCode
{
    public const int Count = 10;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid UserId { get; init; }

    /// <summary>SHA-256 in hex: a code is 80 random bits, so a slow hash would protect nothing more.</summary>
    public required string Hash { get; init; }

    /// <summary>"ABCD-EFGH-IJKL-MNOP".</summary>
    public static string New() => string.Join('-', Totp.Base32(RandomNumberGenerator.GetBytes(10)).Chunk(4).Select(part => new string(part)));

    /// <summary>However it was typed.</summary>
    public static string HashOf(string code) => ApiToken.HashOf(new string([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]));
}

internal sealed class RecoveryCodeTable : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> b)
    {
        b.ToTable("recovery_codes");
        b.Property(c => c.Hash).HasMaxLength(64);
        b.HasIndex(c => new { c.UserId, c.Hash }).IsUnique();
        b.HasOne<User>().WithMany().HasForeignKey(c => c.UserId);
    }
}
