using System.Data.Common;

namespace PromoEngine.Orders.Inventory;

/// <summary>On SQLite all writes share one lane, so what the unit reads nobody else can change before it ends.</summary>
internal sealed class SqliteReserveSql : IReserveSql
{
    private const string Take1 = """
        UPDATE orders_stock_levels SET reserved = reserved + @quantity
        WHERE workspace_id = @workspace AND id = @id AND on_hand - quarantined - reserved >= @quantity
        """;

    public async Task<List<StockOffer>> Lock(DbTransaction unit, Guid workspace, IReadOnlyList<Guid> variants, CancellationToken ct)
    {
        var names = string.Join(", ", variants.Select((_, index) => $"@v{index}"));
        await using var command = unit.Command($"""
            SELECT l.id, l.variant_id, w.code, w.priority, w.is_default, l.on_hand - l.quarantined - l.reserved
            FROM orders_stock_levels l JOIN orders_warehouses w ON w.id = l.warehouse_id
            WHERE l.workspace_id = @workspace AND l.variant_id IN ({names})
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
        var taken = 0;
        foreach (var demand in demands)
        {
            await using var command = unit.Command(Take1)
                .With("@workspace", workspace).With("@id", demand.LevelId).With("@quantity", demand.Quantity);
            taken += await command.ExecuteNonQueryAsync(ct);
        }

        return taken;
    }
}
