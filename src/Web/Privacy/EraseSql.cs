using System.Data.Common;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Privacy;

/// <summary>
/// What is overwritten when words must go, table by table; both databases understand these the same way. Amounts, products, quantities and dates stay:
/// they are the shop's books, and say nothing about a person without the rest.
/// </summary>
internal static class EraseSql
{
    private const string Conversations = "SELECT id FROM inbox_conversations WHERE workspace_id = @workspace AND contact_id = @contact";

    private const string Person = """
        UPDATE inbox_contacts SET address = @erased, name = 'Erased', erased_at = @now, opted_out_at = COALESCE(opted_out_at, @now), version = version + 1
        WHERE workspace_id = @workspace AND id = @contact
        """;

    private const string Threads = """
        UPDATE inbox_conversations SET thread_key = @erased, address = NULL, reference = NULL, subject = NULL, status = 'Closed', unread = 0, last_text = '', attention_code = NULL, attention_text = NULL, erased_at = @now, version = version + 1
        WHERE workspace_id = @workspace AND contact_id = @contact
        """;

    /// <summary>What still waits is not sent any more.</summary>
    private const string Words = """
        UPDATE inbox_messages SET text = '', first_text = NULL, template = NULL, items = '[]', "to" = NULL, subject = NULL, copies = NULL, external_id = NULL, error_text = CASE WHEN error_code IS NULL THEN NULL ELSE '' END, erased_at = @now,
            status = CASE WHEN status IN ('Queued', 'Sending') THEN 'Failed' ELSE status END, version = version + 1
        """;

    private const string Files = "UPDATE inbox_attachments SET url = '', name = '', content_id = NULL, problem = NULL, sha256 = NULL, state = CASE WHEN state = 'Waiting' THEN 'Failed' ELSE state END WHERE workspace_id = @workspace AND message_id IN (SELECT id FROM inbox_messages WHERE workspace_id = @workspace AND";

    private const string FileWords = "DELETE FROM inbox_attachment_texts WHERE workspace_id = @workspace AND attachment_id IN (SELECT a.id FROM inbox_attachments a JOIN inbox_messages m ON m.id = a.message_id WHERE a.workspace_id = @workspace AND m.";

    private const string Reactions = "DELETE FROM inbox_reactions WHERE workspace_id = @workspace AND message_id IN (SELECT id FROM inbox_messages WHERE workspace_id = @workspace AND";

    private const string Originals = """
        UPDATE inbox_originals SET text = NULL, html = NULL, "from" = '', "to" = '', cc = '', others = '', answer_to = '', forwarded_from = NULL
        WHERE workspace_id = @workspace AND message_id IN (SELECT id FROM inbox_messages WHERE workspace_id = @workspace AND
        """;

    /// <summary>Nothing finds its way into an erased thread any more.</summary>
    private const string ThreadIds = "DELETE FROM inbox_thread_ids WHERE workspace_id = @workspace AND conversation_id IN";

    private const string Drafts = """
        UPDATE extraction_drafts SET evidence = '[]', questions = '[]', ship_to = NULL, budget = NULL, dismissed_because = NULL,
            status = CASE WHEN status IN ('Open', 'Stale') THEN 'Dismissed' ELSE status END, version = version + 1
        """;

    private const string DraftLines =
        "UPDATE extraction_draft_lines SET description = '', stated = NULL, attributes = '{}', evidence = '[]', doubts = '[]' WHERE workspace_id = @workspace AND draft_id IN (SELECT id FROM extraction_drafts WHERE workspace_id = @workspace AND";

    /// <summary>Of a customer whom nobody else's conversations belong to, all; of a shared one, what came of this contact's conversations.</summary>
    private const string Theirs = $"(customer_id = @customer OR conversation_id IN ({Conversations}))";

    private const string TheirQuotes = $"SELECT id FROM orders_quotes WHERE workspace_id = @workspace AND {Theirs}";

    public static readonly IReadOnlyList<string> OfContact =
    [
        $"{FileWords}contact_id = @contact)",
        $"{Files} contact_id = @contact)",
        $"{Reactions} contact_id = @contact)",
        $"{Originals} contact_id = @contact)",
        $"{ThreadIds} ({Conversations})",
        $"DELETE FROM inbox_uploads WHERE workspace_id = @workspace AND conversation_id IN ({Conversations})",
        $"{Words} WHERE workspace_id = @workspace AND contact_id = @contact",
        $"{DraftLines} contact_id = @contact)",
        $"{Drafts} WHERE workspace_id = @workspace AND contact_id = @contact",
        "UPDATE orders_customers SET name = 'Erased', phone = NULL, email = NULL, version = version + 1 WHERE workspace_id = @workspace AND id = @customer",
        $"UPDATE orders_quote_lines SET description = '' WHERE workspace_id = @workspace AND revision_id IN (SELECT id FROM orders_quote_revisions WHERE workspace_id = @workspace AND quote_id IN ({TheirQuotes}))",
        $"UPDATE orders_quote_revisions SET ship_to = NULL, version = version + 1 WHERE workspace_id = @workspace AND quote_id IN ({TheirQuotes})",
        $"UPDATE orders_order_lines SET description = '' WHERE workspace_id = @workspace AND order_id IN (SELECT id FROM orders_orders WHERE workspace_id = @workspace AND {Theirs})",
        $"UPDATE orders_orders SET ship_to = NULL, version = version + 1 WHERE workspace_id = @workspace AND {Theirs}",
        "DELETE FROM simulator_messages WHERE workspace_id = @workspace AND number = @address",
        "DELETE FROM simulator_phones WHERE workspace_id = @workspace AND number = @address",
        "DELETE FROM subject_keys WHERE workspace_id = @workspace AND subject IN (@contact, @customer)",
        Threads,
        Person,
    ];

    public static readonly IReadOnlyList<string> OfConversation =
    [
        $"{FileWords}conversation_id = @conversation)",
        $"{Files} conversation_id = @conversation)",
        $"{Reactions} conversation_id = @conversation)",
        $"{Originals} conversation_id = @conversation)",
        $"{ThreadIds} (@conversation)",
        $"{DraftLines} conversation_id = @conversation AND status IN ('Confirmed', 'Dismissed'))",
        $"{Drafts} WHERE workspace_id = @workspace AND conversation_id = @conversation AND status IN ('Confirmed', 'Dismissed')",
        "UPDATE inbox_conversations SET last_text = '', subject = NULL, attention_code = NULL, attention_text = NULL, erased_at = @now, version = version + 1 WHERE workspace_id = @workspace AND id = @conversation",
        $"{Words} WHERE workspace_id = @workspace AND conversation_id = @conversation AND erased_at IS NULL",
    ];

    /// <summary>Runs them in order; answers how many rows the last one changed.</summary>
    public static async Task<int> Run(DbTransaction unit, IReadOnlyList<string> statements, CancellationToken ct, params (string Name, object Value)[] values)
    {
        var changed = 0;
        foreach (var statement in statements)
        {
            await using var command = unit.Command(statement, values.Where(v => statement.Contains(v.Name, StringComparison.Ordinal)));
            changed = await command.ExecuteNonQueryAsync(ct);
        }

        return changed;
    }
}
