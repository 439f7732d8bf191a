using System.Net;
using System.Text;

using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Web.Auth;
using PromoEngine.Web.Roles;

using static PromoEngine.Web.Auth.Permission;

namespace PromoEngine.Web.Tests.Auth;

/// <summary>Which role may what: as it was asked for, as the roles declare it, and as the endpoints do it.</summary>
[Collection(SqliteApp.Collection)]
public sealed class RoleMatrixTests(SqliteApp app) : AppTests(app)
{
    private const string No = "no";

    /// <summary>
    /// The rows of the requirements with what the four main roles were given there: "yes", "no", or yes within a scope. Where the requirements leave it open
    /// ("maybe", "if support also takes orders"), the word says what was decided.
    /// </summary>
    private static readonly (string Row, Permission[] Needs, string Admin, string Sales, string Warehouse, string Support)[] Asked =
    [
        ("Create/edit quote", [DraftsEdit, DraftsConfirm, QuotesSend], "yes", "yes", No, No),
        ("Convert quote to order", [QuotesAccept], "yes", "yes", No, No),
        ("Direct order entry", [OrdersCreate], "yes", "yes", No, "yes"),
        ("View all orders", [OrdersRead], "yes", "own team", "own warehouse", "yes"),
        ("Edit order line items", [OrdersEdit], "yes", "yes", No, No),
        ("Cancel order", [OrdersCancel], "yes", No, No, "yes"),
        ("Manage payments/refunds", [PaymentsManage], "yes", No, No, "yes"),
        ("Update order status (fulfil)", [FulfilmentUpdate], "yes", No, "own warehouse", No),
        ("Generate shipping label", [LabelsCreate], "yes", No, "own warehouse", No),
        ("Adjust inventory", [InventoryAdjust], "yes", No, "own warehouse", No),
        ("Manage product catalogue", [CatalogManage], "yes", No, No, No),
        ("Manage customers", [CustomersManage], "yes", "yes", No, "yes"),
        ("Run reports", [ReportsRun], "yes", "yes", "yes", "yes"),
        ("Configure system", [SettingsManage, ChannelsManage], "yes", No, No, No),
        ("View audit log", [AuditRead], "yes", No, No, No),
    ];

    private static readonly Permission[] OfOrders = [OrdersRead];
    private static readonly Permission[] OfWarehouse = [OrdersRead, FulfilmentUpdate, LabelsCreate, InventoryAdjust];

    [Fact]
    public void The_system_roles_are_what_was_asked_for()
    {
        var table = new StringBuilder($"\n{"",-30}{string.Concat(SystemRoles.All.Select(r => $"{r.Content.Name,-20}"))}\n");
        foreach (var row in Asked)
            table.AppendLine($"{row.Row,-30}{string.Concat(SystemRoles.All.Select(r => $"{Permitted(r, row.Needs),-20}"))}");
        table.AppendLine($"Still without an endpoint: {string.Join(", ", Permissions.All.Where(p => p.Later).Select(p => p.Permission.Word()))}");
        Console.WriteLine(table.ToString());

        foreach (var (row, needs, admin, sales, warehouse, support) in Asked)
        {
            Assert.Equal((row, admin, sales, warehouse, support), (
                row, Permitted(SystemRoles.Find(SystemRoles.Admin)!, needs), Permitted(SystemRoles.Find(SystemRoles.SalesAgent)!, needs),
                Permitted(SystemRoles.Find(SystemRoles.WarehouseOperator)!, needs), Permitted(SystemRoles.Find(SystemRoles.CustomerSupport)!, needs)));
        }
    }

    [Fact]
    public void What_a_system_role_may_comes_with_all_that_it_needs_and_hides_what_it_says()
    {
        foreach (var role in SystemRoles.All)
        {
            Assert.Equal(role.Content.May.Order(), Permissions.WithNeeds(role.Content.May).Order());
            Assert.False(role.Content.MasksPersonalData && role.Content.May.Overlaps(Permissions.ShowPersonalData), role.Code);
        }
    }

    /// <summary>Every endpoint is called by every role: it is refused exactly where the role lacks what the endpoint names.</summary>
    [Fact]
    public async Task Every_role_is_let_in_exactly_where_it_is_declared()
    {
        var shop = await App.NewShop();
        var table = new StringBuilder("\n");
        var wrong = new List<string>();
        foreach (var role in SystemRoles.All)
        {
            var person = await shop.GivenPerson(role.Code);
            var let = 0;
            foreach (var (name, method, path, type, needed) in Endpoints())
            {
                using var request = new HttpRequestMessage(method, new Uri(App.Address, path)) { Headers = { { "Authorization", $"Bearer {person.Token}" } } };
                if (method != HttpMethod.Get)
                    request.Content = new StringContent("{}", Encoding.UTF8, type);
                using var answer = await App.Http.SendAsync(request, Ct);
                var may = needed == Member || role.Content.May.Contains(needed);
                var refused = answer.StatusCode == HttpStatusCode.Forbidden;
                if (refused == may || answer.StatusCode == HttpStatusCode.Unauthorized)
                    wrong.Add($"{role.Code} at {name}, which needs {needed}: {(int)answer.StatusCode}");
                else if (refused && (await answer.Body()).Text("permission") != needed.Word())
                    wrong.Add($"{role.Code} at {name}: the refusal does not name {needed}");
                let += may ? 1 : 0;
            }

            table.AppendLine($"{role.Content.Name,-20} is let in at {let} of {Endpoints().Count()} endpoints");
        }

        foreach (var (name, _, _, _, needed) in Endpoints())
            table.AppendLine($"{name,-60} {needed.Word(),-20} {string.Join(", ", SystemRoles.All.Where(r => needed == Member || r.Content.May.Contains(needed)).Select(r => r.Code))}");
        Console.WriteLine(table.ToString());
        Assert.Empty(wrong);
    }

    private static string Permitted(SystemRole role, Permission[] needs) =>
        !needs.All(role.Content.May.Contains) ? No
        : role.Content.WarehouseScope == WarehouseScope.Own && needs.Intersect(OfWarehouse).Any() ? "own warehouse"
        : role.Content.OrderScope == OrderScope.Team && needs.Intersect(OfOrders).Any() ? "own team"
        : role.Content.OrderScope == OrderScope.Own && needs.Intersect(OfOrders).Any() ? "own"
        : "yes";

    /// <summary>All that is under /api but what ends the caller's own sign-in; ids are of nothing, so that nothing is changed.</summary>
    private IEnumerable<(string Name, HttpMethod Method, string Path, string Type, Permission Needed)> Endpoints() =>
        from endpoint in App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        let needs = endpoint.Metadata.GetMetadata<NeedsPermission>()
        where path.StartsWith("/api/", StringComparison.Ordinal) && needs is not null
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
        orderby path, method
        select ($"{method} {path}", new HttpMethod(method), string.Join('/', path.Split('/').Select(part => part.StartsWith('{') ? part.Contains("guid", StringComparison.Ordinal) ? Guid.Empty.ToString() : "999999999" : part)),
            // A body of another type than it takes is turned away before anybody is asked for a permission.
            endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0] ?? "application/json", needs.Permission);
}
