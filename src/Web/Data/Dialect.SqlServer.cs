using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace PromoEngine.Web.Data;

/// <summary>Experimental: read as text by tests, never run against a server.</summary>
internal sealed class SqlServerDialect : Dialect
{
    public static readonly SqlServerDialect Instance = new();

    /// <summary>The procedure answers a victim of a deadlock by a number instead of an error; the error makes the unit come again (<see cref="DatabaseErrors"/>).</summary>
    public const int LockRefused = 50_001;

    private static readonly string TakeLock = $"""
        DECLARE @got int;
        EXEC @got = sp_getapplock @Resource = @name, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 30000;
        IF @got < 0 THROW {LockRefused}, 'The lock was not granted.', 1;
        """;

    private const string TakeWorkspace = "SELECT 1 FROM workspaces WITH (UPDLOCK, ROWLOCK) WHERE id = @workspace";

    public override async Task Lock(DbTransaction unit, string name, CancellationToken ct)
    {
        // A resource's name has at most 255 characters.
        await using var command = unit.Command(TakeLock, ("@name", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name)))));
        await command.ExecuteNonQueryAsync(ct);
    }

    public override async Task LockWorkspace(DbTransaction unit, Guid workspace, CancellationToken ct)
    {
        await using var command = unit.Command(TakeWorkspace, ("@workspace", workspace));
        await command.ExecuteScalarAsync(ct);
    }

    public override string TakeNumbers => "UPDATE number_sequences SET next = next + @count OUTPUT deleted.next, inserted.format WHERE workspace_id = @workspace AND kind = @kind";

    public override string NumberEvents => """
        WITH waiting AS (SELECT TOP (@batch) id, workspace_id FROM live_events WHERE seq IS NULL ORDER BY workspace_id, id),
             picked AS (SELECT id, workspace_id, ROW_NUMBER() OVER (PARTITION BY workspace_id ORDER BY id) AS place FROM waiting)
        UPDATE e SET seq = counter.next + picked.place - 1
        OUTPUT inserted.workspace_id, inserted.seq, inserted.topic, inserted.entity_id
        FROM live_events AS e
        JOIN picked ON picked.id = e.id
        JOIN number_sequences AS counter ON counter.workspace_id = picked.workspace_id AND counter.kind = @counter
        """;

    /// <summary>The range is held until the commit, so that nobody inserts between the look and the insert.</summary>
    public override string InsertSubjectKey => """
        INSERT INTO subject_keys (id, workspace_id, subject, "key", created_at)
        SELECT @id, @workspace, @subject, @key, @now
        WHERE NOT EXISTS (SELECT 1 FROM subject_keys WITH (UPDLOCK, HOLDLOCK) WHERE workspace_id = @workspace AND subject = @subject)
        """;
}
