using System.Data.Common;

namespace PromoEngine.Web.Jobs;

internal sealed class PostgresJobSql : JobSql
{
    protected override string Smaller(string a, string b) => $"LEAST({a}, {b})";

    protected override string SkipLocked => "FOR UPDATE SKIP LOCKED";

    /// <summary>
    /// Without it an insert that sees an unfinished job and a finish that sees no follower could pass each other, and the follower would never become ready.
    /// </summary>
    protected override async Task LockKey(DbTransaction unit, Guid workspace, string orderingKey, CancellationToken ct)
    {
        await using var command = Command(unit, "SELECT pg_advisory_xact_lock(hashtextextended(@key, 0))");
        Add(command, "key", $"{workspace}:{orderingKey}");
        await command.ExecuteNonQueryAsync(ct);
    }
}
