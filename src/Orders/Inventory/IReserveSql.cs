using System.Data.Common;

namespace PromoEngine.Orders.Inventory;

/// <summary>The two statements behind a reservation; each database has its own way to lock.</summary>
internal interface IReserveSql
{
    /// <summary>What the levels of these variants can still promise. Nobody else can promise it until the unit ends.</summary>
    Task<List<StockOffer>> Lock(DbTransaction unit, Guid workspace, IReadOnlyList<Guid> variants, CancellationToken ct);

    /// <summary>Takes from each level, in the order given, only what it has; answers how many levels gave.</summary>
    Task<int> Take(DbTransaction unit, Guid workspace, IReadOnlyList<LevelDemand> demands, CancellationToken ct);
}

/// <summary>What all lines of an order together want from one level.</summary>
internal sealed record LevelDemand(Guid LevelId, long Quantity);
