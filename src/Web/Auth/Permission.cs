namespace PromoEngine.Web.Auth;

/// <summary>
/// What an endpoint may ask for. Every endpoint under /api names exactly one (`.Needs(…)`); a test fails on one that names none. What each means, and
/// what it cannot do without, stands in <see cref="Permissions"/>.
/// </summary>
internal enum Permission
{
    /// <summary>Any active person of the workspace; nobody grants or takes it.</summary>
    Member,
    InboxRead,
    InboxReply,
    DraftsEdit,
    DraftsConfirm,
    QuotesSend,
    QuotesAccept,
    OrdersRead,
    OrdersCreate,
    OrdersEdit,
    OrdersCancel,
    PaymentsManage,
    FulfilmentUpdate,
    LabelsCreate,
    InventoryRead,
    InventoryAdjust,
    CatalogRead,
    CatalogManage,
    CustomersManage,
    ReportsRun,
    ChannelsManage,
    SettingsManage,
    PeopleManage,
    RolesManage,
    TokensManage,
    Impersonate,
    AuditRead,
    OperationsManage,
    PrivacyManage,
    SimulatorUse,
}
