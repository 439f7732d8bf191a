using System.Diagnostics;
using System.Globalization;

using Microsoft.Data.Sqlite;

using Npgsql;

namespace PromoEngine.Bench;

/// <summary>
/// What this machine could accept at best: the reads and rows of one acceptance by statements that stay compiled, on the product's schema, without HTTP, without objects, without
/// rules. SQLite: one connection, a commit for as many as there are clients. PostgreSQL: a connection for each client, one batch a transaction.
/// </summary>
internal sealed class AcceptRaw(BenchDatabase database, AcceptShop shop, Guid user, string tokenHash)
{
    private sealed record Step(string Sql, params (string Name, object? Value)[] Values);

    public async Task<double> PerSecond(List<SentQuote> quotes, int clients, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        if (database.Name == "SQLite")
            await Task.Factory.StartNew(() => OnSqlite(quotes, clients), ct, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        else
            await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => OnPostgres([.. quotes.Where((_, i) => i % clients == client)], ct), ct)));
        return quotes.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private void OnSqlite(List<SentQuote> quotes, int abreast)
    {
        using var connection = (SqliteConnection)database.Open();
        var compiled = new Dictionary<string, SqliteCommand>(StringComparer.Ordinal);
        foreach (var batch in quotes.Chunk(abreast))
        {
            using var unit = connection.BeginTransaction();
            foreach (var quote in batch)
            {
                foreach (var read in Reads(quote))
                    Execute(read, rows: true);
                var number = Convert.ToInt64(Execute(TakeNumber, rows: false), CultureInfo.InvariantCulture);
                foreach (var write in Writes(quote, number))
                    Execute(write, rows: true);
            }

            unit.Commit();

            object? Execute(Step step, bool rows)
            {
                if (!compiled.TryGetValue(step.Sql, out var command))
                {
                    compiled[step.Sql] = command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of the bench
                    command.CommandText = step.Sql;
#pragma warning restore CA2100
                    foreach (var (name, value) in step.Values)
                        command.Parameters.AddWithValue("@" + name, value ?? DBNull.Value);
                }

                command.Transaction = unit;
                for (var i = 0; i < step.Values.Length; i++)
                    command.Parameters[i].Value = step.Values[i].Value ?? DBNull.Value;
                if (!rows)
                    return command.ExecuteScalar();
                using var reader = command.ExecuteReader();
                while (reader.Read())
                    ;
                return null;
            }
        }
    }

    private async Task OnPostgres(List<SentQuote> quotes, CancellationToken ct)
    {
        await using var connection = (NpgsqlConnection)database.Open();
        foreach (var quote in quotes)
        {
            foreach (var read in Reads(quote))
            {
                await using var command = Fill(connection.CreateCommand(), read);
                await using var rows = await command.ExecuteReaderAsync(ct);
                while (await rows.ReadAsync(ct))
                    ;
            }

            await using var take = Fill(connection.CreateCommand(), TakeNumber);
            var number = (long)(await take.ExecuteScalarAsync(ct))!;
            await using var batch = new NpgsqlBatch(connection);
            foreach (var write in Writes(quote, number))
            {
                var command = new NpgsqlBatchCommand(write.Sql);
                foreach (var (name, value) in write.Values)
                    command.Parameters.AddWithValue(name, value ?? DBNull.Value);
                batch.BatchCommands.Add(command);
            }

            // A batch without a transaction of its own is one.
            await batch.ExecuteNonQueryAsync(ct);
        }
    }

    private static NpgsqlCommand Fill(NpgsqlCommand command, Step step)
    {
        command.CommandText = step.Sql;
        foreach (var (name, value) in step.Values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    private Step TakeNumber => new("UPDATE number_sequences SET next = next + 1 WHERE workspace_id = @w AND kind = 'order' RETURNING next - 1", ("w", shop.Workspace));

    private IEnumerable<Step> Reads(SentQuote quote)
    {
        yield return new("SELECT user_id, workspace_id FROM api_tokens WHERE hash = @hash", ("hash", tokenHash));
        yield return new("SELECT m.status, r.permissions FROM memberships m JOIN membership_roles mr ON mr.user_id = m.user_id AND mr.workspace_id = m.workspace_id JOIN roles r ON r.id = mr.role_id WHERE m.user_id = @user AND m.workspace_id = @w",
            ("user", user), ("w", shop.Workspace));
        yield return new("SELECT * FROM orders_quotes WHERE workspace_id = @w AND id = @id", ("w", shop.Workspace), ("id", quote.Id));
        yield return new("SELECT * FROM orders_quote_revisions WHERE workspace_id = @w AND quote_id = @id AND no = 1", ("w", shop.Workspace), ("id", quote.Id));
        yield return new("SELECT * FROM orders_quote_lines WHERE workspace_id = @w AND revision_id = @id", ("w", shop.Workspace), ("id", quote.Revision));
        yield return new("SELECT id, number FROM orders_orders WHERE workspace_id = @w AND quote_revision_id = @id", ("w", shop.Workspace), ("id", quote.Revision));
        yield return new("SELECT id FROM orders_variants WHERE workspace_id = @w AND id IN (@a, @b, @c) AND NOT track_stock",
            ("w", shop.Workspace), ("a", quote.Lines[0].Variant), ("b", quote.Lines[1].Variant), ("c", quote.Lines[2].Variant));
    }

    private IEnumerable<Step> Writes(SentQuote quote, long number)
    {
        var (now, order, w) = (TimeProvider.System.GetUtcNow().UtcDateTime, Guid.CreateVersion7(), shop.Workspace);
        var (actor, name) = ($"user:{user}", string.Create(CultureInfo.InvariantCulture, $"SO-{number}"));
        yield return new("UPDATE orders_quote_revisions SET state = 'Converted', accepted_at = @now, accepted_by = @actor, version = version + 1 WHERE workspace_id = @w AND id = @id AND state = 'Sent' AND valid_until >= @now",
            ("now", now), ("actor", actor), ("w", w), ("id", quote.Revision));
        yield return new("UPDATE orders_quotes SET outcome = 'Won', version = version + 1 WHERE workspace_id = @w AND id = @id AND outcome = 'Open'", ("w", w), ("id", quote.Id));
        var levels = quote.Lines.OrderBy(l => l.Level).ToList();
        foreach (var line in levels)
            yield return new("UPDATE orders_stock_levels SET reserved = reserved + @quantity WHERE workspace_id = @w AND id = @id AND on_hand - quarantined - reserved >= @quantity", ("quantity", line.Quantity), ("w", w), ("id", line.Level));
        yield return Insert("orders_orders", ("id", order), ("number", name), ("quote_revision_id", quote.Revision), ("quote_id", quote.Id), ("customer_id", shop.Customer), ("conversation_id", shop.Conversation), ("currency", "USD"),
            ("total", 6000L), ("lifecycle", "Confirmed"), ("fulfilment", "Unfulfilled"), ("created_at", now), ("version", 0));
        foreach (var (position, line) in quote.Lines.Index())
        {
            var id = Guid.CreateVersion7();
            yield return Insert("orders_order_lines", ("id", id), ("order_id", order), ("position", position + 1), ("product_id", line.Product), ("variant_id", line.Variant), ("sku", line.Sku), ("name", line.Sku), ("description", ""),
                ("attributes", "{}"), ("unit_price_micros", 1_000_000L), ("total", line.Total), ("stocked", true), ("ordered", line.Quantity), ("cancelled", 0L), ("reserved", line.Quantity), ("backordered", 0L), ("shipped", 0L), ("delivered", 0L));
            yield return Insert("orders_reservations", ("id", Guid.CreateVersion7()), ("stock_level_id", line.Level), ("order_id", order), ("order_line_id", id), ("quantity", line.Quantity), ("state", "Active"), ("created_at", now));
            yield return Insert("live_events", ("topic", "inventory"), ("entity_id", line.Variant), ("at", now));
            yield return Audit("stock.reserved", "stock_level", line.Level, """{"available":999999980}""", """{"available":999999960}""");
        }

        foreach (var text in new[] { $"Quote {quote.Number} was accepted by a member of staff.", $"Order {name} was confirmed: $60.00.", $"Reserved 20 x {quote.Lines[0].Sku} at BENCH, 20 x {quote.Lines[1].Sku} at BENCH." })
            yield return Insert("orders_order_history", ("order_id", order), ("at", now), ("kind", "Confirmed"), ("text", text), ("actor", actor));
        yield return Insert("live_events", ("topic", "quotes"), ("entity_id", quote.Id), ("at", now));
        yield return Insert("live_events", ("topic", "orders"), ("entity_id", order), ("at", now));
        yield return Audit("quote.accepted", "quote", quote.Id, """{"state":"sent"}""", $$"""{"state":"converted","order":"{{name}}"}""");
        yield return Audit("order.added", "order", order, null, $$"""{"number":"{{name}}","quoteId":"{{quote.Id}}","total":6000,"currency":"USD","lines":[{"sku":"{{quote.Lines[0].Sku}}","ordered":20},{"sku":"{{quote.Lines[1].Sku}}","ordered":20}]}""");
        yield return Insert("jobs", ("kind", "order_text"), ("payload", $$"""{"orderId":"{{order}}"}"""), ("ordering_key", $"text:{quote.Id}"), ("state", "Waiting"), ("ready", false), ("due_at", now), ("due_limit", now),
            ("revision", 0), ("attempts", 0), ("created_at", now));

        Step Audit(string action, string entity, Guid id, string? before, string? after) =>
            Insert("audit_rows", ("at", now), ("actor", actor), ("action", action), ("entity", entity), ("entity_id", id), ("before", before), ("after", after), ("request_id", "0HN0000000000:00000001"));
        Step Insert(string table, params (string Name, object? Value)[] values) =>
            new($"INSERT INTO {table} (workspace_id, {string.Join(", ", values.Select(v => v.Name))}) VALUES (@w, {string.Join(", ", values.Select(v => "@" + v.Name))})", [("w", w), .. values]);
    }
}
