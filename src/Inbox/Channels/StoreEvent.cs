using System.Data.Common;

namespace PromoEngine.Inbox.Channels;

/// <summary>A verified call, ready to be committed.</summary>
internal sealed record NewEvent(Guid Workspace, Guid ChannelId, string EventKey, string Url, string Headers, ReadOnlyMemory<byte> Body, DateTime ReceivedAt);

/// <summary>
/// The hot path of the webhooks. PostgreSQL hands the new row's id back with RETURNING; SQLite would fill a temporary table for that, which took a sixth
/// of the whole, so there the id is asked for afterwards.
/// </summary>
internal sealed class StoreEvent(bool postgres)
{
    private const string InsertOnce = """
        INSERT INTO inbox_inbound_events (workspace_id, channel_id, event_key, url, headers, body, received_at, state)
        VALUES (@workspace, @channel, @key, @url, @headers, @body, @at, 'Received')
        ON CONFLICT (workspace_id, channel_id, event_key) DO NOTHING
        """;

    private readonly string statement = InsertOnce + (postgres ? " RETURNING id" : "; SELECT last_insert_rowid() WHERE changes() = 1");

    /// <summary>The event's id; null when it is stored already.</summary>
    public async Task<long?> Insert(DbTransaction unit, NewEvent e, CancellationToken ct)
    {
        await using var insert = unit.Connection!.CreateCommand();
        insert.Transaction = unit;
        insert.CommandText = statement;
        Add(insert, "@workspace", e.Workspace);
        Add(insert, "@channel", e.ChannelId);
        Add(insert, "@key", e.EventKey);
        Add(insert, "@url", e.Url);
        Add(insert, "@headers", e.Headers);
        Add(insert, "@body", e.Body.ToArray());
        Add(insert, "@at", e.ReceivedAt);
        return (long?)await insert.ExecuteScalarAsync(ct);
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
