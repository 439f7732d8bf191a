using System.Data.Common;

namespace PromoEngine.Web.Data;

internal sealed class PostgresDialect : Dialect.Common
{
    public static readonly PostgresDialect Instance = new();

    public override async Task Lock(DbTransaction unit, string name, CancellationToken ct)
    {
        await using var command = unit.Command("SELECT pg_advisory_xact_lock(hashtextextended(@name, 0))", ("@name", name));
        await command.ExecuteNonQueryAsync(ct);
    }

    public override async Task LockWorkspace(DbTransaction unit, Guid workspace, CancellationToken ct)
    {
        await using var command = unit.Command("SELECT 1 FROM workspaces WHERE id = @workspace FOR UPDATE", ("@workspace", workspace));
        await command.ExecuteNonQueryAsync(ct);
    }
}
