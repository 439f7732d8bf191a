namespace PromoEngine.Web.Data;

/// <summary>
/// Nodes on one server take turns at what must happen once: the schema, the first keys, the first workspace. A lock of the session, which a killed process
/// loses with its connection.
/// </summary>
internal interface INodeTurn
{
    /// <summary>Waits for it; disposing gives it on.</summary>
    Task<IAsyncDisposable> Take(CancellationToken ct);
}

/// <summary>On SQLite the process holds the whole data folder.</summary>
internal sealed class OnlyNode : INodeTurn, IAsyncDisposable
{
    public Task<IAsyncDisposable> Take(CancellationToken ct) => Task.FromResult<IAsyncDisposable>(this);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
