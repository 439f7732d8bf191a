using System.Data.Common;

namespace PromoEngine.Orders.Inventory;

/// <summary>On PostgreSQL the levels are locked in the order of their ids, so that orders for the same goods queue up instead of blocking each other.</summary>
internal sealed class PostgresReserveSql : IReserveSql
{
    private const string LockAll = """
        SELECT l.id, l.variant_id, w.code, w.priority, w.is_default, l.on_hand - l.quarantined - l.reserved
        FROM orders_stock_levels l JOIN orders_warehouses w ON w.id = l.warehouse_id
        WHERE l.workspace_id = @workspace AND l.variant_id = ANY(@variants)
        ORDER BY l.id
        FOR UPDATE OF l
        """;

    private const string TakeAll = """
        UPDATE orders_stock_levels l SET reserved = l.reserved + d.quantity
        FROM unnest(@ids, @quantities) AS d(id, quantity)
        WHERE l.workspace_id = @workspace AND l.id = d.id AND l.on_hand - l.quarantined - l.reserved >= d.quantity
        """;

    public async Task<List<StockOffer>> Lock(DbTransaction unit, Guid workspace, IReadOnlyList<Guid> variants, CancellationToken ct)
    {
        await using var command = unit.Command(LockAll).With("@workspace", workspace).With("@variants", variants.ToArray());
        var offers = new List<StockOffer>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            offers.Add(new(reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetInt32(3), reader.GetBoolean(4), reader.GetInt64(5)));
        return offers;
    }

    public async Task<int> Take(DbTransaction unit, Guid workspace, IReadOnlyList<LevelDemand> demands, CancellationToken ct)
    {
        await using var command = unit.Command(TakeAll)
            .With("@workspace", workspace)
            .With("@ids", demands.Select(d => d.LevelId).ToArray())
            .With("@quantities", demands.Select(d => d.Quantity).ToArray());
        return await command.ExecuteNonQueryAsync(ct);
    }
}
