using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

using PromoEngine.Inbox.Channels;
using PromoEngine.Web.Data;

namespace PromoEngine.Web.Tests.Setup;

/// <summary>How a process starts: on nothing, again, on what a killed one left behind, and not at all with settings that are wrong.</summary>
public sealed class StartTests : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("promoengine-start-").FullName;
    private readonly List<string> others = [];

    // The module's initialiser answers for SQLite's assemblies.
    static StartTests() => System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(typeof(AppDb).Module.ModuleHandle);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        others.ForEach(File.Delete);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("Database:Provider", "PostgreSql", "Database:ConnectionString")]
    [InlineData("Database:Provider", "SqlServer", "Database:ConnectionString")]
    [InlineData("Database:Provider", "Oracle", "Database:Provider")]
    [InlineData("Database:ConnectionString", "Data Source=other.db", "Database:ConnectionString")]
    [InlineData("Bootstrap:AdminEmail", "nobody", "Bootstrap:AdminEmail")]
    [InlineData("Bootstrap:AdminPassword", "short", "Bootstrap:AdminPassword cannot be used. A password has 12 to 200 characters.")]
    [InlineData("Bootstrap:AdminPassword", "qwertyuiopasdf12", "Bootstrap:AdminPassword cannot be used. Too many people have this password")]
    [InlineData("Bootstrap:AdminPassword", "FIRST@example.test", "Bootstrap:AdminPassword cannot be used. It is the e-mail address")]
    [InlineData("Outbound:AllowHosts", "http://not a host", "Outbound:AllowHosts")]
    [InlineData("Outbound:Timeout", "soon", "Outbound:Timeout")]
    [InlineData("Jobs:Workers", "99", "Workers")]
    [InlineData("Jobs:Workers", "many", "Jobs:Workers")]
    [InlineData("Jobs:Lease", "00:00:00", "Jobs:Lease")]
    [InlineData("Jobs:Weights:somebody", "3", "Jobs:Weights")]
    [InlineData("Jobs:StopWithin", "01:00:00", "Jobs:StopWithin")]
    [InlineData("Keys:Secret", "too short", "Keys:Secret")]
    [InlineData("Keys:File", "/nowhere/protection.key", "Keys:File")]
    [InlineData("Keys:Certificate", "/nowhere/ring.pfx", "Keys:Certificate")]
    [InlineData("PublicUrl", "shop.example.com", "PublicUrl")]
    [InlineData("Demo:Enabled", "perhaps", "Demo:Enabled")]
    public async Task A_wrong_setting_stops_the_process_with_a_sentence_that_names_it(string key, string value, string named)
    {
        var settings = Settings();
        settings[key] = value;

        var error = await WhyNotStarted(settings);

        Assert.NotNull(error);
        Assert.Contains(named, error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "promoengine.db")), "The database was touched before the settings were looked at.");
    }

    [Fact]
    public async Task A_second_start_finds_what_the_first_one_made()
    {
        string sealedText;
        await using (var first = new TestHost(Settings(), new()).Start())
        {
            Assert.Equal((1, 1), await Counts(first));
            sealedText = first.Services.GetRequiredService<ChannelSecrets>().Seal(new Dictionary<string, string> { ["authToken"] = "kept" });
            Assert.DoesNotContain("kept", sealedText, StringComparison.Ordinal);
        }

        await using var second = new TestHost(Settings(), new()).Start();
        Assert.Equal((1, 1), await Counts(second));
        var channel = new Channel { Kind = ChannelKind.Sms, Provider = "twilio", Name = "", Address = "", Settings = sealedText };
        Assert.Equal("kept", second.Services.GetRequiredService<ChannelSecrets>().Open(channel)["authToken"]);
    }

    [Fact]
    public async Task The_keys_of_secrets_lie_encrypted_in_the_database_and_the_key_file_opens_them()
    {
        await using (new TestHost(Settings(), new()).Start())
        {
        }

        await using var connection = Open();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT xml FROM protection_keys";
        var xml = (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        Assert.Contains("keyFile", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("<masterKey", xml, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "protection.key")));
    }

    [Theory]
    [InlineData("Keys:Secret")]
    [InlineData("Keys:File")]
    [InlineData("Keys:Certificate")]
    public async Task What_opens_the_keys_may_lie_outside_the_data_folder(string setting)
    {
        var settings = Settings();
        (settings[setting], settings["Keys:CertificatePassword"]) = (Outside(setting), "pass");
        string sealedText;
        await using (var first = new TestHost(settings, new()).Start())
            sealedText = first.Services.GetRequiredService<ChannelSecrets>().Seal(new Dictionary<string, string> { ["authToken"] = "kept" });

        Assert.False(File.Exists(Path.Combine(folder, "protection.key")));
        var channel = new Channel { Kind = ChannelKind.Sms, Provider = "twilio", Name = "", Address = "", Settings = sealedText };
        await using (var second = new TestHost(settings, new()).Start())
            Assert.Equal("kept", second.Services.GetRequiredService<ChannelSecrets>().Open(channel)["authToken"]);
        await using var stranger = new TestHost(Settings(), new());
        Assert.NotNull(Record.Exception(() => stranger.Start().Services.GetRequiredService<ChannelSecrets>().Open(channel)));
    }

    [Fact]
    public async Task The_lock_that_a_killed_first_migration_left_is_taken_away()
    {
        await using (var connection = Open())
        {
            await using var left = connection.CreateCommand();
            left.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00');
                """;
            await left.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var starting = Task.Run(() => new TestHost(Settings(), new()).Start(), TestContext.Current.CancellationToken);

        await using var host = await starting.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal((1, 1), await Counts(host));
    }

    [Fact]
    public async Task Two_processes_on_one_folder_are_one_too_many()
    {
        await using var first = new TestHost(Settings(), new()).Start();

        var error = await WhyNotStarted(Settings());

        Assert.Contains("Another PromoEngine process", error?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SQL_Server_is_called_experimental_before_anything_is_tried()
    {
        var settings = Settings();
        (settings["Database:Provider"], settings["Database:ConnectionString"]) = ("SqlServer", "Server=127.0.0.1,1;Database=promoengine;User Id=shop;Password=secret;Connect Timeout=1;ConnectRetryCount=0");
        await using var host = new TestHost(settings, new());

        Assert.NotNull(Record.Exception(() => host.Start()));

        Assert.Contains(host.Log, line => line.Contains("experimental", StringComparison.Ordinal));
    }

    private static async Task<Exception?> WhyNotStarted(Dictionary<string, string?> settings)
    {
        while (true)
        {
            await using var host = new TestHost(settings, new());
            // The program ends its host at the same time as the factory does; now and then the factory is second and finds it gone, which says nothing.
            if (Record.Exception(() => host.Start()) is not ObjectDisposedException and var error)
                return error;
        }
    }

    /// <summary>What the setting names, made anew.</summary>
    private string Outside(string setting)
    {
        if (setting == "Keys:Secret")
            return "a-secret-of-the-tests-0123456789abcdef";
        var path = $"{folder}-{setting.Split(':')[1]}";
        others.Add(path);
        if (setting == "Keys:File")
        {
            File.WriteAllText(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            return path;
        }

        using var rsa = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=PromoEngine", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, "pass"));
        return path;
    }

    private Dictionary<string, string?> Settings() => new()
    {
        ["DataFolder"] = folder,
        ["Jobs:Workers"] = "0",
        ["Demo:Enabled"] = "false",
        ["Bootstrap:AdminEmail"] = "first@example.test",
        ["Bootstrap:AdminPassword"] = App.Password,
    };

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "promoengine.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    private static async Task<(int Workspaces, int Users)> Counts(TestHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        return (await db.Workspaces.CountAsync(), await db.Users.CountAsync());
    }
}
