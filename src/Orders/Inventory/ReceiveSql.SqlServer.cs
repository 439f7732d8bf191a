namespace PromoEngine.Orders.Inventory;

/// <summary>Experimental. Each look holds the key's range until the commit, so that nobody inserts the same in between.</summary>
internal sealed class SqlServerReceiveSql : IReceiveSql
{
    public string Record => """
        INSERT INTO orders_stock_movements (workspace_id, at, variant_id, to_warehouse_id, quantity, kind, reason, idempotency_key, actor)
        SELECT @workspace, @at, @variant, @warehouse, @quantity, 'Receipt', @reason, @key, @actor
        WHERE NOT EXISTS (SELECT 1 FROM orders_stock_movements WITH (UPDLOCK, HOLDLOCK) WHERE workspace_id = @workspace AND idempotency_key = @key)
        """;

    public string Raise => """
        UPDATE orders_stock_levels WITH (UPDLOCK, HOLDLOCK) SET on_hand = on_hand + @quantity
        WHERE workspace_id = @workspace AND variant_id = @variant AND warehouse_id = @warehouse;
        IF @@ROWCOUNT = 0
            INSERT INTO orders_stock_levels (id, workspace_id, variant_id, warehouse_id, on_hand, reserved, quarantined)
            VALUES (@id, @workspace, @variant, @warehouse, @quantity, 0, 0)
        """;
}
