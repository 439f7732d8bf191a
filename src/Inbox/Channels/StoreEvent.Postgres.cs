namespace PromoEngine.Inbox.Channels;

internal sealed class PostgresStoreEvent : StoreEvent
{
    protected override string Statement => $"{InsertOnce} RETURNING id";
}
