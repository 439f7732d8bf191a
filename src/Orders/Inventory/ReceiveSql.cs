namespace PromoEngine.Orders.Inventory;

/// <summary>The statements of receiving.</summary>
internal interface IReceiveSql
{
    /// <summary>One row of the ledger, unless its key is there.</summary>
    string Record { get; }

    /// <summary>Raises the level, or makes it.</summary>
    string Raise { get; }
}

/// <summary>SQLite and PostgreSQL understand them the same way.</summary>
internal sealed class ReceiveSql : IReceiveSql
{
    public string Record => """
        INSERT INTO orders_stock_movements (workspace_id, at, variant_id, to_warehouse_id, quantity, kind, reason, idempotency_key, actor)
        VALUES (@workspace, @at, @variant, @warehouse, @quantity, 'Receipt', @reason, @key, @actor)
        ON CONFLICT (workspace_id, idempotency_key) DO NOTHING
        """;

    public string Raise => """
        INSERT INTO orders_stock_levels (id, workspace_id, variant_id, warehouse_id, on_hand, reserved, quarantined)
        VALUES (@id, @workspace, @variant, @warehouse, @quantity, 0, 0)
        ON CONFLICT (workspace_id, variant_id, warehouse_id) DO UPDATE SET on_hand = orders_stock_levels.on_hand + excluded.on_hand
        """;
}
