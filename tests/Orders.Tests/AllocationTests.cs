using FsCheck;
using FsCheck.Fluent;
using PromoEngine.Orders.Inventory;

namespace PromoEngine.Orders.Tests;

public sealed class AllocationTests
{
    private static readonly Guid Mug = Guid.CreateVersion7();
    private static readonly Guid Cap = Guid.CreateVersion7();

    [Fact]
    public void The_first_warehouse_by_priority_that_covers_the_line_serves_it()
    {
        var allocated = One(150, Given.Offer(Mug, "EAST", 2, 900), Given.Offer(Mug, "MAIN", 1, 100, isDefault: true), Given.Offer(Mug, "WEST", 3, 900));

        Assert.Equal(("EAST", 150L, 0L), allocated);
    }

    [Fact]
    public void When_none_covers_it_the_default_gives_what_it_has_and_the_rest_waits() =>
        Assert.Equal(("MAIN", 100L, 50L), One(150, Given.Offer(Mug, "EAST", 1, 140), Given.Offer(Mug, "MAIN", 2, 100, isDefault: true)));

    [Fact]
    public void A_default_that_never_carried_it_gives_nothing() =>
        Assert.Equal((null, 0L, 150L), One(150, Given.Offer(Mug, "EAST", 1, 140)));

    [Fact]
    public void An_empty_level_reserves_nothing() =>
        Assert.Equal((null, 0L, 5L), One(5, Given.Offer(Mug, "MAIN", 1, 0, isDefault: true)));

    [Fact]
    public void The_same_SKU_on_two_lines_is_counted_once()
    {
        var allocated = Allocation.Of([new(1, Mug, 30), new(2, Mug, 30)], [Given.Offer(Mug, "MAIN", 1, 50, isDefault: true)]);

        Assert.Equal([30L, 20L], allocated.Select(a => a.Reserved));
        Assert.Equal([0L, 10L], allocated.Select(a => a.Backordered));
        Assert.Equal(50, Assert.Single(Reserve.Taken(allocated)).Quantity);
    }

    [Fact]
    public void What_one_line_took_sends_the_next_to_another_warehouse()
    {
        var allocated = Allocation.Of([new(1, Mug, 80), new(2, Mug, 80)],
            [Given.Offer(Mug, "MAIN", 1, 100, isDefault: true), Given.Offer(Mug, "EAST", 2, 100)]);

        Assert.Equal(["MAIN", "EAST"], allocated.Select(a => a.From?.Warehouse));
    }

    [Fact]
    public void No_line_gets_more_than_it_wants_and_what_it_does_not_get_waits() => Check((demands, _, allocated) =>
        demands.Zip(allocated).All(pair =>
            pair.Second.Line == pair.First.Line
            && pair.Second.Reserved >= 0
            && pair.Second.Reserved + pair.Second.Backordered == pair.First.Quantity
            && (pair.Second.From is null || pair.Second.From.VariantId == pair.First.VariantId)));

    [Fact]
    public void No_level_gives_more_than_it_has() => Check((_, offers, allocated) =>
        Reserve.Taken(allocated).All(taken => taken.Quantity > 0 && taken.Quantity <= offers.Single(o => o.LevelId == taken.LevelId).Available));

    [Fact]
    public void Every_level_is_asked_once_and_in_the_order_of_its_id() => Check((_, _, allocated) =>
    {
        var levels = Reserve.Taken(allocated).Select(t => t.LevelId).ToList();
        return levels.SequenceEqual(levels.Distinct().Order());
    });

    [Fact]
    public void A_line_waits_only_when_no_single_warehouse_still_covers_it() => Check((demands, offers, allocated) =>
    {
        var left = offers.ToDictionary(o => o.LevelId, o => o.Available);
        foreach (var (demand, got) in demands.Zip(allocated))
        {
            if (got.Backordered > 0 && offers.Any(o => o.VariantId == demand.VariantId && left[o.LevelId] >= demand.Quantity))
                return false;
            if (got.From is { } from)
                left[from.LevelId] -= got.Reserved;
        }

        return true;
    });

    private static (string?, long, long) One(long quantity, params StockOffer[] offers)
    {
        var got = Assert.Single(Allocation.Of([new(1, Mug, quantity)], offers));
        return (got.From?.Warehouse, got.Reserved, got.Backordered);
    }

    private static void Check(Func<StockDemand[], StockOffer[], IReadOnlyList<LineAllocation>, bool> holds)
    {
        var variants = Gen.Elements(Mug, Cap);
        var demands = (from variant in variants from quantity in Gen.Choose(1, 100) select (variant, quantity)).NonEmptyListOf()
            .Select(list => list.Select((d, index) => new StockDemand(index + 1, d.variant, d.quantity)).ToArray());
        var stock = Gen.Choose(0, 150).ArrayOf(6)
            .Select(have => have.Select((available, i) => Given.Offer(i < 3 ? Mug : Cap, $"W{i % 3}", i % 3, available, isDefault: i % 3 == 1)).ToArray());
        Prop.ForAll(demands.ToArbitrary(), stock.ToArbitrary(), (wanted, offers) => holds(wanted, offers, Allocation.Of(wanted, offers)))
            .QuickCheckThrowOnFailure();
    }
}
