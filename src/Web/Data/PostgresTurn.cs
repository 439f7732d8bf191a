using Npgsql;

namespace PromoEngine.Web.Data;

/// <summary>
/// Nodes on one PostgreSQL take turns at what must happen once: the schema, the first keys, the first workspace. A lock of the session, which a killed process loses
/// with its connection.
/// </summary>
internal sealed class PostgresTurn : IAsyncDisposable
{
    private const long StartOfNode = 0x50726f6d6f; // any number, as long as nobody else in this database uses it
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly NpgsqlConnection connection;

    private PostgresTurn(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<PostgresTurn> Take(NpgsqlDataSource source, CancellationToken ct)
    {
        var connection = await source.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({StartOfNode})", connection) { CommandTimeout = (int)Patience.TotalSeconds };
        await command.ExecuteNonQueryAsync(ct);
        return new(connection);
    }

    public async ValueTask DisposeAsync()
    {
        await using (var command = new NpgsqlCommand($"SELECT pg_advisory_unlock({StartOfNode})", connection))
            await command.ExecuteNonQueryAsync();
        await connection.DisposeAsync();
    }
}
