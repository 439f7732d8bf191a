using PromoEngine.Web.Auth;

namespace PromoEngine.Web.Live;

/// <summary>
/// What live events are about, and the permission without which a person hears nothing but the number. Whoever announces something of a new topic adds it
/// here; announcing an unlisted one fails.
/// </summary>
internal static class Topics
{
    /// <summary>Of a person whose rights or session have changed; the id is the person's.</summary>
    public const string Session = "session";

    private static readonly (string Topic, Permission Needs)[] Table =
    [
        ("conversations", Permission.InboxRead),
        ("drafts", Permission.InboxRead),
        ("quotes", Permission.OrdersRead),
        ("orders", Permission.OrdersRead),
        ("inventory", Permission.InventoryRead),
        ("channels", Permission.ChannelsManage),
        ("simulator", Permission.SimulatorUse),
        ("operations", Permission.OperationsManage),
        ("people", Permission.PeopleManage),
        (Session, Permission.Member),
    ];

    private static readonly Dictionary<string, int> Places = Table.Index().ToDictionary(row => row.Item.Topic, row => row.Index);

    public static bool Has(string topic) => Places.ContainsKey(topic);

    /// <summary>The topics a person hears, as one number: people who hear the same have the same.</summary>
    public static LiveSight SeenBy(IReadOnlySet<Permission> may)
    {
        var topics = 0UL;
        foreach (var (place, row) in Table.Index())
        {
            if (may.Contains(row.Needs))
                topics |= 1UL << place;
        }

        return new(topics);
    }

    public static bool Includes(ulong topics, string topic) => Places.TryGetValue(topic, out var place) && (topics & (1UL << place)) != 0;
}

/// <summary>What a person hears of live events.</summary>
internal readonly record struct LiveSight(ulong Topics)
{
    /// <summary>The event, or its bare number: numbers stay dense for everybody.</summary>
    public NumberedEvent Of(NumberedEvent change) => change.Topic is null || Live.Topics.Includes(Topics, change.Topic) ? change : new(change.Seq, null, null);
}
