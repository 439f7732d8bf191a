using System.Data;
using System.Data.Common;
using System.Runtime.InteropServices;

namespace PromoEngine.Inbox.Channels;

/// <summary>A verified call, ready to be committed.</summary>
internal sealed record NewEvent(Guid Workspace, Guid ChannelId, string EventKey, string Url, string Headers, ReadOnlyMemory<byte> Body, DateTime ReceivedAt);

/// <summary>The hot path of the webhooks: one statement that each database has in its own way.</summary>
internal abstract class StoreEvent
{
    /// <summary>For SQLite and PostgreSQL, up to handing the new row's id back.</summary>
    protected const string InsertOnce = """
        INSERT INTO inbox_inbound_events (workspace_id, channel_id, event_key, url, headers, body, received_at, state)
        VALUES (@workspace, @channel, @key, @url, @headers, @body, @at, 'Received')
        ON CONFLICT (workspace_id, channel_id, event_key) DO NOTHING
        """;

    /// <summary>Inserts the event and answers its id, or nothing when it is there.</summary>
    protected abstract string Statement { get; }

    /// <summary>The event's id; null when it is stored already.</summary>
    public async Task<long?> Insert(DbTransaction unit, NewEvent e, CancellationToken ct)
    {
        await using var insert = unit.Connection!.CreateCommand();
        insert.Transaction = unit;
        insert.CommandText = Statement;
        Add(insert, "@workspace", e.Workspace);
        Add(insert, "@channel", e.ChannelId);
        Add(insert, "@key", e.EventKey);
        Add(insert, "@url", e.Url);
        Add(insert, "@headers", e.Headers);
        Add(insert, "@body", Whole(e.Body));
        Add(insert, "@at", e.ReceivedAt);
        return (long?)await insert.ExecuteScalarAsync(ct);
    }

    /// <summary>A mail of thirty megabytes is not copied once more.</summary>
    private static byte[] Whole(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length ? segment.Array : body.ToArray();

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        // For SQL Server an instant is of its old type, which rounds to 3 ms, unless it is told. Only the host knows its driver; here it is known by name.
        if (value is DateTime && parameter.GetType().Name == "SqlParameter")
            parameter.DbType = DbType.DateTime2;
        command.Parameters.Add(parameter);
    }
}
