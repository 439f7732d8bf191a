using System.Data.Common;

using Microsoft.Data.SqlClient;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Jobs;

/// <summary>A job that this process holds by lease.</summary>
internal sealed record ClaimedJob(long Id, Guid Workspace, string Kind, string Payload, string? OrderingKey, int Attempts, int Revision);

/// <summary>
/// The statements of the job table. Everything they share stands here; what the databases write differently (truth values, skipping locked rows, the
/// smaller of two instants) stands in JobSql.Sqlite.cs, JobSql.Postgres.cs and JobSql.SqlServer.cs.
/// </summary>
internal abstract class JobSql(Dialect dialect)
{
    protected abstract string Smaller(string a, string b);

    protected virtual string SkipLocked => "";

    protected virtual string True => "true";

    protected virtual string False => "false";

    /// <summary>As the index on ready jobs has it.</summary>
    protected virtual string IsReady => "ready";

    /// <summary>
    /// Keeps two writers of one ordering key apart until the transaction ends. Without it an insert that sees an unfinished job and a finish that sees no
    /// follower could pass each other, and the follower would never become ready.
    /// </summary>
    private Task LockKey(DbTransaction unit, Guid workspace, string orderingKey, CancellationToken ct) => dialect.Lock(unit, $"{workspace}:{orderingKey}", ct);

    public async Task Insert(DbTransaction unit, Guid workspace, NewJob job, DateTime now, CancellationToken ct)
    {
        if (job.OrderingKey is { } key)
            await LockKey(unit, workspace, key, ct);
        await using var insert = Command(unit, job.UniqueKey is null ? InsertOne : InsertOrRaise);
        Add(insert, "workspace", workspace);
        Add(insert, "kind", job.Kind);
        Add(insert, "payload", job.Payload);
        Add(insert, "ordering", job.OrderingKey);
        Add(insert, "unique", job.UniqueKey);
        Add(insert, "due", now + (job.Quiet ?? TimeSpan.Zero));
        Add(insert, "limit", now + 10 * (job.Quiet ?? TimeSpan.Zero));
        Add(insert, "now", now);
        await insert.ExecuteNonQueryAsync(ct);
    }

    protected string InsertOne => field ??= $"""
        INSERT INTO jobs (workspace_id, kind, payload, ordering_key, unique_key, state, ready, due_at, due_limit, revision, attempts, created_at)
        SELECT @workspace, @kind, @payload, @ordering, @unique, 'Waiting',
               CASE WHEN @ordering IS NULL OR NOT EXISTS (SELECT 1 FROM jobs WHERE workspace_id = @workspace AND ordering_key = @ordering AND ordering_key IS NOT NULL AND state = 'Waiting')
                    THEN {True} ELSE {False} END,
               @due, @limit, 0, 0, @now
        """;

    protected virtual string InsertOrRaise => field ??= $"""
        {InsertOne} WHERE true
        ON CONFLICT (workspace_id, unique_key) WHERE unique_key IS NOT NULL DO UPDATE
        SET revision = jobs.revision + 1, due_at = {Smaller("excluded.due_at", "jobs.due_limit")}, payload = excluded.payload,
            attempts = CASE WHEN jobs.state = 'Dead' THEN 0 ELSE jobs.attempts END,
            due_limit = CASE WHEN jobs.state = 'Dead' THEN excluded.due_limit ELSE jobs.due_limit END, state = 'Waiting', ready = true
        """;

    /// <summary>Steps over the index from workspace to workspace, so a backlog of ten thousand costs as much as one job.</summary>
    protected virtual string Due => """
        WITH RECURSIVE shop(workspace_id) AS (
            SELECT first.workspace_id FROM (SELECT workspace_id FROM jobs WHERE ready AND kind = @kind AND workspace_id > @after ORDER BY workspace_id LIMIT 1) AS first
            UNION ALL
            SELECT (SELECT j.workspace_id FROM jobs AS j WHERE j.ready AND j.kind = @kind AND j.workspace_id > shop.workspace_id ORDER BY j.workspace_id LIMIT 1)
            FROM shop WHERE shop.workspace_id IS NOT NULL
        )
        SELECT shop.workspace_id FROM shop
        WHERE shop.workspace_id IS NOT NULL AND EXISTS (
            SELECT 1 FROM jobs AS j WHERE j.ready AND j.kind = @kind AND j.workspace_id = shop.workspace_id AND j.due_at <= @now AND (j.lease_until IS NULL OR j.lease_until < @now))
        LIMIT @most
        """;

