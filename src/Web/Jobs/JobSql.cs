using System.Data.Common;

namespace PromoEngine.Web.Jobs;

/// <summary>A job that this process holds by lease.</summary>
internal sealed record ClaimedJob(long Id, Guid Workspace, string Kind, string Payload, string? OrderingKey, int Attempts, int Revision);

/// <summary>
/// The statements of the job table. Everything they share stands here; what the databases write differently (locks on an ordering key, skipping
/// locked rows, the smaller of two instants) stands in JobSql.Sqlite.cs and JobSql.Postgres.cs.
/// </summary>
internal abstract class JobSql
{
    protected abstract string Smaller(string a, string b);

    protected virtual string SkipLocked => "";

    /// <summary>Keeps two writers of one ordering key apart until the transaction ends.</summary>
    protected abstract Task LockKey(DbTransaction unit, Guid workspace, string orderingKey, CancellationToken ct);

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

    private const string InsertOne = """
        INSERT INTO jobs (workspace_id, kind, payload, ordering_key, unique_key, state, ready, due_at, due_limit, revision, attempts, created_at)
        SELECT @workspace, @kind, @payload, @ordering, @unique, 'Waiting',
               @ordering IS NULL OR NOT EXISTS (SELECT 1 FROM jobs WHERE workspace_id = @workspace AND ordering_key = @ordering AND ordering_key IS NOT NULL AND state = 'Waiting'),
               @due, @limit, 0, 0, @now
        """;

    private string InsertOrRaise => $"""
        {InsertOne} WHERE true
        ON CONFLICT (workspace_id, unique_key) WHERE unique_key IS NOT NULL DO UPDATE
        SET revision = jobs.revision + 1, due_at = {Smaller("excluded.due_at", "jobs.due_limit")}, payload = excluded.payload,
            attempts = CASE WHEN jobs.state = 'Dead' THEN 0 ELSE jobs.attempts END,
            due_limit = CASE WHEN jobs.state = 'Dead' THEN excluded.due_limit ELSE jobs.due_limit END, state = 'Waiting', ready = true
        """;

    /// <summary>The kinds that have something due, so that a worker claims only where there is work. A read.</summary>
    public async Task<List<string>> DueKinds(DbConnection connection, IEnumerable<string> kinds, Guid? workspace, DateTime now, CancellationToken ct)
    {
        var due = new List<string>();
        foreach (var kind in kinds)
        {
            await using var query = connection.CreateCommand();
            query.CommandText = $"SELECT 1 FROM jobs WHERE ready AND kind = @kind AND due_at <= @now AND (lease_until IS NULL OR lease_until < @now) {OnlyOf(workspace)} LIMIT 1";
            Add(query, "kind", kind);
            Add(query, "now", now);
            if (workspace is not null)
                Add(query, "workspace", workspace);
            if (await query.ExecuteScalarAsync(ct) is not null)
                due.Add(kind);
        }

        return due;
    }

    /// <summary>Takes up to <paramref name="most"/> due jobs of a kind, over all workspaces: the one statement that ignores the wall between them.</summary>
    public async Task<List<ClaimedJob>> ClaimAcrossWorkspaces(DbTransaction unit, string kind, int most, Guid owner, DateTime now, TimeSpan lease, Guid? workspace, CancellationToken ct)
    {
        await using var claim = Command(unit, $"""
            UPDATE jobs SET lease_owner = @owner, lease_until = @until, attempts = attempts + 1
            WHERE id IN (SELECT id FROM jobs WHERE ready AND kind = @kind AND due_at <= @now AND (lease_until IS NULL OR lease_until < @now) {OnlyOf(workspace)}
                         ORDER BY due_at, id LIMIT @most {SkipLocked})
            RETURNING id, workspace_id, kind, payload, ordering_key, attempts, revision
            """);
        Add(claim, "owner", owner);
        Add(claim, "until", now + lease);
        Add(claim, "kind", kind);
        Add(claim, "now", now);
        Add(claim, "most", most);
        if (workspace is not null)
            Add(claim, "workspace", workspace);

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
            await Promote(unit, job, ct);
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
        var changed = await Change(unit, $"UPDATE jobs SET lease_owner = NULL, lease_until = NULL, error = @error, due_at = @due{(due is null ? ", state = 'Dead', ready = false" : "")} WHERE id = @id AND lease_owner = @owner", ct,
            ("id", job.Id), ("owner", owner), ("error", error), ("due", due ?? now));
        if (changed == 1 && due is null)
            await Promote(unit, job, ct);
    }

    /// <summary>Hands leases back: of a stopping process, or on SQLite at start, where the only process that could hold them is gone.</summary>
    public Task<int> Release(DbTransaction unit, Guid? owner, CancellationToken ct) => owner is null
        ? Change(unit, "UPDATE jobs SET lease_owner = NULL, lease_until = NULL WHERE lease_until IS NOT NULL", ct)
        : Change(unit, "UPDATE jobs SET lease_owner = NULL, lease_until = NULL WHERE lease_owner = @owner", ct, ("owner", owner));

    private const string StuckJobs =
        "SELECT MIN(id) FROM jobs WHERE state = 'Waiting' AND ordering_key IS NOT NULL GROUP BY workspace_id, ordering_key HAVING MAX(CASE WHEN ready THEN 1 ELSE 0 END) = 0";

    /// <summary>Whether there is what should not be: an ordering key with waiting jobs of which none is ready. A read, since it walks over the whole backlog.</summary>
    public async Task<bool> AnyStuck(DbConnection connection, CancellationToken ct)
    {
        await using var query = connection.CreateCommand();
        query.CommandText = $"{StuckJobs} LIMIT 1";
        return await query.ExecuteScalarAsync(ct) is not null;
    }

    /// <summary>Mends it.</summary>
    public Task<int> Sweep(DbTransaction unit, CancellationToken ct) => Change(unit, $"UPDATE jobs SET ready = true WHERE id IN ({StuckJobs})", ct);

    private static async Task Promote(DbTransaction unit, ClaimedJob job, CancellationToken ct)
    {
        if (job.OrderingKey is null)
            return;
        await Change(unit, """
            UPDATE jobs SET ready = true
            WHERE id = (SELECT MIN(id) FROM jobs WHERE workspace_id = @workspace AND ordering_key = @ordering AND ordering_key IS NOT NULL AND state = 'Waiting')
            """, ct, ("workspace", job.Workspace), ("ordering", job.OrderingKey));
    }

    private static string OnlyOf(Guid? workspace) => workspace is null ? "" : "AND workspace_id = @workspace";

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
        command.Parameters.Add(parameter);
    }
}

/// <summary>Another worker has this job by now; what this one did must not be committed.</summary>
internal sealed class LeaseLostException(long job) : Exception($"Job {job} is no longer held by this worker.");
