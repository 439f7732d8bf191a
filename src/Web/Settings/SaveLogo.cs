using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Settings;

internal sealed record LogoView(string? Logo);

/// <summary>Takes, gives and removes the logo.</summary>
internal sealed class SaveLogo(AppDb db)
{
    /// <summary>Outside the unit: reads what is sent, as far as it may be long, and looks what it is.</summary>
    public static async Task<Logo> Prepare(Stream body, CancellationToken ct)
    {
        var bytes = new byte[Logo.MaxBytes + 1];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        if (length > Logo.MaxBytes)
            throw new RefusedException("logo.too_large", "This picture is larger than 512 KB; save it smaller.");
        bytes = bytes[..length];
        return new()
        {
            ContentType = Logo.TypeOf(bytes) ?? throw new RefusedException("logo.type", "This is no PNG, WebP or SVG picture."),
            Bytes = bytes,
            Hash = Logo.HashOf(bytes),
        };
    }

    public async Task<LogoView> Write(Logo given, CancellationToken ct)
    {
        var workspace = db.Workspace;
        var before = await db.Logos.FirstOrDefaultAsync(ct);
        db.Audit("workspace.logo_changed", "workspace", workspace, before is null ? null : new { before.Hash }, new { given.Hash, given.ContentType, Size = given.Bytes.Length });
        if (before is null)
            db.Logos.Add(given);
        else
            (before.ContentType, before.Bytes, before.Hash) = (given.ContentType, given.Bytes, given.Hash);
        db.Announce("session", workspace);
        await db.SaveChangesAsync(ct);
        return new(Logo.Url(given.Hash));
    }

    public async Task<LogoView> Remove(CancellationToken ct)
    {
        var workspace = db.Workspace;
        if (await db.Logos.FirstOrDefaultAsync(ct) is not { } logo)
            return new(null);
        db.Audit("workspace.logo_removed", "workspace", workspace, new { logo.Hash }, null);
        db.Logos.Remove(logo);
        db.Announce("session", workspace);
        await db.SaveChangesAsync(ct);
        return new(null);
    }

    public Task<Logo?> Read(CancellationToken ct) => db.Logos.AsNoTracking().FirstOrDefaultAsync(ct);
}
