using System.Text.Json;

namespace PromoEngine.Web.Auth;

/// <summary>One permission as people who give it read it.</summary>
/// <param name="DependsOn">What it is of no use without; granting it grants these too.</param>
/// <param name="Later">Roles carry it already, but nothing asks for it yet, so screens do not show it.</param>
internal sealed record PermissionInfo(Permission Permission, string Group, string Name, string Sentence, IReadOnlyList<Permission> DependsOn, bool Later = false);

/// <summary>Every permission that can be granted, in the order of the screen.</summary>
internal static class Permissions
{
    public static IReadOnlyList<PermissionInfo> All { get; } =
    [
        new(Permission.InboxRead, "Inbox", "Read the inbox", "See conversations, messages and drafts.", []),
        new(Permission.InboxReply, "Inbox", "Reply to customers", "Answer, close and reopen conversations.", [Permission.InboxRead]),
        new(Permission.DraftsEdit, "Quotes", "Edit drafts", "Correct or dismiss what was read from messages.", [Permission.InboxRead]),
        new(Permission.DraftsConfirm, "Quotes", "Confirm drafts", "Make quotes of drafts.", [Permission.DraftsEdit]),
        new(Permission.QuotesSend, "Quotes", "Send quotes", "Send a quote to its customer.", [Permission.OrdersRead]),
        new(Permission.QuotesAccept, "Quotes", "Turn quotes into orders", "Accept a quote for the customer.", [Permission.OrdersRead]),
        new(Permission.OrdersRead, "Orders", "See quotes and orders", "Look up quotes and orders, as far as the role's scope goes.", []),
        new(Permission.OrdersCreate, "Orders", "Enter orders", "Enter an order without a quote.", [Permission.OrdersRead], Later: true),
        new(Permission.OrdersEdit, "Orders", "Change orders", "Change the lines of an order before it ships.", [Permission.OrdersRead], Later: true),
        new(Permission.OrdersCancel, "Orders", "Cancel orders", "Cancel an order before it ships.", [Permission.OrdersRead], Later: true),
        new(Permission.PaymentsManage, "Orders", "Manage payments", "Record payments and give refunds.", [Permission.OrdersRead], Later: true),
        new(Permission.FulfilmentUpdate, "Warehouse", "Fulfil orders", "Pick, pack and ship orders.", [Permission.OrdersRead], Later: true),
        new(Permission.LabelsCreate, "Warehouse", "Make shipping labels", "Buy and print shipping labels.", [Permission.FulfilmentUpdate], Later: true),
        new(Permission.InventoryRead, "Warehouse", "See stock", "See how much lies where.", [Permission.CatalogRead]),
        new(Permission.InventoryAdjust, "Warehouse", "Adjust stock", "Receive, count and correct stock.", [Permission.InventoryRead], Later: true),
        new(Permission.CatalogRead, "Catalogue", "See the catalogue", "See products and prices.", []),
        new(Permission.CatalogManage, "Catalogue", "Manage the catalogue", "Add and change products and prices.", [Permission.CatalogRead], Later: true),
        new(Permission.CustomersManage, "Customers", "Manage customers", "Add customers and change their details.", [], Later: true),
        new(Permission.ReportsRun, "Reports", "Run reports", "Run the reports of the role's area.", [], Later: true),
        new(Permission.ChannelsManage, "Settings", "Manage channels", "Connect the numbers and accounts that customers write to.", []),
        new(Permission.SettingsManage, "Settings", "Manage the workspace", "Change name, time zone, numbering and teams.", []),
        new(Permission.PeopleManage, "People", "Manage people", "Invite people, deactivate them and end their sessions.", []),
        new(Permission.RolesManage, "People", "Manage roles", "Change what roles may do and who has them.", [Permission.PeopleManage]),
        new(Permission.TokensManage, "People", "Manage API tokens", "See and revoke the API tokens of everybody.", []),
        new(Permission.Impersonate, "People", "Act as somebody else", "See the workspace as another person does; both names are recorded.", [Permission.PeopleManage]),
        new(Permission.AuditRead, "Oversight", "Read the audit log", "See and export who changed what.", []),
        new(Permission.OperationsManage, "Oversight", "Operate the system", "Retry or discard failed jobs, events and sends.", []),
        new(Permission.PrivacyManage, "Oversight", "Manage personal data", "Export and erase what is kept about a person; set how long data is kept.", []),
        new(Permission.SimulatorUse, "Demo", "Use the phone simulator", "Text as a customer of the demo.", []),
    ];

    /// <summary>What cannot be done without seeing how to reach a customer: a role that hides that carries none of these.</summary>
    public static IReadOnlySet<Permission> ShowPersonalData { get; } =
        new HashSet<Permission> { Permission.InboxRead, Permission.CustomersManage, Permission.PrivacyManage, Permission.AuditRead, Permission.SimulatorUse };

    private static readonly Dictionary<Permission, PermissionInfo> ByPermission = All.ToDictionary(p => p.Permission);

    public static PermissionInfo Info(this Permission permission) => ByPermission[permission];

    /// <summary>The word that the API, tokens and the database use: orders_read.</summary>
    public static string Word(this Permission permission) => JsonNamingPolicy.SnakeCaseLower.ConvertName(permission.ToString());

    /// <summary>Null for a word that this version does not know.</summary>
    public static Permission? Read(string? word) => word is not null && ByWord.TryGetValue(word, out var permission) ? permission : null;

    private static readonly Dictionary<string, Permission> ByWord = All.ToDictionary(p => p.Permission.Word(), p => p.Permission);

    /// <summary>These and everything they depend on.</summary>
    public static IReadOnlySet<Permission> WithNeeds(IEnumerable<Permission> wanted)
    {
        var all = new HashSet<Permission>();
        var open = new Stack<Permission>(wanted);
        while (open.TryPop(out var permission))
        {
            if (all.Add(permission))
                foreach (var needed in permission.Info().DependsOn)
                    open.Push(needed);
        }

        return all;
    }

    /// <summary>A set as one text column: words with spaces between, in the order of the screen.</summary>
    public static string Write(IReadOnlySet<Permission> set) => string.Join(' ', All.Where(p => set.Contains(p.Permission)).Select(p => p.Permission.Word()));

    /// <summary>Words that this version does not know are left out: what nobody asks for opens nothing.</summary>
    public static IReadOnlySet<Permission> ReadAll(string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Read).OfType<Permission>().ToHashSet();
}
