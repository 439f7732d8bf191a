using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PromoEngine.Orders.Pricing;

namespace PromoEngine.Orders.Catalog;

/// <summary>From this quantity on, one piece costs this much, in the workspace's currency.</summary>
internal sealed class PriceBreak
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ProductId { get; init; }
    public required long MinQuantity { get; init; }
    public required long UnitPriceMicros { get; init; }

    /// <summary>A price list goes strictly up in quantity and never up in price: buying more never makes a piece dearer.</summary>
    public static void Check(IReadOnlyList<(long MinQuantity, long UnitPriceMicros)> breaks)
    {
        for (var i = 0; i < breaks.Count; i++)
        {
            if (breaks[i].MinQuantity is < 1 or > Money.MaxQuantity || breaks[i].UnitPriceMicros is < 0 or > Money.MaxUnitPriceMicros)
                throw new RefusedException("price.range", "A price break needs a quantity from 1 and a price from 0.");
            if (i > 0 && breaks[i].MinQuantity <= breaks[i - 1].MinQuantity)
                throw new RefusedException("price.order", "Each price break must begin at a higher quantity than the one before.");
            if (i > 0 && breaks[i].UnitPriceMicros > breaks[i - 1].UnitPriceMicros)
                throw new RefusedException("price.rising", "A higher quantity must not cost more a piece.");
        }
    }
}

internal sealed class PriceBreakTable : IEntityTypeConfiguration<PriceBreak>
{
    public void Configure(EntityTypeBuilder<PriceBreak> b)
    {
        b.ToTable("orders_price_breaks", t =>
        {
            t.HasCheckConstraint("ck_orders_price_breaks_quantity", "min_quantity >= 1");
            t.HasCheckConstraint("ck_orders_price_breaks_price", "unit_price_micros >= 0");
        });
        b.HasIndex("WorkspaceId", nameof(PriceBreak.ProductId), nameof(PriceBreak.MinQuantity)).IsUnique();
        b.HasAnnotation("Audited", "price_break");
    }
}
