using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;

using SQLitePCL;

namespace PromoEngine.Web.Tests;

/// <summary>
/// Hears every statement that SQLite runs, whoever wrote it, and asks once how SQLite means to run it. A scan of a table that grows is a complaint: it is fast
/// in a test and slow in a shop after a year.
/// </summary>
internal sealed partial class StatementPlans : DbConnectionInterceptor
{
    /// <summary>Tables that stay small whatever comes in: one row a shop, a person, a setting, or a product.</summary>
    private static readonly HashSet<string> Small =
    [
        "workspaces", "users", "memberships", "membership_roles", "roles", "teams", "workspace_logos", "api_tokens", "protection_keys", "number_sequences", "schedule_ticks", "user_claims", "user_logins", "user_tokens", "inbox_channels", "inbox_mailboxes",
        "orders_products", "orders_variants", "orders_price_breaks", "orders_warehouses", "orders_stock_levels",
    ];

    /// <summary>Scans that are meant, by a part of the plan's line or of the statement, and why.</summary>
    private static readonly Dictionary<string, string> Meant = new()
    {
        ["ix_live_events_unnumbered"] = "a partial index of the events that wait for their number: few",
        ["ix_audit_rows_unnumbered"] = "a partial index of the audit rows that wait for their link: few",
        ["FROM audit_rows NOT INDEXED"] = "`audit verify` reads every row, beside the server",
        ["sqlite_autoindex_erasures_1"] = "at start: every erasure is compared with the file",
        ["\"j\".\"error\" IS NOT NULL"] = "erasing a person, which is rare: errors may name them",
        ["ix_jobs_ready"] = "a partial index of the jobs that can run now",
        ["WHERE 0"] = "an empty list of ids: no row is looked at",
        ["WHERE lease_owner = @owner"] = "once, when a process stops",
        ["WHERE lease_until IS NOT NULL"] = "once, when a process starts",
        ["ix_jobs_ordering"] = "the sweep, twice a minute: a partial index of unfinished jobs",
    };

    private static readonly AsyncLocal<bool> Silent = new();

    private readonly ConcurrentDictionary<string, bool> heard = [];
    private readonly ConcurrentQueue<string> unexplained = [];

    public string Database { get; set; } = "";

    public IReadOnlySet<string> GrowingTables { get; set; } = new HashSet<string>();

    public int Explained { get; private set; }

    /// <summary>While it lives, statements are the test's own questions, which may scan as they like.</summary>
    public static IDisposable Ignore()
    {
        Silent.Value = true;
        return new Ignoring();
    }

    public static HashSet<string> Growing(IModel model) => [.. model.GetEntityTypes().Select(e => e.GetTableName()!).Where(table => !Small.Contains(table))];

    public static void Watch(StatementPlans plans, SqliteConnection connection)
    {
        raw.sqlite3_profile(HandleOf(connection), (strdelegate_profile)plans.Hear, null);
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Watch(this, (SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Watch(this, (SqliteConnection)connection);
        return Task.CompletedTask;
    }

    /// <summary>Explains what was not explained yet; null when nothing is to be said.</summary>
    public string? ExplainNew()
    {
        if (unexplained.IsEmpty)
            return null;
        var complaints = new List<string>();
        while (unexplained.TryDequeue(out var sql))
        {
            Explained++;
            complaints.AddRange(ScansOf(sql).Select(scan => $"{scan}\n  in: {sql}"));
        }

        return complaints.Count == 0 ? null : $"These statements scan a table that grows (StatementPlans.cs):\n{string.Join("\n", complaints)}";
    }

    /// <summary>The lines of a statement's plan that scan a table that grows.</summary>
    public List<string> ScansOf(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return [.. Scans(HandleOf(connection), sql)];
    }

    private IEnumerable<string> Scans(sqlite3 database, string sql)
    {
        var tables = TableNames().Matches(sql).ToLookup(m => m.Groups["alias"] is { Success: true, Value: var alias } && !IsKeyword(alias) ? alias : m.Groups["table"].Value, m => m.Groups["table"].Value);
        foreach (var line in Plan(database, sql))
        {
            if (ScanLine().Match(line) is { Success: true, Groups: var groups } && !Meant.Keys.Any(meant => line.Contains(meant, StringComparison.Ordinal) || sql.Contains(meant, StringComparison.Ordinal))
                && tables[groups["name"].Value].FirstOrDefault(GrowingTables.Contains) is { } table)
                yield return $"{line} ({table})";
        }
    }

    // By name, because the provider was compiled against a newer version of the same assembly.
    private static sqlite3 HandleOf(SqliteConnection connection) => (sqlite3)typeof(SqliteConnection).GetProperty("Handle")!.GetValue(connection)!;

    private static List<string> Plan(sqlite3 database, string sql)
    {
        var lines = new List<string>();
        if (raw.sqlite3_prepare_v2(database, "EXPLAIN QUERY PLAN " + sql, out var statement) != raw.SQLITE_OK)
            return lines;
        while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
            lines.Add(raw.sqlite3_column_text(statement, 3).utf8_to_string());
        raw.sqlite3_finalize(statement);
        return lines;
    }

    private void Hear(object data, string sql, long nanoseconds)
    {
        if (Silent.Value || !StatementStart().IsMatch(sql) || !heard.TryAdd(sql, true))
            return;
        unexplained.Enqueue(sql);
    }

    private static bool IsKeyword(string word) => word.ToUpperInvariant() is "WHERE" or "SET" or "ON" or "LEFT" or "INNER" or "JOIN" or "ORDER" or "GROUP" or "LIMIT" or "VALUES" or "USING";

    [GeneratedRegex("""^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b""", RegexOptions.IgnoreCase)]
    private static partial Regex StatementStart();

    [GeneratedRegex("""\b(FROM|JOIN|UPDATE|INTO)\s+"?(?<table>\w+)"?(\s+(AS\s+)?"?(?<alias>\w+)"?)?""", RegexOptions.IgnoreCase)]
    private static partial Regex TableNames();

    // Older versions of SQLite write "SCAN TABLE orders AS o".
    [GeneratedRegex("""^SCAN (TABLE \w+ AS )?(TABLE )?(?<name>\w+)""")]
    private static partial Regex ScanLine();

    private sealed class Ignoring : IDisposable
    {
        public void Dispose() => Silent.Value = false;
    }
}
