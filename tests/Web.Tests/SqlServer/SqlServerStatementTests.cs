using System.Data;
using System.Text.RegularExpressions;

using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

using PromoEngine.Inbox.Channels;
using PromoEngine.Orders.Inventory;
using PromoEngine.Orders.Quotes;
using PromoEngine.Web.Audit;
using PromoEngine.Web.Data;
using PromoEngine.Web.Jobs;
using PromoEngine.Web.Privacy;

namespace PromoEngine.Web.Tests.SqlServer;

/// <summary>The hand-written statements, as they would go to a SQL Server.</summary>
public sealed partial class SqlServerStatementTests : IDisposable
{
    private static readonly Guid Workspace = Guid.CreateVersion7();
    private static readonly DateTime Now = new(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc);

    private readonly RecordedUnit unit = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => unit.Dispose();

    [Fact]
    public async Task The_statements_of_jobs()
    {
        var sql = new SqlServerJobSql();
        var (owner, job) = (Guid.CreateVersion7(), new ClaimedJob(7, Workspace, "send", "{}", "contact:1", 1, 0));
        await sql.Insert(unit, Workspace, new("send", "{}") { OrderingKey = "contact:1" }, Now, Ct);
        await sql.Insert(unit, Workspace, new("read", "{}") { UniqueKey = "read:1", Quiet = TimeSpan.FromSeconds(3) }, Now, Ct);
        await sql.DueWorkspaces(unit.Connection!, "send", Guid.Empty, 8, Now, Ct);
        await sql.HasDue(unit.Connection!, "send", Workspace, Now, Ct);
        await sql.ClaimAcrossWorkspaces(unit, "send", [(Workspace, 4), (Guid.CreateVersion7(), 4)], owner, Now, TimeSpan.FromSeconds(20), Ct);
        await sql.Finish(unit, job, owner, Now, Ct);
        await sql.Again(unit, job, owner, Now, Ct);
        await sql.Fail(unit, job, owner, "why", Now, Now, Ct);
        await sql.Fail(unit, job, owner, "why", null, Now, Ct);
        await sql.Release(unit, owner, Ct);
        await sql.Release(unit, null, Ct);
        await sql.Release(unit, [1, 2], owner, Ct);
        await sql.Renew(unit, [1, 2], owner, Now, Ct);
        await sql.Remove(unit, Workspace, 7, "contact:1", Ct);
        await sql.Revive(unit, Workspace, 7, "contact:1", Now, Ct);
        await sql.AnyStuck(unit.Connection!, Ct);
        await sql.Sweep(unit, Ct);

        CheckAll();
        Assert.Contains(unit.Commands, c => c.Sql.Contains("UPDLOCK, ROWLOCK, READPAST, READCOMMITTEDLOCK", StringComparison.Ordinal) && c.Sql.Contains("OUTPUT inserted.id", StringComparison.Ordinal));
        Assert.Contains(unit.Commands, c => c.Sql.Contains("WITH (UPDLOCK, HOLDLOCK)", StringComparison.Ordinal) && c.Sql.Contains("IF @@ROWCOUNT = 0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_statements_of_what_comes_in_and_of_stock()
    {
        await new SqlServerStoreEvent().Insert(unit, new(Workspace, Guid.CreateVersion7(), "in:1", "https://shop.test", "{}", new byte[] { 1 }, Now), Ct);
        var reserve = new SqlServerReserveSql();
        await reserve.Lock(unit, Workspace, [Guid.CreateVersion7(), Guid.CreateVersion7()], Ct);
        await reserve.Take(unit, Workspace, [new(Guid.CreateVersion7(), 3), new(Guid.CreateVersion7(), 4)], Ct);
        var receive = new SqlServerReceiveSql();
        Check(new(receive.Record, Typed("@workspace", "@at", "@variant", "@warehouse", "@quantity", "@reason", "@key", "@actor")));
        Check(new(receive.Raise, Typed("@id", "@workspace", "@variant", "@warehouse", "@quantity")));

        CheckAll();
        Assert.All(unit.Commands.Take(2), c => Assert.Contains("UPDLOCK", c.Sql, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_statements_of_accepting()
    {
        await using var db = SqlServerModel.Open();
        db.EnterUnit(unit);

        await AcceptSql.Claim(db, Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Now, Ct);

        CheckAll();
        Assert.Equal(2, unit.Commands.Count);
    }

    [Fact]
    public async Task The_statements_of_the_host()
    {
        var dialect = SqlServerDialect.Instance;
        await dialect.Lock(unit, "a name", Ct);
        await dialect.LockWorkspace(unit, Workspace, Ct);
        await foreach (var _ in AuditScan.Rows(unit, Ct))
        {
        }

        Check(new(dialect.TakeNumbers, Typed("@count", "@workspace", "@kind")));
        Check(new(dialect.NumberEvents, Typed("@batch", "@counter")));
        Check(new(dialect.InsertSubjectKey, Typed("@id", "@workspace", "@subject", "@key", "@now")));
        Check(new(SqlServerTurn.Statement, Typed()));
        Check(new(Migrator.KeepVersions, Typed()));
        CheckAll();
    }

    [Fact]
    public async Task The_statements_of_erasing()
    {
        await EraseSql.Run(unit, EraseSql.OfContact, Ct, ("@workspace", Workspace), ("@contact", Workspace), ("@customer", Workspace), ("@address", "+1"), ("@erased", "erased"), ("@now", Now));
        await EraseSql.Run(unit, EraseSql.OfConversation, Ct, ("@workspace", Workspace), ("@conversation", Workspace), ("@now", Now));

        CheckAll();
    }

    [Fact]
    public void What_has_no_file_of_its_own_for_SQL_Server_uses_no_words_that_it_does_not_know()
    {
        var source = Path.Combine(Repository.Root, "src");
        var shared = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/Migrations/", StringComparison.Ordinal))
            .Where(file => !Path.GetFileName(file).Contains("Sqlite", StringComparison.Ordinal) && !Path.GetFileName(file).Contains("Postgres", StringComparison.Ordinal))
            .Where(file => !file.EndsWith(".SqlServer.cs", StringComparison.Ordinal) && !File.Exists(file[..^".cs".Length] + ".SqlServer.cs"))
            // What SQLite alone does.
            .Where(file => !file.Contains("/Backup/", StringComparison.Ordinal));

        var foreign = shared.SelectMany(file => Literals().Matches(File.ReadAllText(file)).Select(m => m.Groups["sql"].Value)
            .SelectMany(ForeignWords.In).Where(word => !word.StartsWith("NOT INDEXED", StringComparison.Ordinal)).Select(word => $"{Path.GetRelativePath(source, file)}: {word}")).ToList();

        Assert.Empty(foreign);
    }

    [Fact]
    public async Task The_drivers_way_to_a_server_needs_nothing_that_is_missing_here()
    {
        using var nobody = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        nobody.Start();
        var port = ((System.Net.IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();
        await using var connection = new SqlConnection($"Server=127.0.0.1,{port};Database=promoengine;User Id=shop;Password=secret;Connect Timeout=2;ConnectRetryCount=0");

        await Assert.ThrowsAsync<SqlException>(() => connection.OpenAsync(Ct));
    }

    [Theory]
    [InlineData(1205, true, false)]
    [InlineData(3960, true, false)]
    [InlineData(2601, true, true)]
    [InlineData(2627, true, true)]
    [InlineData(SqlServerDialect.LockRefused, true, false)]
    [InlineData(547, false, false)]
    [InlineData(-2, false, false)]
    public void The_servers_numbers_mean_what_the_other_databases_words_mean(int number, bool comesAgain, bool isDuplicate)
    {
        Exception error = new DbUpdateException("saving failed", Refusal(number));

        Assert.Equal(comesAgain, DatabaseErrors.IsInTheWay(error));
        Assert.Equal(isDuplicate, DatabaseErrors.IsDuplicate(error));
    }

    private void CheckAll()
    {
        Assert.NotEmpty(unit.Commands);
        Assert.All(unit.Commands, Check);
    }

    private static void Check(RecordedCommand command)
    {
        Assert.Empty(ForeignWords.In(command.Sql));
        var named = Names().Matches(command.Sql).Select(m => m.Value).Where(name => !Own.Contains(name)).ToHashSet();
        Assert.True(named.IsSubsetOf(command.Parameters.Keys), $"Not given: {string.Join(", ", named.Except(command.Parameters.Keys))} in: {command.Sql}");
        Assert.DoesNotContain(SqlDbType.DateTime, command.Parameters.Values);
        // The wall: whoever names no workspace looks a row up by its lease, or serves all of them.
        Assert.True(command.Sql.Contains("workspace_id", StringComparison.Ordinal) || command.Sql.Contains("lease_", StringComparison.Ordinal)
            || command.Sql.Contains("FROM workspaces", StringComparison.Ordinal) || command.Sql.Contains("sp_getapplock", StringComparison.Ordinal) || command.Sql.Contains("sys.databases", StringComparison.Ordinal),
            command.Sql);
    }

    private static readonly string[] Own = ["@got", "@ROWCOUNT", "@Resource", "@LockMode", "@LockOwner", "@LockTimeout"];

    private static Dictionary<string, SqlDbType> Typed(params string[] names) => names.ToDictionary(name => name, _ => SqlDbType.NVarChar);

    /// <summary>The driver makes its errors itself and lets nobody else.</summary>
    private static SqlException Refusal(int number)
    {
        const System.Reflection.BindingFlags Inner = System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static;
        var make = typeof(SqlError).GetConstructors(Inner).OrderBy(c => c.GetParameters().Length).First();
        var values = make.GetParameters().Select(p => p.Name == "infoNumber" ? number : p.ParameterType == typeof(string) ? "" : p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null).ToArray();
        var errors = (SqlErrorCollection)Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        typeof(SqlErrorCollection).GetMethod("Add", Inner)!.Invoke(errors, [make.Invoke(values)]);
        var create = typeof(SqlException).GetMethods(Inner).First(m => m.Name == "CreateException" && m.GetParameters() is [{ ParameterType: var first }, { ParameterType: var second }] && first == typeof(SqlErrorCollection) && second == typeof(string));
        return (SqlException)create.Invoke(null, [errors, "16.0"])!;
    }

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Names();

    // Whatever in quotes begins like a statement, over one line or several.
    [GeneratedRegex("\"\"\"\\s*(?<sql>(SELECT|INSERT|UPDATE|DELETE|WITH)\\b.*?)\"\"\"|(?<!\")\"(?<sql>(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH) [^\\r\\n]*?)\"[;,)\\r\\n]", RegexOptions.Singleline)]
    private static partial Regex Literals();
}
