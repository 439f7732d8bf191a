using Npgsql;

namespace PromoEngine.Web.Data;

internal sealed class PostgresTurn(NpgsqlDataSource source) : INodeTurn
{
    private const long StartOfNode = 0x50726f6d6f; // any number, as long as nobody else in this database uses it
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public async Task<IAsyncDisposable> Take(CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({StartOfNode})", connection) { CommandTimeout = (int)Patience.TotalSeconds };
        await command.ExecuteNonQueryAsync(ct);
        return new Held(connection);
    }

    private sealed class Held(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (var command = new NpgsqlCommand($"SELECT pg_advisory_unlock({StartOfNode})", connection))
                await command.ExecuteNonQueryAsync();
            await connection.DisposeAsync();
        }
    }
}
