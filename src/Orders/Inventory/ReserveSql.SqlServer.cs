using System.Data.Common;

namespace PromoEngine.Orders.Inventory;

/// <summary>
/// Experimental. The server locks levels in the order in which it finds them, whatever the ORDER BY says: two orders for the same goods can stand in each
/// other's way, and the one that is told so comes again.
/// </summary>
internal sealed class SqlServerReserveSql : IReserveSql
{
    public async Task<List<StockOffer>> Lock(DbTransaction unit, Guid workspace, IReadOnlyList<Guid> variants, CancellationToken ct)
    {
        var names = string.Join(", ", variants.Select((_, index) => $"@v{index}"));
        await using var command = unit.Command($"""
            SELECT l.id, l.variant_id, w.code, w.priority, w.is_default, l.on_hand - l.quarantined - l.reserved
            FROM orders_stock_levels AS l WITH (UPDLOCK, ROWLOCK) JOIN orders_warehouses AS w ON w.id = l.warehouse_id
            WHERE l.workspace_id = @workspace AND l.variant_id IN ({names})
            ORDER BY l.id
            """).With("@workspace", workspace);
        foreach (var (index, variant) in variants.Index())
            command.With($"@v{index}", variant);

        var offers = new List<StockOffer>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            offers.Add(new(reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetInt32(3), reader.GetBoolean(4), reader.GetInt64(5)));
        return offers;
    }

    public async Task<int> Take(DbTransaction unit, Guid workspace, IReadOnlyList<LevelDemand> demands, CancellationToken ct)
    {
        var rows = string.Join(", ", demands.Select((_, index) => $"(@id{index}, @quantity{index})"));
        await using var command = unit.Command($"""
            UPDATE l SET reserved = l.reserved + d.quantity
            FROM orders_stock_levels AS l JOIN (VALUES {rows}) AS d (id, quantity) ON d.id = l.id
            WHERE l.workspace_id = @workspace AND l.on_hand - l.quarantined - l.reserved >= d.quantity
            """).With("@workspace", workspace);
        foreach (var (index, demand) in demands.Index())
            command.With($"@id{index}", demand.LevelId).With($"@quantity{index}", demand.Quantity);
        return await command.ExecuteNonQueryAsync(ct);
    }
}
