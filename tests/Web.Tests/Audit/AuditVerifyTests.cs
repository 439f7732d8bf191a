using System.Data.Common;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using Npgsql;

using PromoEngine.Web.Audit;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Tests.Audit;

/// <summary>
/// `audit verify` against people who change what was written. Each forgery happens in a transaction that verify looks into and that is rolled back.
/// </summary>
public abstract class AuditVerifyTests(App app) : AppTests(app)
{
    private static readonly string[] Columns =
    [
        "id", "workspace_id", "seq", "at", "actor", "on_behalf_of", "action", "entity", "entity_id", "before", "after", "subject", "personal_before", "personal_after", "ip", "request_id",
        "prev_hash", "hash",
    ];

    [Fact]
    public async Task The_command_counts_the_rows_of_a_chain_that_holds()
    {
        await GivenChain();
        var output = new StringWriter();

        var code = await Commands.Run(App.Services, ["audit", "verify"], output, Ct);

        Assert.True(code == 0, output.ToString());
        Assert.Matches(@"The audit holds: \d+ rows in \d+ workspaces\.", output.ToString());
    }

    [Fact]
    public async Task A_changed_value_in_any_column_is_found_and_located()
    {
        var (shop, row) = await GivenChain();
        var existing = await shop.Look(db => Task.FromResult(db.Model.FindEntityType(typeof(AuditRow))!.GetProperties().Select(p => p.GetColumnName()).ToList()));
        Assert.Equal(existing.Order(), Columns.Order());

        foreach (var column in Columns)
        {
            var findings = await Forged($"UPDATE audit_rows SET {column} = {Other(column)} WHERE id = {row.Id}");
            Assert.True(findings.Count > 0, $"A changed {column} was not found.");
            Assert.True(column == "id" || findings.Any(f => f.Contains($"row {row.Id} ", StringComparison.Ordinal)), $"A changed {column} was found elsewhere: {string.Join('\n', findings)}");
        }
    }