    /// <summary>The workspaces that have something of this kind due, from the one behind <paramref name="after"/> on. A read.</summary>
    public async Task<List<Guid>> DueWorkspaces(DbConnection connection, string kind, Guid after, int most, DateTime now, CancellationToken ct)
    {
        await using var query = connection.CreateCommand();
        query.CommandText = Due;
        Add(query, "kind", kind);
        Add(query, "after", after);
        Add(query, "now", now);
        Add(query, "most", most);
        var due = new List<Guid>();
        await using var rows = await query.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            due.Add(rows.GetGuid(0));
        return due;
    }

    /// <summary>The same question about one workspace.</summary>
    public async Task<bool> HasDue(DbConnection connection, string kind, Guid workspace, DateTime now, CancellationToken ct)
    {
        await using var query = connection.CreateCommand();
        query.CommandText = $"SELECT 1 WHERE EXISTS (SELECT 1 FROM jobs WHERE {IsReady} AND kind = @kind AND workspace_id = @workspace AND due_at <= @now AND (lease_until IS NULL OR lease_until < @now))";
        Add(query, "kind", kind);
        Add(query, "workspace", workspace);
        Add(query, "now", now);
        return await query.ExecuteScalarAsync(ct) is not null;
    }

    protected virtual string Claim(int shops) => $"""
        UPDATE jobs SET lease_owner = @owner, lease_until = @until, attempts = attempts + 1
        WHERE id IN ({string.Join(" UNION ALL ", Enumerable.Range(0, shops).Select(i => $"""
            SELECT id FROM (SELECT id FROM jobs WHERE ready AND kind = @kind AND workspace_id = @shop{i} AND due_at <= @now AND (lease_until IS NULL OR lease_until < @now)
                            ORDER BY due_at, id LIMIT @share{i} {SkipLocked}) AS due{i}
            """))})
        RETURNING id, workspace_id, kind, payload, ordering_key, attempts, revision
        """;

    /// <summary>Takes due jobs of a kind, of each workspace up to its share: the one statement that ignores the wall between them.</summary>
    public async Task<List<ClaimedJob>> ClaimAcrossWorkspaces(
        DbTransaction unit, string kind, IReadOnlyList<(Guid Workspace, int Share)> shares, Guid owner, DateTime now, TimeSpan lease, CancellationToken ct)
    {
        await using var claim = Command(unit, Claim(shares.Count));
        Add(claim, "owner", owner);
        Add(claim, "until", now + lease);
        Add(claim, "kind", kind);
        Add(claim, "now", now);
        foreach (var (i, (workspace, share)) in shares.Index())
        {
            Add(claim, $"shop{i}", workspace);
            Add(claim, $"share{i}", share);
        }

        var claimed = new List<ClaimedJob>();
        await using var rows = await claim.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            claimed.Add(new(rows.GetInt64(0), rows.GetGuid(1), rows.GetString(2), rows.GetString(3), rows.IsDBNull(4) ? null : rows.GetString(4), rows.GetInt32(5), rows.GetInt32(6)));
        return claimed.OrderBy(job => job.Id).ToList();
    }

