using System.Data.Common;
using System.Globalization;

namespace PromoEngine.Bench;

/// <summary>A sent quote of three lines, as the bench put it into the database.</summary>
internal sealed record SentQuote(Guid Id, Guid Revision, string Number, OfferedLine[] Lines);

/// <summary>One line of it, and the stock level that it takes from.</summary>
internal sealed record OfferedLine(Guid Id, Guid Product, Guid Variant, Guid Level, string Sku, long Quantity, long Total);

/// <summary>Fills a migrated, empty installation: products with plenty of stock, one customer, and sent quotes on them.</summary>
internal sealed class AcceptShop(BenchDatabase database, Guid workspace, Guid conversation, int products)
{
    private const long OnHand = 1_000_000_000;
    private readonly List<(Guid Product, Guid Variant, Guid Level, string Sku)> goods = [];

    public Guid Workspace => workspace;

    public Guid Customer { get; } = Guid.CreateVersion7();

    /// <summary>In which the quotes were asked for.</summary>
    public Guid Conversation => conversation;

    public async Task Stock(CancellationToken ct)
    {
        await using var connection = database.Open();
        await using var unit = await connection.BeginTransactionAsync(ct);
        var (now, warehouse) = (TimeProvider.System.GetUtcNow().UtcDateTime, Guid.CreateVersion7());
        await Insert(unit, "orders_customers", ct, ("id", Customer), ("name", "Oak Street Books"), ("created_at", now), ("version", 0));
        await Insert(unit, "orders_warehouses", ct, ("id", warehouse), ("code", "BENCH"), ("name", "Bench"), ("priority", 1), ("is_default", true), ("version", 0));
        for (var i = 0; i < products; i++)
        {
            var (product, variant, level, sku) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), $"BENCH-{i:0000}");
            await Insert(unit, "orders_products", ct, ("id", product), ("sku", sku), ("name", $"Thing {i}"), ("description", ""), ("category", "Things"), ("aliases", "[]"), ("attributes", "{}"),
                ("defaults", "{}"), ("units", "{}"), ("status", "Active"), ("version", 0), ("search_text", sku));
            await Insert(unit, "orders_variants", ct, ("id", variant), ("product_id", product), ("sku", sku), ("attributes", "{}"), ("track_stock", true));
            await Insert(unit, "orders_stock_levels", ct, ("id", level), ("variant_id", variant), ("warehouse_id", warehouse), ("on_hand", OnHand), ("reserved", 0L), ("quarantined", 0L));
            await Insert(unit, "orders_stock_movements", ct, ("at", now), ("variant_id", variant), ("to_warehouse_id", warehouse), ("quantity", OnHand), ("kind", "Receipt"), ("idempotency_key", sku));
            goods.Add((product, variant, level, sku));
        }

        await unit.CommitAsync(ct);
    }

    public async Task<List<SentQuote>> Quotes(int count, string prefix, CancellationToken ct)
    {
        var quotes = new List<SentQuote>(count);
        await using var connection = database.Open();
        await using var unit = await connection.BeginTransactionAsync(ct);
        for (var i = 0; i < count; i++)
            quotes.Add(await Quote(unit, string.Create(CultureInfo.InvariantCulture, $"{prefix}-{i}"), ct));
        await unit.CommitAsync(ct);
        return quotes;
    }

    private async Task<SentQuote> Quote(DbTransaction unit, string number, CancellationToken ct)
    {
        var (now, id, revision) = (TimeProvider.System.GetUtcNow().UtcDateTime, Guid.CreateVersion7(), Guid.CreateVersion7());
        var lines = Enumerable.Range(0, 3).Select(_ => goods[Random.Shared.Next(goods.Count)]).DistinctBy(g => g.Sku).ToList();
        while (lines.Count < 3)
            lines = [.. lines.Append(goods[Random.Shared.Next(goods.Count)]).DistinctBy(g => g.Sku)];
        await Insert(unit, "orders_quotes", ct, ("id", id), ("number", number), ("customer_id", Customer), ("conversation_id", Conversation), ("currency", "USD"), ("outcome", "Open"), ("created_at", now),
            ("current_revision_no", 1), ("version", 1));
        await Insert(unit, "orders_quote_revisions", ct, ("id", revision), ("quote_id", id), ("no", 1), ("state", "Sent"), ("number", number), ("customer_id", Customer), ("currency", "USD"), ("total", 6_000L),
            ("content_hash", new string('0', 64)), ("issued_at", now), ("valid_until", now.AddDays(30)), ("version", 1));
        var offered = new List<OfferedLine>();
        foreach (var (product, variant, level, sku) in lines)
        {
            var line = new OfferedLine(Guid.CreateVersion7(), product, variant, level, sku, 20, 2_000);
            await Insert(unit, "orders_quote_lines", ct, ("id", line.Id), ("revision_id", revision), ("position", offered.Count + 1), ("product_id", product), ("variant_id", variant), ("sku", sku), ("name", sku),
                ("description", ""), ("attributes", "{}"), ("quantity", line.Quantity), ("unit_price_micros", 1_000_000L), ("total", line.Total));
            offered.Add(line);
        }

        return new(id, revision, number, [.. offered]);
    }

    private readonly Dictionary<string, DbCommand> compiled = [];

    private async Task Insert(DbTransaction unit, string table, CancellationToken ct, params (string Column, object Value)[] values)
    {
        if (!compiled.TryGetValue(table, out var insert) || insert.Connection != unit.Connection)
        {
            insert = unit.Connection!.CreateCommand();
#pragma warning disable CA2100 // constants of the bench
            insert.CommandText = $"INSERT INTO {table} (workspace_id, {string.Join(", ", values.Select(v => v.Column))}) VALUES (@workspace, {string.Join(", ", values.Select(v => "@" + v.Column))})";
#pragma warning restore CA2100
            foreach (var name in values.Select(v => v.Column).Prepend("workspace"))
            {
                var parameter = insert.CreateParameter();
                parameter.ParameterName = "@" + name;
                insert.Parameters.Add(parameter);
            }

            compiled[table] = insert;
        }

        insert.Transaction = unit;
        insert.Parameters[0].Value = workspace;
        for (var i = 0; i < values.Length; i++)
            insert.Parameters[i + 1].Value = values[i].Value;
        await insert.ExecuteNonQueryAsync(ct);
    }
}
