using System.IO.Compression;

using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

using PromoEngine.Web.Audit;
using PromoEngine.Web.Backup;
using PromoEngine.Web.Data;
using PromoEngine.Web.Privacy;

namespace PromoEngine.Web.Tests.Setup;

/// <summary>`backup` beside a server that is written to, and `restore` into another folder.</summary>
[Collection(SqliteApp.Collection)]
public sealed class BackupTests : AppTests, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("promoengine-backup-").FullName;
    private readonly SqliteApp app;

    public BackupTests(SqliteApp app)
        : base(app) => this.app = app;

    private string BackupFile => Path.Combine(folder, "shop.zip");

    private string Restored => Path.Combine(folder, "restored");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_backup_taken_under_load_restores_to_one_whole_moment()
    {
        var shop = await App.NewShop();
        using var stop = new CancellationTokenSource();
        var load = Task.Run(() => Load(shop, stop.Token), Ct);
        while (await shop.Look(db => Task.FromResult(db.Orders.Count())) < 2)
            await Task.Yield();

        Assert.Equal((0, ""), await Command(App.Services, "backup", BackupFile));
        await stop.CancelAsync();
        await load;

        Assert.Equal((0, ""), await Restore(Restored));
        var (_, tables) = TableCounts.Of(Path.Combine(Restored, BackupManifest.Database));
        Assert.Equal(Manifest().Tables, tables);
        Assert.True(tables["orders_orders"] >= 2);
        Assert.Empty(Broken());

        await using var host = new TestHost(Settings(Restored), App.Clock, services => services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 100)).Start();
        await host.Services.GetRequiredService<AuditChain>().ChainAll(Ct);
        Assert.Equal((0, ""), await Command(host.Services, "audit", "verify"));
        using var answer = await App.Http.SendAsync(new(HttpMethod.Get, new Uri(host.Address, "/api/orders")) { Headers = { Authorization = new("Bearer", shop.Token) } }, Ct);
        Assert.NotEmpty((await answer.Json()).List("items"));
    }

    [Fact]
    public async Task Whoever_was_erased_after_the_backup_is_erased_again()
    {
        var shop = await App.NewShop();
        await shop.GivenConversation("+13125559911", "forget me later");
        Assert.Equal((0, ""), await Command(App.Services, "backup", BackupFile));
        Assert.Equal((0, ""), await Restore(Restored));
        var contact = await shop.Look(db => Task.FromResult(db.Contacts.Select(c => c.Id).Single()));

        // The same folder went on for a while, and then the old backup is put back over it.
        await File.AppendAllTextAsync(Path.Combine(Restored, ErasureLog.FileName), System.Text.Json.JsonSerializer.Serialize(
            new ErasureLine(Guid.CreateVersion7(), shop.Workspace, contact, App.Clock.Now, "asked", null), System.Text.Json.JsonSerializerOptions.Web) + "\n", Ct);
        Assert.Equal(1, (await Restore(Restored)).Code);
        Assert.Equal((0, ""), await Restore(Restored, force: true));

        await using (new TestHost(Settings(Restored), App.Clock).Start())
        {
        }

        await using var connection = Open();
        Assert.Equal(0L, Scalar(connection, "SELECT COUNT(*) FROM inbox_contacts WHERE address = '+13125559911'"));
        Assert.Equal(0L, Scalar(connection, "SELECT COUNT(*) FROM inbox_messages WHERE text = 'forget me later'"));
        Assert.Equal(1L, Scalar(connection, $"SELECT COUNT(*) FROM erasures WHERE after_restore AND contact_id = '{contact.ToString().ToUpperInvariant()}'"));
    }

    [Fact]
    public async Task A_folder_that_a_server_uses_and_a_damaged_file_are_refused()
    {
        Assert.Equal((0, ""), await Command(App.Services, "backup", BackupFile));
        Assert.Contains("Another PromoEngine process", (await Restore(Path.Combine(app.Folder, "data"), force: true)).Said, StringComparison.Ordinal);

        var bytes = await File.ReadAllBytesAsync(BackupFile, Ct);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(BackupFile, bytes, Ct);
        Assert.Equal(1, (await Restore(Restored)).Code);
        Assert.False(File.Exists(Path.Combine(Restored, BackupManifest.Database)));
    }

    /// <summary>Customers write and orders are made until told to stop.</summary>
    private static async Task Load(Shop shop, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            await shop.Text($"+1312556{i:0000}", $"hello {i}");
            var quote = await shop.GivenQuote("+13125560000", [("MUG-WHITE", 1)]);
            await shop.Accept(quote.QuoteId);
        }
    }

    /// <summary>What must be true of stock in any moment.</summary>
    private List<string> Broken()
    {
        using var connection = Open();
        var rules = new Dictionary<string, string>
        {
            ["a level's reserved is the sum of its reservations"] = """
                SELECT COUNT(*) FROM orders_stock_levels l WHERE l.reserved <> (SELECT COALESCE(SUM(r.quantity), 0) FROM orders_reservations r WHERE r.stock_level_id = l.id AND r.state = 'Active')
                """,
            ["a level's stock is the sum of its movements"] = """
                SELECT COUNT(*) FROM orders_stock_levels l WHERE l.on_hand <> (SELECT COALESCE(SUM(m.quantity), 0) FROM orders_stock_movements m WHERE m.variant_id = l.variant_id AND m.to_warehouse_id = l.warehouse_id)
                """,
            ["a converted revision has its order"] = """
                SELECT COUNT(*) FROM orders_quote_revisions r WHERE r.state = 'Converted' AND NOT EXISTS (SELECT 1 FROM orders_orders o WHERE o.quote_revision_id = r.id)
                """,
            ["a line is reserved, waiting or shipped"] = "SELECT COUNT(*) FROM orders_order_lines WHERE stocked AND reserved + backordered + shipped <> ordered - cancelled",
        };
        return [.. rules.Where(rule => Scalar(connection, rule.Value) is not 0L).Select(rule => rule.Key)];
    }

    private BackupManifest Manifest()
    {
        using var zip = ZipFile.OpenRead(BackupFile);
        using var manifest = zip.GetEntry(BackupManifest.FileName)!.Open();
        return System.Text.Json.JsonSerializer.Deserialize<BackupManifest>(manifest, System.Text.Json.JsonSerializerOptions.Web)!;
    }

    private static Dictionary<string, string?> Settings(string folder) => new() { ["DataFolder"] = folder, ["Jobs:Workers"] = "0", ["Demo:Enabled"] = "false" };

    /// <summary>What a command has of the program: its settings, no server.</summary>
    private ServiceProvider Folder(string path)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings(path)).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton(App.Services.GetRequiredService<IHostEnvironment>());
        services.AddSingleton<TimeProvider>(App.Clock);
        services.AddLogging();
        services.AddDatabase(configuration);
        return services.BuildServiceProvider();
    }

    /// <summary>As a process of its own does it.</summary>
    private async Task<(int Code, string Said)> Restore(string path, bool force = false)
    {
        await using var services = Folder(path);
        return await Command(services, force ? ["restore", BackupFile, "--force"] : ["restore", BackupFile]);
    }

    /// <summary>The exit code, and what was said when it is not 0.</summary>
    private static async Task<(int Code, string Said)> Command(IServiceProvider services, params string[] args)
    {
        var output = new StringWriter();
        var code = await Commands.Run(services, args, output, Ct);
        return (code, code == 0 ? "" : output.ToString());
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(Restored, BackupManifest.Database)};Pooling=False");
        connection.Open();
        return connection;
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
