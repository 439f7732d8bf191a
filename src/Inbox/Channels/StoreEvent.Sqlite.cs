namespace PromoEngine.Inbox.Channels;

/// <summary>SQLite would fill a temporary table for RETURNING, which took a sixth of the whole, so the id is asked for afterwards.</summary>
internal sealed class SqliteStoreEvent : StoreEvent
{
    protected override string Statement => $"{InsertOnce}; SELECT last_insert_rowid() WHERE changes() = 1";
}
