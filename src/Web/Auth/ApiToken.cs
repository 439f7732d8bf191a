using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Auth;

/// <summary>A key for scripts: acts as its person in its workspace. Only the hash is kept; revoking deletes the row.</summary>
internal sealed class ApiToken
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid UserId { get; init; }

    public required Guid WorkspaceId { get; init; }

    public required string Name { get; init; }

    /// <summary>SHA-256 of the token in hex. Tokens are long random texts, so a slow hash would protect nothing more.</summary>
    public required string Hash { get; init; }

    /// <summary>Permissions as words; null: whatever its person may.</summary>
    public string? Scopes { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime? ExpiresAt { get; init; }

    /// <summary>True to a minute.</summary>
    public DateTime? LastUsedAt { get; init; }

    public IReadOnlySet<Permission>? May => Scopes is null ? null : Permissions.ReadAll(Scopes);

    /// <summary>A secret that nobody can guess; the beginning says what it is to whoever finds it in a place where it should not be.</summary>
    public static string New(string kind) => $"{kind}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";

    public static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

internal sealed class ApiTokenTable : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> b)
    {
        b.ToTable("api_tokens");
        b.Ignore(t => t.May);
        b.Property(t => t.Name).HasMaxLength(100);
        b.Property(t => t.Hash).HasMaxLength(64);
        b.Property(t => t.Scopes).HasMaxLength(2000);
        b.HasIndex(t => t.Hash).IsUnique();
        b.HasOne<User>().WithMany().HasForeignKey(t => t.UserId);
        b.HasOne<Workspace>().WithMany().HasForeignKey(t => t.WorkspaceId);
    }
}
