using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

using Microsoft.Data.Sqlite;

using PromoEngine.Web.Data;

namespace PromoEngine.Web.Tests.Data;

/// <summary>The older SQLitePCLRaw that stands in for the newer one that EF asks for.</summary>
public sealed class SqliteShimTests
{
    static SqliteShimTests() => System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(typeof(AppDb).Module.ModuleHandle);

    [Fact]
    public void It_has_everything_that_the_provider_uses_but_extension_loading()
    {
        var stand = typeof(SQLitePCL.raw).Assembly;
        using var provider = new PEReader(File.OpenRead(typeof(SqliteConnection).Assembly.Location));
        var metadata = provider.GetMetadataReader();

        var missing = new SortedSet<string>();
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference)
                continue;
            var type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
            if (type.ResolutionScope.Kind != HandleKind.AssemblyReference || metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name) != "SQLitePCLRaw.core")
                continue;
            var (owner, name) = ($"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}", metadata.GetString(member.Name));
            if (stand.GetType(owner)?.GetMember(name, (System.Reflection.BindingFlags)60).Length is null or 0)
                missing.Add(name);
        }

        Assert.Equal(["sqlite3_load_extension"], missing);
    }

    [Fact]
    public void The_systems_library_is_used_where_there_is_one()
    {
        var system = NativeLibrary.TryLoad("libsqlite3.so.0", out var library) && NativeLibrary.GetExport(library, "sqlite3_libversion") is var version
            ? Marshal.PtrToStringUTF8(Marshal.GetDelegateForFunctionPointer<LibraryVersion>(version)())
            : "3.35.5";

        Assert.Equal(system, Scalar("SELECT sqlite_version()"));
    }

    [Fact]
    public void Upserts_returning_and_full_text_work()
    {
        Assert.Equal(2L, Scalar("CREATE TABLE t (a INTEGER PRIMARY KEY, b INT); INSERT INTO t VALUES (1, 1); INSERT INTO t VALUES (1, 5) ON CONFLICT (a) DO UPDATE SET b = t.b + 1 RETURNING b"));
        Assert.Equal("navy caps", Scalar("CREATE VIRTUAL TABLE f USING fts5(x); INSERT INTO f VALUES ('navy caps'), ('white mugs'); SELECT x FROM f WHERE f MATCH 'caps'"));
    }

    private delegate nint LibraryVersion();

    private static object? Scalar(string sql)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        object? last = null;
        using var reader = command.ExecuteReader();
        do
        {
            while (reader.Read())
                last = reader.GetValue(0);
        }
        while (reader.NextResult());
        return last;
    }
}
