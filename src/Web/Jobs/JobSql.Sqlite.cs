using PromoEngine.Web.Data;

namespace PromoEngine.Web.Jobs;

/// <summary>There is one writer: nothing to skip.</summary>
internal sealed class SqliteJobSql() : JobSql(SqliteDialect.Instance)
{
    protected override string Smaller(string a, string b) => $"MIN({a}, {b})";
}
