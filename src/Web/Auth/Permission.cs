namespace PromoEngine.Web.Auth;

/// <summary>
/// What an endpoint may ask for. Every endpoint under /api names exactly one (`.Needs(…)`); a test fails on one that names none.
/// </summary>
internal enum Permission
{
    /// <summary>Any signed-in person of the workspace.</summary>
    Member,
    InboxRead,
    InboxReply,
    DraftsEdit,
    DraftsConfirm,
    QuotesSend,
    QuotesAccept,
    OrdersRead,
    CatalogRead,
    InventoryRead,
    ChannelsManage,
    SimulatorUse,
}

internal static class RolePermissions
{
    private static readonly HashSet<Permission> Everything = [.. Enum.GetValues<Permission>()];
    private static readonly HashSet<Permission> DailyWork = [.. Everything.Except([Permission.ChannelsManage])];

    public static IReadOnlySet<Permission> Of(Role role) => role == Role.Admin ? Everything : DailyWork;
}
