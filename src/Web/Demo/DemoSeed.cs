using System.Security.Cryptography;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

using PromoEngine.Inbox.Channels;
using PromoEngine.Inbox.Channels.Twilio;
using PromoEngine.Orders.Inventory;
using PromoEngine.Web.Auth;
using PromoEngine.Web.Data;
using PromoEngine.Web.Simulator;

namespace PromoEngine.Web.Demo;

/// <summary>
/// Fills the first workspace with the invented shop, in the unit that makes the workspace: a process killed half-way has either the whole shop or none.
/// Everything goes through the entities and handlers that the service itself uses.
/// </summary>
internal sealed class DemoSeed(
    AppDb db, ReceiveStock receive, SendText texts, ChannelSecrets secrets, NewPerson people, IOptions<BootstrapOptions> bootstrap, TimeProvider clock)
{
    /// <summary>What the staff sign in with where nobody has chosen a password for the first administrator; printed at the start.</summary>
    public const string Password = "promo-demo";

    /// <summary>Enough for one look at a batch, few enough that the context stays fast.</summary>
    private const int ReceiptsAtOnce = 25;

    internal sealed record Ready(IReadOnlyList<(User User, string Role)> Staff, string ChannelSettings);

    /// <summary>Hashes and encrypts; outside the unit.</summary>
    public Ready Prepare(Guid workspace)
    {
        // An administrator with a password of their own would be surprised by doors that a well-known one opens.
        var password = bootstrap.Value.AdminPassword is { Length: > 0 } chosen ? chosen : Password;
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return new(
            [.. DemoShop.Instance.Staff.Where(p => p.Email != bootstrap.Value.AdminEmail).Select(p => (people.Create(p.Email, p.Name, password), p.Role))],
            secrets.Seal(SimulatorAccount.Settings(workspace, token, server: null)));
    }

    /// <summary>Inside the unit, after the workspace's own row.</summary>
    public async Task Write(Ready ready, CancellationToken ct)
    {
        var shop = DemoShop.Instance;
        var roles = await db.Roles.Where(r => r.SystemCode != null).ToDictionaryAsync(r => r.SystemCode!, r => r.Id, ct);
        foreach (var (user, role) in ready.Staff)
        {
            db.Users.Add(user);
            db.Memberships.Add(new() { UserId = user.Id, WorkspaceId = db.Workspace });
            db.MembershipRoles.Add(new() { UserId = user.Id, WorkspaceId = db.Workspace, RoleId = roles[role] });
        }

        db.Channels.Add(new()
        {
            Kind = ChannelKind.Sms,
            Provider = TwilioSettings.Provider,
            Name = shop.Channel.Name,
            Address = shop.Channel.Address,
            Settings = ready.ChannelSettings,
            AnswersNearby = true,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        });
        var receipts = AddCatalog(shop, AddWarehouses(shop));
        AddConversations(shop);
        await db.SaveChangesAsync(ct);

        foreach (var batch in receipts.Chunk(ReceiptsAtOnce))
        {
            db.ChangeTracker.Clear();
            await receive.Handle(batch, ct);
        }
    }

    private List<Warehouse> AddWarehouses(DemoShop shop)
    {
        var warehouses = shop.Warehouses.Select((w, i) => new Warehouse { Code = w.Code, Name = w.Name, Priority = i + 1, IsDefault = i == 0 }).ToList();
        db.Warehouses.AddRange(warehouses);
        return warehouses;
    }

    private List<StockReceipt> AddCatalog(DemoShop shop, List<Warehouse> warehouses)
    {
        var receipts = new List<StockReceipt>();
        foreach (var sold in shop.Products)
        {
            var product = sold.ToProduct();
            foreach (var made in sold.Variants(shop.Colors))
            {
                var variant = product.AddVariant(made.Sku, made.Attributes);
                receipts.AddRange(made.Units.Zip(warehouses)
                    .Where(stock => stock.First > 0)
                    .Select(stock => new StockReceipt(variant.Id, stock.Second.Id, stock.First, $"opening:{made.Sku}:{stock.Second.Code}", "Opening stock")));
            }

            db.Products.Add(product);
        }

        return receipts;
    }

    /// <summary>The first texts wait as jobs until the server listens; then they come in by the same door as any other.</summary>
    private void AddConversations(DemoShop shop)
    {
        var phones = shop.Customers.Select(c => new SimulatorPhone { Number = c.Phone, Name = c.Name }).ToList();
        db.AddRange(phones);
        foreach (var conversation in shop.Conversations)
        {
            foreach (var text in conversation.Texts)
                texts.Write(phones.Single(p => p.Number == conversation.From), text);
        }
    }
}
