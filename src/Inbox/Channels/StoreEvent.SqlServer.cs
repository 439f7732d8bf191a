namespace PromoEngine.Inbox.Channels;

/// <summary>Experimental. The look holds the key's range until the commit, so that nobody inserts the same event in between.</summary>
internal sealed class SqlServerStoreEvent : StoreEvent
{
    protected override string Statement => """
        INSERT INTO inbox_inbound_events (workspace_id, channel_id, event_key, url, headers, body, received_at, state)
        OUTPUT inserted.id
        SELECT @workspace, @channel, @key, @url, @headers, @body, @at, 'Received'
        WHERE NOT EXISTS (SELECT 1 FROM inbox_inbound_events WITH (UPDLOCK, HOLDLOCK) WHERE workspace_id = @workspace AND channel_id = @channel AND event_key = @key)
        """;
}
