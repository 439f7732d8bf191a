using System.Data.Common;

namespace PromoEngine.Web.Data;

/// <summary>
/// What the host's hand-written SQL says differently on each database. Statements that a module keeps to itself stand beside it in the same way:
/// <c>…Sql.Sqlite.cs</c>, <c>…Sql.Postgres.cs</c>, <c>…Sql.SqlServer.cs</c>.
/// </summary>
internal abstract class Dialect
{
    /// <summary>Holds a name until the transaction ends: whoever comes second waits for the first one's commit.</summary>
    public abstract Task Lock(DbTransaction unit, string name, CancellationToken ct);

    /// <summary>The same for a whole workspace, by its row.</summary>
    public abstract Task LockWorkspace(DbTransaction unit, Guid workspace, CancellationToken ct);

    /// <summary>Moves a counter on and answers the first number that was taken and how it is written. One statement: it takes the row's lock and reads behind it.</summary>
    public abstract string TakeNumbers { get; }

    /// <summary>Numbers live events that wait, and answers them. One statement, one snapshot: rows that commit while it runs are for the next time.</summary>
    public abstract string NumberEvents { get; }

    /// <summary>A person's key, unless there is one.</summary>
    public abstract string InsertSubjectKey { get; }

    /// <summary>Where SQLite and PostgreSQL understand the same.</summary>
    internal abstract class Common : Dialect
    {
        public override string TakeNumbers => "UPDATE number_sequences SET next = next + @count WHERE workspace_id = @workspace AND kind = @kind RETURNING next - @count, format";

        public override string NumberEvents => """
            WITH waiting AS (SELECT id, workspace_id FROM live_events WHERE seq IS NULL ORDER BY workspace_id, id LIMIT @batch),
                 picked AS (SELECT id, workspace_id, row_number() OVER (PARTITION BY workspace_id ORDER BY id) AS place FROM waiting)
            UPDATE live_events SET seq = counter.next + picked.place - 1
            FROM picked JOIN number_sequences AS counter ON counter.workspace_id = picked.workspace_id AND counter.kind = @counter
            WHERE live_events.id = picked.id
            RETURNING live_events.workspace_id, live_events.seq, live_events.topic, live_events.entity_id
            """;

        public override string InsertSubjectKey => """
            INSERT INTO subject_keys (id, workspace_id, subject, key, created_at) VALUES (@id, @workspace, @subject, @key, @now)
            ON CONFLICT (workspace_id, subject) DO NOTHING
            """;
    }
}
