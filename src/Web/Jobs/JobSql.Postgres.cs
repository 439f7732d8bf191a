using PromoEngine.Web.Data;

namespace PromoEngine.Web.Jobs;

internal sealed class PostgresJobSql() : JobSql(PostgresDialect.Instance)
{
    protected override string Smaller(string a, string b) => $"LEAST({a}, {b})";

    protected override string SkipLocked => "FOR UPDATE SKIP LOCKED";
}
