using System.Buffers.Text;
using System.Text.Json;

using Microsoft.EntityFrameworkCore;

using PromoEngine.Orders.Catalog;

namespace PromoEngine.Web.Tests.Walls;

/// <summary>
/// A shop that others must learn nothing of: it has one of everything, its ids are known by the part of the address or the field they belong in, and its
/// texts carry words that occur nowhere else.
/// </summary>
internal sealed class Foreign
{
    public const string Word = "zanzibarwalrus";
    private const string From = "+13125550188";

    private readonly Dictionary<string, object> known = [];

    private Foreign(Shop shop) => Shop = shop;

    public Shop Shop { get; }

    /// <summary>What must stand in nobody else's answer.</summary>
    public IReadOnlyList<string> Marks { get; private set; } = [];

    public static async Task<Foreign> Open(App app)
    {
        var foreign = new Foreign(await app.NewShop());
        await foreign.Fill();
        return foreign;
    }

    /// <summary>Its value for a part of an address, a parameter or a field; null for one that the walk does not know.</summary>
    public object? Value(string name) => known.GetValueOrDefault(name);

    private async Task Fill()
    {
        var ct = TestContext.Current.CancellationToken;
        var draft = await Shop.GivenDraft(From, $"{Word}: 20 navy caps please");
        var quote = await Shop.GivenQuote(From, [("CAP-NAVY", 20)]);
        var order = await Shop.Accept(quote.QuoteId);
        var role = (await Shop.Do("/api/roles", new { name = $"Role {Word}", permissions = Array.Empty<string>(), orderScope = "own", warehouseScope = "own" })).GetProperty("role");
        var team = await Shop.Do("/api/teams", new { name = $"Team {Word}" });
        await Shop.Unit((_, db) => db.Workspaces.Where(w => w.Id == Shop.Workspace).ExecuteUpdateAsync(set => set.SetProperty(w => w.Name, $"Shop {Word}"), ct));
        await Shop.Unit((_, db) => db.Products.Where(p => p.Sku == "MUG").ExecuteUpdateAsync(set => set.SetProperty(p => p.Name, $"Mug {Word}").SetProperty(p => p.ImageKey, "apron//"), ct));
        await Shop.Unit((_, db) => db.Warehouses.Where(w => w.Code == "MAIN").ExecuteUpdateAsync(set => set.SetProperty(w => w.Name, $"House {Word}"), ct));
        await Shop.Unit((_, db) => db.Customers.ExecuteUpdateAsync(set => set.SetProperty(c => c.Name, $"Customer {Word}"), ct));
        await Shop.NumberEvents();

        // Of addresses: the part before {id}.
        known["conversations"] = draft.Id("conversationId");
        known["drafts"] = draft.Id();
        known["messages"] = await Shop.Look(db => db.Messages.Select(m => m.Id).FirstAsync(ct));
        await Shop.Unit((_, db) =>
        {
            db.MailOriginals.Add(new() { MessageId = (Guid)known["messages"], Text = Word, Html = $"<p>{Word}</p>", From = Word, To = "", Cc = "", Others = "", AnswerTo = "" });
            return db.SaveChangesAsync(ct);
        });
        known["channels"] = Shop.Channel;
        known["products"] = await Shop.Look(db => db.Products.Where((Product p) => p.Sku == "MUG").Select(p => p.Id).FirstAsync(ct));
        known["quotes"] = quote.QuoteId;
        known["orders"] = order.OrderId;
        known["roles"] = role.Id();
        known["teams"] = team.Id();
        known["people"] = Shop.Person;
        await Browser.SignedIn(Shop.App, Shop.Email);
        known["passkeys"] = Base64Url.EncodeToString(await GivenPasskey());
        known["sessions"] = await Shop.Look(db => db.UserSessions.Where(s => s.UserId == Shop.Person).Select(s => s.Id).FirstAsync(ct));
        known["tokens"] = await Shop.Look(db => db.ApiTokens.Where(t => t.WorkspaceId == Shop.Workspace).Select(t => t.Id).FirstAsync(ct));
        known["sends"] = known["messages"];
        await Shop.TextWith(From, $"{Word} with a logo", Shop.App.Twilio.Keep([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"));
        await Shop.Drain();
        known["attachments"] = await Shop.Look(db => db.Attachments.Select(a => a.Id).FirstAsync(ct));
        known["uploads"] = known["files"] = (await Shop.Upload(draft.Id("conversationId"), "proof.png", [0x89, 0x50])).Id();
        // One text still waits to be looked at, so that there is a job and an event.
        known["externalId"] = await Shop.Text(From, $"{Word} again");
        known["jobs"] = await Shop.Look(db => db.Jobs.OrderByDescending(j => j.Id).Select(j => j.Id).FirstAsync(ct));
        known["events"] = await Shop.Look(db => db.InboundEvents.OrderByDescending(e => e.Id).Select(e => e.Id).FirstAsync(ct));
        known["contacts"] = known["contactId"] = await Shop.Look(db => db.Contacts.Select(c => c.Id).FirstAsync(ct));
        // Of query and body: the field.
        known["channel"] = known["channelId"] = known["channels"];
        known["variant"] = known["variantId"] = await Shop.Look(db => db.Variants.Select(v => v.Id).FirstAsync(ct));
        known["productId"] = known["products"];
        known["roleIds"] = known["roleId"] = known["roles"];
        known["teamId"] = known["teams"];
        known["warehouseId"] = await Shop.Look(db => db.Warehouses.Where(w => w.Code == "MAIN").Select(w => w.Id).FirstAsync(ct));
        known["entityId"] = known["orders"];
        known["workspaceId"] = Shop.Workspace;
        known["seenMessageId"] = known["messages"];
        known["number"] = From;
        Marks = [Word, From, .. known.Values.OfType<Guid>().Select(id => id.ToString()).Distinct()];
    }

    private async Task<byte[]> GivenPasskey()
    {
        var credential = Guid.CreateVersion7().ToByteArray();
        await Shop.Unit(async (_, db) =>
        {
            db.UserPasskeys.Add(new() { UserId = Shop.Person, CredentialId = credential, Data = new() { PublicKey = [1], Name = $"Key {Word}", AttestationObject = [1], ClientDataJson = [1] } });
            await db.SaveChangesAsync();
        });
        return credential;
    }

    /// <summary>Everything of the shop that another's call could have changed.</summary>
    public Task<string> Fingerprint() => Shop.Look(async db => JsonSerializer.Serialize(new
    {
        Workspace = await db.Workspaces.Where(w => w.Id == Shop.Workspace).Select(w => new { w.Name, w.Currency, w.TimeZone, w.Version }).SingleAsync(),
        Drafts = await db.Drafts.OrderBy(d => d.Id).Select(d => new { d.Id, d.Version, d.Status }).ToListAsync(),
        Conversations = await db.Conversations.OrderBy(c => c.Id).Select(c => new { c.Id, c.Version, c.Status, c.Unread }).ToListAsync(),
        Messages = await db.Messages.CountAsync(),
        Attachments = await db.Attachments.OrderBy(a => a.Id).Select(a => new { a.Id, a.State }).ToListAsync(),
        Uploads = await db.Uploads.CountAsync(),
        Channels = await db.Channels.OrderBy(c => c.Id).Select(c => new { c.Id, c.Version, c.Name }).ToListAsync(),
        Quotes = await db.Quotes.OrderBy(q => q.Id).Select(q => new { q.Id, q.Version, q.Outcome }).ToListAsync(),
        Orders = await db.Orders.OrderBy(o => o.Id).Select(o => new { o.Id, o.Version }).ToListAsync(),
        Roles = await db.Roles.OrderBy(r => r.Id).Select(r => new { r.Id, r.Version }).ToListAsync(),
        Teams = await db.Teams.OrderBy(t => t.Id).Select(t => new { t.Id, t.Version }).ToListAsync(),
        Members = await db.Memberships.Where(m => m.WorkspaceId == Shop.Workspace).Select(m => new { m.UserId, m.Status, m.TeamId, m.WarehouseId }).ToListAsync(),
        Given = await db.MembershipRoles.Where(m => m.WorkspaceId == Shop.Workspace).OrderBy(m => m.RoleId).Select(m => m.RoleId).ToListAsync(),
        Passkeys = await db.UserPasskeys.Where(p => p.UserId == Shop.Person).Select(p => p.Data.Name).ToListAsync(),
        Audit = await db.AuditRows.CountAsync(),
        Jobs = await db.Jobs.CountAsync(),
    }));
}