    /// <summary>
    /// Ends a job in the unit of its effects. Enqueued again meanwhile: it stays and runs again. Lease lost: the unit must not commit.
    /// </summary>
    public async Task Finish(DbTransaction unit, ClaimedJob job, Guid owner, DateTime now, CancellationToken ct)
    {
        if (job.OrderingKey is { } key)
            await LockKey(unit, job.Workspace, key, ct);
        if (await Change(unit, "DELETE FROM jobs WHERE id = @id AND lease_owner = @owner AND revision = @revision", ct, ("id", job.Id), ("owner", owner), ("revision", job.Revision)) == 1)
        {
            await Promote(unit, job.Workspace, job.OrderingKey, ct);
            return;
        }

        var again = await Change(unit, "UPDATE jobs SET lease_owner = NULL, lease_until = NULL, attempts = 0, due_limit = @limit WHERE id = @id AND lease_owner = @owner", ct,
            ("id", job.Id), ("owner", owner), ("limit", now + TimeSpan.FromSeconds(10)));
        if (again == 0)
            throw new LeaseLostException(job.Id);
    }

    /// <summary>Nothing is wrong, but there is more to do later: the job stays, first of its key.</summary>
    public async Task Again(DbTransaction unit, ClaimedJob job, Guid owner, DateTime due, CancellationToken ct)
    {
        if (await Change(unit, "UPDATE jobs SET lease_owner = NULL, lease_until = NULL, attempts = 0, due_at = @due WHERE id = @id AND lease_owner = @owner", ct,
            ("id", job.Id), ("owner", owner), ("due", due)) == 0)
            throw new LeaseLostException(job.Id);
    }

    /// <summary>After a failure: again at <paramref name="due"/>, or dead and visible when there is no next time. Followers of a dead job go on.</summary>
    public async Task Fail(DbTransaction unit, ClaimedJob job, Guid owner, string error, DateTime? due, DateTime now, CancellationToken ct)
    {
        if (job.OrderingKey is { } key)
            await LockKey(unit, job.Workspace, key, ct);
        var changed = await Change(unit, $"UPDATE jobs SET lease_owner = NULL, lease_until = NULL, error = @error, due_at = @due{(due is null ? $", state = 'Dead', ready = {False}" : "")} WHERE id = @id AND lease_owner = @owner", ct,
            ("id", job.Id), ("owner", owner), ("error", error), ("due", due ?? now));
        if (changed == 1 && due is null)
            await Promote(unit, job.Workspace, job.OrderingKey, ct);
    }

    /// <summary>
    /// Hands leases back: of a stopping process, whose attempts then do not count, or on SQLite at start, where the only process that could hold them is gone.
    /// </summary>
    public Task<int> Release(DbTransaction unit, Guid? owner, CancellationToken ct) => owner is null
        ? Change(unit, "UPDATE jobs SET lease_owner = NULL, lease_until = NULL WHERE lease_until IS NOT NULL", ct)
        : Change(unit, "UPDATE jobs SET lease_owner = NULL, lease_until = NULL, attempts = attempts - 1 WHERE lease_owner = @owner", ct, ("owner", owner));

    /// <summary>The same of some jobs only.</summary>
    public async Task Release(DbTransaction unit, IEnumerable<long> jobs, Guid owner, CancellationToken ct)
    {
        foreach (var job in jobs)
            await Change(unit, "UPDATE jobs SET lease_owner = NULL, lease_until = NULL, attempts = attempts - 1 WHERE id = @id AND lease_owner = @owner", ct, ("id", job), ("owner", owner));
    }

    /// <summary>Holds on to jobs that take long. Who has lost one in the meantime does not get it back.</summary>
    public async Task Renew(DbTransaction unit, IEnumerable<long> jobs, Guid owner, DateTime until, CancellationToken ct)
    {
        foreach (var job in jobs)
            await Change(unit, "UPDATE jobs SET lease_until = @until WHERE id = @id AND lease_owner = @owner", ct, ("id", job), ("owner", owner), ("until", until));
    }

    /// <summary>Ends a job for good, whatever state it is in; its followers go on. False: it is not there (any more).</summary>
    public async Task<bool> Remove(DbTransaction unit, Guid workspace, long id, string? orderingKey, CancellationToken ct)
    {
        if (orderingKey is not null)
            await LockKey(unit, workspace, orderingKey, ct);
        if (await Change(unit, "DELETE FROM jobs WHERE id = @id AND workspace_id = @workspace", ct, ("id", id), ("workspace", workspace)) == 0)
            return false;
        await Promote(unit, workspace, orderingKey, ct);
        return true;
    }

