using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Web.Audit;
using PromoEngine.Web.Data;
using PromoEngine.Web.Privacy;

namespace PromoEngine.Web.Tests.Privacy;

/// <summary>A person asks what is kept about them, and then to be forgotten.</summary>
public abstract class ErasureTests : AppTests
{
    // The tests share a database, and what is searched for must be of one test alone.
    private static int last = Random.Shared.Next(1_000_000, 8_000_000);
    private readonly string number;
    private readonly string token;

    protected ErasureTests(App app)
        : base(app)
    {
        var drawn = Interlocked.Increment(ref last);
        number = $"+1312{drawn}";
        token = string.Concat(drawn.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('a' + digit - '0')));
    }

    private string Name => $"Wilhelmina Quack{token}";

    /// <summary>What must be nowhere afterwards.</summary>
    private string[] Traces => [number[1..], $"quack{token}", $"zanzi{token}", $"kaleido{token}", $"honey{token}"];

    [Fact]
    public async Task The_file_of_a_person_holds_everything_and_its_making_is_audited()
    {
        var shop = await App.NewShop();
        var contact = await GivenCustomer(shop);

        using var answer = await shop.Get($"/api/contacts/{contact}/export");
        var text = await (await answer.Expect(HttpStatusCode.OK, App)).Content.ReadAsStringAsync(Ct);
        var file = JsonDocument.Parse(text).RootElement;

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal((Name, number), (file.GetProperty("contact").Text("name"), file.GetProperty("contact").Text("address")));
        Assert.Contains(file.List("messages"), m => m.Text("text").Contains($"kaleido{token}", StringComparison.Ordinal));
        foreach (var part in new[] { "conversations", "drafts", "quotes", "orders", "audit", "consents" })
            Assert.True(file.List(part).Count > 0, $"No {part} in the file.");
        Assert.Single((await shop.Read("/api/audit?action=contact.exported")).List("items"));
    }

    [Fact]
    public async Task An_erased_person_is_in_no_table_and_no_file_and_the_audit_still_holds()
    {
        var shop = await App.NewShop();
        var contact = await GivenCustomer(shop);
        var total = await shop.Look(db => db.Orders.Select(o => o.Total).SingleAsync(Ct));
        Assert.NotEmpty(await TracesInTables());

        await shop.Do($"/api/contacts/{contact}/erase", new { reason = "Asked by letter of 1 June" });
        App.Services.GetRequiredService<SqliteTraces>().Compact();

        Assert.Empty(await TracesInTables());
        Assert.Empty(TracesInFiles());
        var order = await shop.Look(db => db.Orders.Include(o => o.Lines).SingleAsync(Ct));
        Assert.Equal((total, null, 1), (order.Total, order.ShipTo, order.Lines.Count));
        await App.Services.GetRequiredService<AuditChain>().ChainAll(Ct);
        var output = new StringWriter();
        Assert.True(await Commands.Run(App.Services, ["audit", "verify"], output, Ct) == 0, output.ToString());
        var row = (await shop.Read($"/api/audit?entityId={contact}&action=contact.added")).List("items").Single();
        Assert.True(row.GetProperty("erased").GetBoolean());
        Assert.Equal("Asked by letter of 1 June", (await shop.Read("/api/privacy")).List("erasures").Single().Text("reason"));
    }

    [Fact]
    public async Task Another_persons_words_stay()
    {
        var shop = await App.NewShop();
        var contact = await GivenCustomer(shop);
        await shop.GivenConversation("+13125550166", "my own words");

        await shop.Do($"/api/contacts/{contact}/erase", new { reason = "asked" });

        Assert.Contains("my own words", await shop.Look(db => db.Messages.Select(m => m.Text).ToListAsync(Ct)));
        Assert.Contains("+13125550166", await shop.Look(db => db.Contacts.Select(c => c.Address).ToListAsync(Ct)));
    }

    [Fact]
    public async Task An_erased_person_is_refused_a_second_time_and_cannot_be_written_to()
    {
        var shop = await App.NewShop();
        var contact = await GivenCustomer(shop);
        var conversation = await shop.ConversationOf(number);
        await (await shop.Post($"/api/contacts/{contact}/erase", new { reason = $"{Name} asked" })).Refused(HttpStatusCode.Conflict, "contact.reason");
        await shop.Do($"/api/contacts/{contact}/erase", new { reason = "asked" });

        await (await shop.Post($"/api/contacts/{contact}/erase", new { reason = "asked" })).Expect(HttpStatusCode.NotFound);
        await (await shop.Post($"/api/conversations/{conversation}/messages", new { text = "hi" })).Refused(HttpStatusCode.Conflict, "conversation.closed");
        Assert.DoesNotContain(contact, (await shop.Read("/api/contacts?q=")).List().Select(c => c.Id()));
    }

    [Fact]
    public async Task Whoever_writes_again_is_somebody_new()
    {
        var shop = await App.NewShop();
        var contact = await GivenCustomer(shop);
        await shop.Do($"/api/contacts/{contact}/erase", new { reason = "asked" });

        await shop.GivenConversation(number, "hello again");

        Assert.NotEqual(contact, await shop.Look(db => db.Contacts.Where(c => c.Address == number).Select(c => c.Id).SingleAsync(Ct)));
    }

    [Fact]
    public async Task What_a_backup_brought_back_is_erased_again_at_the_next_start()
    {
        var shop = await App.NewShop();
        var contact = await GivenCustomer(shop);
        var log = App.Services.GetRequiredService<ErasureLog>();
        await File.AppendAllTextAsync(log.Path, JsonSerializer.Serialize(
            new ErasureLine(Guid.CreateVersion7(), shop.Workspace, contact, App.Clock.Now, "asked", null), JsonSerializerOptions.Web) + "\n", Ct);

        await log.Reconcile(Ct);
        await log.Reconcile(Ct);

        Assert.Empty(await TracesInTables());
        Assert.True(Assert.Single(await shop.Look(db => db.Erasures.ToListAsync(Ct))).AfterRestore);
    }

    [Fact]
    public async Task Two_whom_a_backup_brought_back_take_the_customer_they_share_with_them()
    {
        var shop = await App.NewShop();
        var contact = await GivenCustomer(shop);
        var customer = await shop.Look(db => db.Contacts.Where(c => c.Id == contact).Select(c => c.CustomerId!.Value).SingleAsync(Ct));
        await shop.GivenConversation("+13125550198", "I work there too");
        var colleague = await shop.Look(db => db.Contacts.Where(c => c.Address == "+13125550198").Select(c => c.Id).SingleAsync(Ct));
        await shop.Unit((_, db) => db.Contacts.Where(c => c.Id == colleague).ExecuteUpdateAsync(set => set.SetProperty(c => c.CustomerId, customer), Ct));
        var log = App.Services.GetRequiredService<ErasureLog>();
        foreach (var id in new[] { contact, colleague })
        {
            await File.AppendAllTextAsync(log.Path, JsonSerializer.Serialize(
                new ErasureLine(Guid.CreateVersion7(), shop.Workspace, id, App.Clock.Now, "asked", null), JsonSerializerOptions.Web) + "\n", Ct);
        }

        await log.Reconcile(Ct);

        Assert.Empty(await TracesInTables());
        Assert.Equal("Erased", await shop.Look(db => db.Customers.Where(c => c.Id == customer).Select(c => c.Name).SingleAsync(Ct)));
        Assert.Equal(2, await shop.Look(db => db.Contacts.CountAsync(c => c.ErasedAt != null, Ct)));
    }

    [Fact]
    public async Task The_ledger_of_consents_is_shown()
    {
        var shop = await App.NewShop();
        await shop.GivenConversation(number, "STOP", "START");
        var contact = await shop.Look(db => db.Contacts.Select(c => c.Id).SingleAsync(Ct));

        var ledger = (await shop.Read($"/api/contacts/{contact}/consents")).List();

        Assert.Equal(["granted", "withdrawn"], ledger.Select(c => c.Text("state")));
    }

    /// <summary>Somebody who wrote, was drafted, corrected, quoted and has ordered; who has a name, an address and a note of staff.</summary>
    private async Task<Guid> GivenCustomer(Shop shop)
    {
        await shop.GivenConversation(number, "STOP", "START");
        await shop.Unit(async (_, db) =>
        {
            (await db.Contacts.SingleAsync(c => c.Address == number, Ct)).Name = Name;
            await db.SaveChangesAsync(Ct);
        });
        var draft = await shop.GivenDraft(number, $"I am {Name}. 20 navy mugs for our honey{token}, the kaleido{token} kind. Ship to 12 Zanzi{token} Lane, Springfield IL 62701");
        var line = draft.List("lines")[0];
        using (var edited = await shop.Put($"/api/drafts/{draft.Id()}", new
        {
            version = draft.Number("version"), set = new[] { "ship_to" }, shipTo = $"12 Zanzi{token} Lane",
            lines = new[] { new { id = line.Id(), productId = line.GetProperty("product").Id(), description = $"honey{token} mugs", quantity = 20 } },
        }))
            await edited.Expect(HttpStatusCode.OK, App);
        draft = await shop.OpenDraft(number);
        var confirmed = await (await shop.Post($"/api/drafts/{draft.Id()}/confirm", new { version = draft.Number("version") }, key: "once")).Json(App);
        await shop.Drain();
        await shop.Do($"/api/quotes/{confirmed.Id("quoteId")}/accept");
        await shop.Drain();
        using (await shop.Post($"/api/conversations/{await shop.ConversationOf(number)}/messages", new { text = $"Enjoy your honey{token}!" }, key: "twice"))
            await shop.Drain();
        return await shop.Look(db => db.Contacts.Where(c => c.Address == number).Select(c => c.Id).SingleAsync(Ct));
    }

    private async Task<List<string>> TracesInTables()
    {
        using var quiet = StatementPlans.Ignore();
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var found = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()!).Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            if (command.Connection!.State != System.Data.ConnectionState.Open)
                await db.Database.OpenConnectionAsync(Ct);
            command.CommandText = $"SELECT * FROM {table}";
            await using var rows = await command.ExecuteReaderAsync(Ct);
            while (await rows.ReadAsync(Ct))
            {
                for (var column = 0; column < rows.FieldCount; column++)
                {
                    var value = rows.IsDBNull(column) ? "" : rows.GetValue(column) is byte[] bytes ? Encoding.Latin1.GetString(bytes) : rows.GetValue(column).ToString()!;
                    found.AddRange(Traces.Where(trace => value.Contains(trace, StringComparison.OrdinalIgnoreCase)).Select(trace => $"{table}.{rows.GetName(column)}: {trace}"));
                }
            }
        }

        return [.. found.Distinct()];
    }

    /// <summary>Every byte of every file of the data folder, whatever SQLite thinks of it.</summary>
    private List<string> TracesInFiles()
    {
        var folder = App.Services.GetRequiredService<DataFolder>().Location;
        return [.. from path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                   where !path.EndsWith("server.lock", StringComparison.Ordinal)
                   let text = Encoding.Latin1.GetString(Everything(path))
                   from trace in Traces
                   where text.Contains(trace, StringComparison.OrdinalIgnoreCase)
                   select $"{Path.GetFileName(path)}: {trace}"];
    }

    private static byte[] Everything(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}

[Collection(SqliteApp.Collection)]
public sealed class ErasureOnSqlite(SqliteApp app) : ErasureTests(app);

[Collection(PostgresApp.Collection)]
public sealed class ErasureOnPostgres(PostgresApp app) : ErasureTests(app);
