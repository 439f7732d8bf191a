using System.Data.Common;

namespace PromoEngine.Web.Jobs;

internal sealed class SqliteJobSql : JobSql
{
    protected override string Smaller(string a, string b) => $"MIN({a}, {b})";

    /// <summary>There is one writer: nothing to keep apart.</summary>
    protected override Task LockKey(DbTransaction unit, Guid workspace, string orderingKey, CancellationToken ct) => Task.CompletedTask;
}