    [Fact]
    public async Task A_missing_row_is_found_also_at_the_end()
    {
        var (shop, row) = await GivenChain();
        var last = await shop.Look(db => db.AuditRows.OrderByDescending(a => a.Seq).FirstAsync(Ct));

        Assert.Contains(await Forged($"DELETE FROM audit_rows WHERE id = {row.Id}"), f => f.Contains($"the row with number {row.Seq} before row", StringComparison.Ordinal));
        Assert.Contains(await Forged($"DELETE FROM audit_rows WHERE id = {last.Id}"), f => f.Contains($"the row with number {last.Seq} at the end is missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_end_that_was_cut_off_with_its_counter_is_betrayed_by_the_anchor()
    {
        var (shop, _) = await GivenChain();
        var last = await shop.Look(db => db.AuditRows.OrderByDescending(a => a.Seq).FirstAsync(Ct));
        var anchor = new AuditAnchor(App.Clock.Now, shop.Workspace, last.Seq!.Value, Convert.ToHexStringLower(last.Hash!));
        var cut = $"DELETE FROM audit_rows WHERE id = {last.Id}; UPDATE number_sequences SET next = next - 1 WHERE kind = 'audit' AND workspace_id = '{Text(shop.Workspace)}'";

        Assert.Empty(await Forged("SELECT 1", anchor));
        Assert.Empty(await Forged(cut));
        Assert.Contains(await Forged(cut, anchor), f => f.Contains($"reached number {last.Seq}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Anchors_are_written_once_a_day()
    {
        var (shop, _) = await GivenChain();
        var anchors = App.Services.GetRequiredService<AuditAnchors>();
        App.Clock.Turn(TimeSpan.FromDays(1));

        await anchors.WriteDaily(Ct);
        await anchors.WriteDaily(Ct);

        var mine = AuditAnchors.Read(anchors.Path).Where(a => a.Workspace == shop.Workspace && a.At.Date == App.Clock.Now.Date).ToList();
        Assert.Equal(await shop.Look(db => db.AuditRows.MaxAsync(a => a.Seq, Ct)), Assert.Single(mine).Seq);
    }

    [Fact]
    public async Task A_row_that_waits_for_its_link_longer_than_a_minute_is_found()
    {
        var (_, row) = await GivenChain();
        var unchain = $"UPDATE audit_rows SET seq = NULL, prev_hash = NULL, hash = NULL WHERE id = {row.Id}";

        Assert.DoesNotContain(await Forged(unchain, at: row.At.AddSeconds(50)), f => f.Contains("is not chained", StringComparison.Ordinal));
        Assert.Contains(await Forged(unchain, at: row.At.AddSeconds(70)), f => f.Contains($"row {row.Id} of", StringComparison.Ordinal));
    }

    /// <summary>A shop with a chain, and a row in the middle of it that has a value in every column.</summary>
    private async Task<(Shop Shop, AuditRow Row)> GivenChain()
    {
        var shop = await App.NewShop();
        var subject = Guid.CreateVersion7();
        await shop.In(async services =>
        {
            var current = services.GetRequiredService<CurrentWorkspace>();
            current.Enter(shop.Workspace, "user:test", "request", "127.0.0.1", Guid.CreateVersion7());
            var db = services.GetRequiredService<AppDb>();
            return await services.GetRequiredService<IUnitOfWork>().Run(db, () =>
            {
                var values = new Dictionary<string, object?> { ["Name"] = "Anna" };
                db.AuditPersonal("test.done", "test", Guid.CreateVersion7(), new { A = 1 }, new { A = 2 }, subject, values, values);
                return db.SaveChangesAsync(Ct);
            });
        });
        await shop.GivenConversation("+13125550142", "hello");
        await App.Services.GetRequiredService<AuditChain>().ChainAll(Ct);
        return (shop, await shop.Look(db => db.AuditRows.SingleAsync(a => a.Action == "test.done", Ct)));
    }

    private string Other(string column) => column switch
    {
        "id" => "id + 1000000000",
        "seq" => "seq + 1000000",
        "workspace_id" or "entity_id" or "subject" or "on_behalf_of" => App.IsPostgres ? "gen_random_uuid()" : $"lower({column})",
        "at" => App.IsPostgres ? "at + interval '1 microsecond'" : "substr(at, 1, 18) || CASE substr(at, 19, 1) WHEN '7' THEN '8' ELSE '7' END || substr(at, 20)",
        "personal_before" or "personal_after" or "prev_hash" or "hash" => App.IsPostgres
            ? $"set_byte({column}, 3, get_byte({column}, 3) # 1)"
            : $"CAST(substr({column}, 1, 3) || CASE substr({column}, 4, 1) WHEN x'00' THEN x'01' ELSE x'00' END || substr({column}, 5) AS BLOB)",
        _ => $"substr({column}, 1, length({column}) - 1) || '~'",
    };

    private string Text(Guid id) => App.IsPostgres ? id.ToString() : id.ToString().ToUpperInvariant();

    private async Task<IReadOnlyList<string>> Forged(string sql, AuditAnchor? anchor = null, DateTime? at = null)
    {
        using var quiet = StatementPlans.Ignore();
        await using DbConnection connection = App is PostgresApp postgres ? new NpgsqlConnection(postgres.ConnectionString) : App.Services.GetRequiredService<SqliteFile>().OpenWriter();
        if (connection is NpgsqlConnection)
            await connection.OpenAsync(Ct);
        await using var transaction = connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: false) : await connection.BeginTransactionAsync(Ct);
        await using (var forge = connection.CreateCommand())
        {
            forge.Transaction = transaction;
            forge.CommandText = sql;
            await forge.ExecuteNonQueryAsync(Ct);
        }

        var report = await new VerifyAudit(anchor is null ? [] : [anchor], at ?? App.Clock.Now).Run(transaction, Ct);
        await transaction.RollbackAsync(Ct);
        return report.Findings;
    }
}

[Collection(SqliteApp.Collection)]
public sealed class AuditVerifyOnSqlite(SqliteApp app) : AuditVerifyTests(app);

[Collection(PostgresApp.Collection)]
public sealed class AuditVerifyOnPostgres(PostgresApp app) : AuditVerifyTests(app);