    /// <summary>A dead job lives again, a waiting one need not wait: first of its key it runs at once, else when its turn comes.</summary>
    public async Task<bool> Revive(DbTransaction unit, Guid workspace, long id, string? orderingKey, DateTime now, CancellationToken ct)
    {
        if (orderingKey is not null)
            await LockKey(unit, workspace, orderingKey, ct);
        return await Change(unit, $"""
            UPDATE jobs SET attempts = CASE WHEN state = 'Dead' THEN 0 ELSE attempts END, due_at = @now, state = 'Waiting',
                ready = CASE WHEN state = 'Waiting' THEN ready
                             WHEN ordering_key IS NULL OR NOT EXISTS (SELECT 1 FROM jobs AS other WHERE other.workspace_id = @workspace AND other.ordering_key = jobs.ordering_key
                                                                      AND other.ordering_key IS NOT NULL AND other.state = 'Waiting') THEN {True} ELSE {False} END
            WHERE id = @id AND workspace_id = @workspace AND (state = 'Dead' OR lease_until IS NULL OR lease_until < @now)
            """, ct, ("id", id), ("workspace", workspace), ("now", now)) == 1;
    }

    private string StuckJobs =>
        $"SELECT MIN(id) FROM jobs WHERE state = 'Waiting' AND ordering_key IS NOT NULL GROUP BY workspace_id, ordering_key HAVING MAX(CASE WHEN {IsReady} THEN 1 ELSE 0 END) = 0";

    /// <summary>Whether there is what should not be: an ordering key with waiting jobs of which none is ready. A read, since it walks over the whole backlog.</summary>
    public async Task<bool> AnyStuck(DbConnection connection, CancellationToken ct)
    {
        await using var query = connection.CreateCommand();
        query.CommandText = $"SELECT 1 WHERE EXISTS ({StuckJobs})";
        return await query.ExecuteScalarAsync(ct) is not null;
    }

    /// <summary>Mends it.</summary>
    public Task<int> Sweep(DbTransaction unit, CancellationToken ct) => Change(unit, $"UPDATE jobs SET ready = {True} WHERE id IN ({StuckJobs})", ct);

    private async Task Promote(DbTransaction unit, Guid workspace, string? orderingKey, CancellationToken ct)
    {
        if (orderingKey is null)
            return;
        await Change(unit, $"""
            UPDATE jobs SET ready = {True}
            WHERE id = (SELECT MIN(id) FROM jobs WHERE workspace_id = @workspace AND ordering_key = @ordering AND ordering_key IS NOT NULL AND state = 'Waiting')
            """, ct, ("workspace", workspace), ("ordering", orderingKey));
    }

    private static async Task<int> Change(DbTransaction unit, string sql, CancellationToken ct, params (string Name, object? Value)[] values)
    {
        await using var command = Command(unit, sql);
        foreach (var (name, value) in values)
            Add(command, name, value);
        return await command.ExecuteNonQueryAsync(ct);
    }

    protected static DbCommand Command(DbTransaction unit, string sql)
    {
        var command = unit.Connection!.CreateCommand();
        command.Transaction = unit;
        command.CommandText = sql;
        return command;
    }

    protected static void Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@" + name;
        parameter.Value = value ?? DBNull.Value;
        // PostgreSQL must know the type of a NULL; the columns that can be NULL here are texts.
        if (value is null)
            parameter.DbType = System.Data.DbType.String;
        if (value is DateTime && parameter is SqlParameter instant)
            instant.SqlDbType = System.Data.SqlDbType.DateTime2;
        command.Parameters.Add(parameter);
    }
}

/// <summary>Another worker has this job by now; what this one did must not be committed.</summary>
internal sealed class LeaseLostException(long job) : Exception($"Job {job} is no longer held by this worker.");
