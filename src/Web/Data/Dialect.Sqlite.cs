using System.Data.Common;

namespace PromoEngine.Web.Data;

/// <summary>Units follow each other anyway: there is nothing to lock.</summary>
internal sealed class SqliteDialect : Dialect.Common
{
    public static readonly SqliteDialect Instance = new();

    public override Task Lock(DbTransaction unit, string name, CancellationToken ct) => Task.CompletedTask;

    public override Task LockWorkspace(DbTransaction unit, Guid workspace, CancellationToken ct) => Task.CompletedTask;
}
