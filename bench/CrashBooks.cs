using PromoEngine.Testing;

namespace PromoEngine.Bench;

/// <summary>The books after the crashes: whatever exists exists once, here and at the provider.</summary>
internal static class CrashBooks
{
    private static readonly (string Sentence, string Sql)[] Rules =
    [
        ("contacts have more than one open draft", "SELECT COUNT(*) FROM (SELECT 1 FROM extraction_drafts WHERE status IN ('Open', 'Stale') GROUP BY contact_id HAVING COUNT(*) > 1)"),
        ("confirmed drafts have no quote", "SELECT COUNT(*) FROM extraction_drafts d WHERE d.status = 'Confirmed' AND NOT EXISTS (SELECT 1 FROM orders_quotes q WHERE q.id = d.quote_id)"),
        ("quotes have no confirmed draft", "SELECT COUNT(*) FROM orders_quotes q WHERE draft_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM extraction_drafts d WHERE d.id = q.draft_id AND d.quote_id = q.id AND d.status = 'Confirmed')"),
        ("drafts were quoted twice", "SELECT COUNT(*) FROM (SELECT 1 FROM orders_quotes WHERE draft_id IS NOT NULL GROUP BY draft_id HAVING COUNT(*) > 1)"),
        ("quote numbers are given twice", "SELECT COUNT(*) FROM (SELECT 1 FROM orders_quotes GROUP BY workspace_id, number HAVING COUNT(*) > 1)"),
        ("quotes became more than one order", "SELECT COUNT(*) FROM (SELECT 1 FROM orders_orders GROUP BY quote_id HAVING COUNT(*) > 1)"),
        ("order numbers are given twice", "SELECT COUNT(*) FROM (SELECT 1 FROM orders_orders GROUP BY workspace_id, number HAVING COUNT(*) > 1)"),
        ("stock levels differ from their reservations", """
            SELECT COUNT(*) FROM orders_stock_levels s
            WHERE s.reserved <> (SELECT COALESCE(SUM(quantity), 0) FROM orders_reservations r WHERE r.stock_level_id = s.id AND r.state = 'Active')
            """),
        ("stock levels differ from the ledger", """
            SELECT COUNT(*) FROM orders_stock_levels s
            WHERE s.on_hand <> (SELECT COALESCE(SUM(CASE WHEN to_warehouse_id = s.warehouse_id THEN quantity ELSE -quantity END), 0)
                                FROM orders_stock_movements m WHERE m.variant_id = s.variant_id AND (m.to_warehouse_id = s.warehouse_id OR m.from_warehouse_id = s.warehouse_id))
            """),
        ("quotes were told to the customer twice", "SELECT COUNT(*) FROM (SELECT 1 FROM inbox_messages WHERE direction = 'Outbound' GROUP BY conversation_id, text HAVING COUNT(*) > 1)"),
        ("messages of ours were neither sent nor refused", "SELECT COUNT(*) FROM inbox_messages WHERE direction = 'Outbound' AND status IN ('Queued', 'Sending', 'MaybeSent') AND external_id IS NULL"),
        ("messages of ours failed", "SELECT COUNT(*) FROM inbox_messages WHERE direction = 'Outbound' AND status IN ('Failed', 'Undelivered')"),
        ("live events have no number", "SELECT COUNT(*) FROM live_events WHERE seq IS NULL"),
    ];

    public static IEnumerable<string> Check(Stored stored, StubTwilio provider)
    {
        foreach (var (sentence, sql) in Rules)
        {
            if (stored.Count(sql) is > 0 and var count)
                yield return $"{count} {sentence}";
        }

        // What the demo's own phones were sent went to another provider.
        var ours = stored.Texts("SELECT external_id FROM inbox_messages m WHERE direction = 'Outbound' AND external_id IS NOT NULL AND external_id LIKE 'SM0000000000000000%'").ToHashSet(StringComparer.Ordinal);
        var theirs = provider.Messages;
        if (theirs.GroupBy(m => (m.To, m.Body)).Count(same => same.Count() > 1) is > 0 and var twice)
            yield return $"{twice} texts were sent twice";
        if (theirs.Count(m => !ours.Contains(m.Sid)) is > 0 and var unknown)
            yield return $"{unknown} texts at the provider are not known here";
        if (ours.Except(theirs.Select(m => m.Sid)).Count() is > 0 and var missing)
            yield return $"{missing} texts are marked as sent, and the provider never got them";
    }

    public static string Summary(Stored stored) =>
        $"{stored.Count("SELECT COUNT(*) FROM inbox_inbound_events")} events, {stored.Count("SELECT COUNT(*) FROM inbox_messages")} messages, "
        + $"{stored.Count("SELECT COUNT(*) FROM extraction_drafts")} drafts, {stored.Count("SELECT COUNT(*) FROM orders_quotes")} quotes, {stored.Count("SELECT COUNT(*) FROM orders_orders")} orders, "
        + $"{stored.Count("SELECT COUNT(*) FROM inbox_messages WHERE direction = 'Outbound'")} texts sent";
}
