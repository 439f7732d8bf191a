using Microsoft.EntityFrameworkCore;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Demo;

/// <summary>The picture of a product in the colour of a variant, or in one that is asked for, else in the first that it comes in.</summary>
internal sealed class ProductImages(AppDb db)
{
    private const string Color = "color";

    /// <summary>Null: no such product, or none that is drawn.</summary>
    public async Task<string?> Draw(Guid productId, Guid? variantId, string? color, CancellationToken ct)
    {
        var product = await db.Products.AsNoTracking()
            .Where(p => p.Id == productId)
            .Select(p => new { p.Name, p.ImageKey, p.Attributes })
            .FirstOrDefaultAsync(ct);
        if (product?.ImageKey is null || DemoPicture.FromKey(product.ImageKey) is not { } picture)
            return null;

        var wanted = variantId is { } id ? await ColorOf(productId, id, ct) : color;
        var offered = product.Attributes.TryGetValue(Color, out var colors) ? colors : [];
        var chosen = wanted is not null && offered.Contains(wanted) ? wanted : offered is [var first, ..] ? first : null;
        return picture.Draw(chosen, chosen is null ? product.Name : $"{product.Name}, {chosen}");
    }

    private async Task<string?> ColorOf(Guid productId, Guid variantId, CancellationToken ct)
    {
        var attributes = await db.Variants.AsNoTracking()
            .Where(v => v.Id == variantId && v.ProductId == productId)
            .Select(v => v.Attributes)
            .FirstOrDefaultAsync(ct);
        return attributes?.GetValueOrDefault(Color);
    }
}
