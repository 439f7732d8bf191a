using PromoEngine.Web.Data;

namespace PromoEngine.Web.Jobs;

/// <summary>Experimental. What SQL Server cannot say as the others do: upserts, and steps over an index inside a recursion.</summary>
internal sealed class SqlServerJobSql() : JobSql(SqlServerDialect.Instance)
{
    protected override string Smaller(string a, string b) => $"CASE WHEN {a} < {b} THEN {a} ELSE {b} END";

    protected override string True => "1";

    protected override string False => "0";

    protected override string IsReady => "ready = 1";

    /// <summary>The update holds the key's range until the commit, so that nobody inserts the same job in between.</summary>
    protected override string InsertOrRaise => field ??= $"""
        UPDATE jobs WITH (UPDLOCK, HOLDLOCK)
        SET revision = revision + 1, due_at = {Smaller("@due", "due_limit")}, payload = @payload,
            attempts = CASE WHEN state = 'Dead' THEN 0 ELSE attempts END,
            due_limit = CASE WHEN state = 'Dead' THEN @limit ELSE due_limit END, state = 'Waiting', ready = 1
        WHERE workspace_id = @workspace AND unique_key = @unique;
        IF @@ROWCOUNT = 0
        {InsertOne}
        """;

    /// <summary>A recursion may hold neither TOP nor a sub-query here, so this one reads the kind's whole backlog.</summary>
    protected override string Due => """
        SELECT DISTINCT TOP (@most) workspace_id FROM jobs
        WHERE ready = 1 AND kind = @kind AND workspace_id > @after AND due_at <= @now AND (lease_until IS NULL OR lease_until < @now)
        ORDER BY workspace_id
        """;

    /// <summary>READPAST is not allowed where the database keeps versions, unless the rows are locked for reading all the same.</summary>
    protected override string Claim(int shops) => $"""
        UPDATE jobs SET lease_owner = @owner, lease_until = @until, attempts = attempts + 1
        OUTPUT inserted.id, inserted.workspace_id, inserted.kind, inserted.payload, inserted.ordering_key, inserted.attempts, inserted.revision
        WHERE id IN ({string.Join(" UNION ALL ", Enumerable.Range(0, shops).Select(i => $"""
            SELECT id FROM (SELECT TOP (@share{i}) id FROM jobs WITH (UPDLOCK, ROWLOCK, READPAST, READCOMMITTEDLOCK)
                            WHERE ready = 1 AND kind = @kind AND workspace_id = @shop{i} AND due_at <= @now AND (lease_until IS NULL OR lease_until < @now)
                            ORDER BY due_at, id) AS due{i}
            """))})
        """;
}
