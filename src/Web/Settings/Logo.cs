using System.Security.Cryptography;
using System.Xml;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Settings;

/// <summary>A workspace's logo, for its documents and screens. In the database, so that every node and every backup has it.</summary>
internal sealed class Logo
{
    public const int MaxBytes = 512 * 1024;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string ContentType { get; set; }

    public required byte[] Bytes { get; set; }

    /// <summary>Of the bytes; part of the address, so that browsers may keep the picture.</summary>
    public required string Hash { get; set; }

    public static string? Url(string? hash) => hash is null ? null : $"/api/workspace/logo?v={hash[..12]}";

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>What the bytes are, whatever anybody calls them; null for what is no logo.</summary>
    public static string? TypeOf(byte[] bytes) => bytes switch
    {
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0x52, 0x49, 0x46, 0x46, _, _, _, _, 0x57, 0x45, 0x42, 0x50, ..] => "image/webp",
        _ => IsSvg(bytes) ? "image/svg+xml" : null,
    };

    private static bool IsSvg(byte[] bytes)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            if (reader.MoveToContent() != XmlNodeType.Element || reader is not { LocalName: "svg", NamespaceURI: "http://www.w3.org/2000/svg" })
                return false;
            while (reader.Read())
            {
            }

            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}

internal sealed class LogoTable : IEntityTypeConfiguration<Logo>
{
    public void Configure(EntityTypeBuilder<Logo> b)
    {
        b.ToTable("workspace_logos");
        b.Property(l => l.ContentType).HasMaxLength(40);
        b.Property(l => l.Hash).HasMaxLength(64);
        b.HasIndex(AppDb.WorkspaceId).IsUnique();
    }
}
