using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Options;

namespace PromoEngine.Web.Data;

/// <summary>Experimental, like everything for this database. The connection stays out of the pool: with it the lock ends.</summary>
internal sealed class SqlServerTurn(IOptions<DatabaseOptions> options) : INodeTurn
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static readonly string Statement = $"""
        DECLARE @got int;
        EXEC @got = sp_getapplock @Resource = 'promoengine start', @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = {(int)Patience.TotalMilliseconds};
        IF @got < 0 THROW {SqlServerDialect.LockRefused}, 'Another node took too long to start.', 1;
        """;

    public async Task<IAsyncDisposable> Take(CancellationToken ct)
    {
        var connection = new SqlConnection(new SqlConnectionStringBuilder(options.Value.ConnectionString) { Pooling = false }.ToString());
        await connection.OpenAsync(ct);
        await using var command = new SqlCommand(Statement, connection) { CommandTimeout = (int)Patience.TotalSeconds + 10 };
        await command.ExecuteNonQueryAsync(ct);
        return connection;
    }
}
