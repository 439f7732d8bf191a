using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;

using Microsoft.Data.Sqlite;

namespace PromoEngine.Web.Audit;

/// <summary>A row as it lies in the table, not as an index or a converter would have it.</summary>
/// <param name="Fault">Why it cannot be what was written; then <paramref name="Row"/> is null.</param>
internal sealed record ScannedRow(long Id, Guid Workspace, AuditRow? Row, string? Fault);

/// <summary>Reads every audit row of every workspace in the order of writing, each value exactly as stored, so that no changed byte is smoothed over.</summary>
internal static class AuditScan
{
    private const string SqliteInstant = "yyyy-MM-dd HH:mm:ss.FFFFFFF";

    // SQLite would take the chain's number from the index; what stands in the row itself is asked for.
    private static string Statement(DbConnection connection) => $"""
        SELECT id, workspace_id, seq, at, actor, on_behalf_of, action, entity, entity_id, before, after, subject, personal_before, personal_after, ip, request_id, prev_hash, hash
        FROM audit_rows {(connection is SqliteConnection ? "NOT INDEXED" : "")} ORDER BY id
        """;

    public static async IAsyncEnumerable<ScannedRow> Rows(DbTransaction snapshot, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = snapshot.Connection!.CreateCommand();
        command.Transaction = snapshot;
        command.CommandText = Statement(snapshot.Connection);
        command.CommandTimeout = 0;
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            yield return Read(rows);
    }

    private static ScannedRow Read(DbDataReader rows)
    {
        var id = rows.GetInt64(0);
        var workspace = Guid.Empty;
        try
        {
            workspace = Id(rows, 1) ?? throw new FormatException("workspace_id");
            return new(id, workspace, Row(rows, id), null);
        }
        catch (Exception e) when (e is FormatException or InvalidCastException)
        {
            return new(id, workspace, null, $"a value of it cannot be read ({e.Message})");
        }
    }

    private static AuditRow Row(DbDataReader rows, long id) => new()
    {
        Id = id,
        Seq = rows.IsDBNull(2) ? null : rows.GetInt64(2),
        At = At(rows, 3),
        Actor = Text(rows, 4),
        OnBehalfOf = Id(rows, 5),
        Action = rows.GetString(6),
        Entity = rows.GetString(7),
        EntityId = Id(rows, 8) ?? throw new FormatException("entity_id"),
        Before = Text(rows, 9),
        After = Text(rows, 10),
        Subject = Id(rows, 11),
        PersonalBefore = Bytes(rows, 12),
        PersonalAfter = Bytes(rows, 13),
        Ip = Text(rows, 14),
        RequestId = Text(rows, 15),
        PrevHash = Bytes(rows, 16),
        Hash = Bytes(rows, 17),
    };

    private static string? Text(DbDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);

    private static byte[]? Bytes(DbDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetFieldValue<byte[]>(column);

    /// <summary>SQLite keeps ids as upper-case text: a small letter is a changed byte.</summary>
    private static Guid? Id(DbDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetValue(column) switch
    {
        Guid id => id,
        string text when Guid.TryParseExact(text, "D", out var id) && !text.Any(char.IsAsciiLetterLower) => id,
        _ => throw new FormatException(rows.GetName(column)),
    };

    /// <summary>SQLite keeps instants as text; only the one way of writing them counts.</summary>
    private static DateTime At(DbDataReader rows, int column) => rows.GetValue(column) switch
    {
        DateTime at => at,
        string text when DateTime.TryParseExact(text, SqliteInstant, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            && at.ToString(SqliteInstant, CultureInfo.InvariantCulture) == text => DateTime.SpecifyKind(at, DateTimeKind.Utc),
        _ => throw new FormatException(rows.GetName(column)),
    };
}
