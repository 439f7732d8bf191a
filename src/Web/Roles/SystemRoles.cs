using PromoEngine.Web.Auth;

using static PromoEngine.Web.Auth.Permission;

namespace PromoEngine.Web.Roles;

/// <summary>A role every workspace begins with.</summary>
internal sealed record SystemRole(string Code, string Sentence, RoleContent Content);

/// <summary>The roles of a shop as its people know them. A workspace that has not changed one follows what stands here.</summary>
internal static class SystemRoles
{
    public const string Admin = "admin";
    public const string SalesAgent = "sales_agent";
    public const string TeamLead = "team_lead";
    public const string WarehouseOperator = "warehouse_operator";
    public const string CustomerSupport = "customer_support";
    public const string Finance = "finance";
    public const string InventoryManager = "inventory_manager";
    public const string Auditor = "auditor";

    private static readonly Permission[] Sales =
    [
        InboxRead, InboxReply, DraftsEdit, DraftsConfirm, QuotesSend, QuotesAccept, OrdersRead, OrdersCreate, OrdersEdit,
        CatalogRead, InventoryRead, CustomersManage, ReportsRun, SimulatorUse,
    ];

    public static IReadOnlyList<SystemRole> All { get; } =
    [
        Role(Admin, "Admin", "Everything, including people, roles and settings.", [.. Permissions.All.Select(p => p.Permission)]),
        Role(SalesAgent, "Sales Agent", "Answers customers, makes quotes and orders; sees those of their team.", Sales, new(10, 0), OrderScope.Team),
        Role(TeamLead, "Team Lead", "What a sales agent does, for every team.", [.. Sales, OrdersCancel], new(25, 0)),
        Role(WarehouseOperator, "Warehouse Operator", "Sees stock and orders of their own warehouse, without customers' details.",
            [OrdersRead, FulfilmentUpdate, LabelsCreate, CatalogRead, InventoryRead, InventoryAdjust, ReportsRun], RoleLimits.Nothing, warehouses: WarehouseScope.Own, masks: true),
        Role(CustomerSupport, "Customer Support", "Answers questions about any order.",
            [InboxRead, InboxReply, OrdersRead, OrdersCreate, OrdersCancel, PaymentsManage, CatalogRead, InventoryRead, CustomersManage, ReportsRun, SimulatorUse], new(0, 20_000)),
        Role(Finance, "Finance", "Sees every quote and order; writes to nobody.", [OrdersRead, PaymentsManage, CatalogRead, ReportsRun]),
        Role(InventoryManager, "Inventory Manager", "Sees stock in every warehouse, without customers' details.",
            [OrdersRead, CatalogRead, InventoryRead, InventoryAdjust, ReportsRun], RoleLimits.Nothing, masks: true),
        Role(Auditor, "Auditor", "Sees orders, stock and who changed what; changes nothing.",
            [OrdersRead, CatalogRead, InventoryRead, AuditRead, ReportsRun], RoleLimits.Nothing),
    ];

    private static readonly Dictionary<string, SystemRole> ByCode = All.ToDictionary(r => r.Code);

    /// <summary>Null for a role that the workspace made.</summary>
    public static SystemRole? Find(string? code) => code is null ? null : ByCode.GetValueOrDefault(code);

    private static SystemRole Role(
        string code, string name, string sentence, Permission[] may, RoleLimits? limits = null, OrderScope orders = OrderScope.All,
        WarehouseScope warehouses = WarehouseScope.All, bool masks = false) =>
        new(code, sentence, new(name, may.ToHashSet(), limits ?? RoleLimits.Unlimited, orders, warehouses, masks));
}
